import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import InsightsIcon from '@mui/icons-material/BarChartOutlined'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { InsightNumbers, InsightPeriod, Insights } from '../../../shared/model/insights.ts'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { useInsights } from '../../api/use-insights.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { useRelativeTime } from '../../ui/RelativeTime.tsx'
import { CreatedCard } from './CreatedCard.tsx'
import { InsightFilters } from './InsightFilters.tsx'
import { KeyFigures } from './KeyFigures.tsx'
import { QualityCard } from './QualityCard.tsx'
import { SourcesCard } from './SourcesCard.tsx'
import { StagesCard } from './StagesCard.tsx'

const route = getRouteApi('/shell/insights')
const usualPeriod: InsightPeriod = 'months-12'

/** Figures and charts over everything on this computer; each number opens its list. */
export function InsightsPage() {
  const { t } = useTranslation('insights')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const accounts = useAccounts().data ?? []
  const period = search.period ?? usualPeriod
  // An account that is gone has no numbers.
  const accountId = accounts.find(({ id }) => id === search.account)?.id ?? null
  const insights = useInsights(accountId, period)
  const { data } = insights
  const numbers = data?.numbers ?? null
  return (
    <Page maxWidth={1180}>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <InsightFilters
            period={period}
            onPeriod={(chosen) => {
              void navigate({ search: { ...search, period: chosen === usualPeriod ? undefined : chosen } })
            }}
            accounts={accounts}
            accountId={accountId}
            onAccount={(chosen) => {
              void navigate({ search: { ...search, account: chosen ?? undefined } })
            }}
          />
        }
      />
      {insights.error !== null && (
        <ErrorNotice {...problemOf(insights.error)} actions={{ retry: () => void insights.refetch() }} />
      )}
      {data !== undefined && <Standing insights={data} />}
      {numbers !== null && isEmpty(numbers) && <NothingYet hasAccounts={accounts.length > 0} />}
      {numbers !== null && !isEmpty(numbers) && (
        <>
          <KeyFigures numbers={numbers} />
          <Box sx={cardsLook}>
            <Box sx={columnLook}>
              <StagesCard stages={numbers.stages} period={period} />
              <SourcesCard sources={numbers.sources} accounts={accounts} />
            </Box>
            <Box sx={columnLook}>
              <CreatedCard created={numbers.created} period={period} />
              <QualityCard quality={numbers.quality} accountId={accountId} />
            </Box>
          </Box>
        </>
      )}
    </Page>
  )
}

const isEmpty = ({ sources }: InsightNumbers): boolean => sources.length === 0

/** When what is here was loaded, and how far the counting is. */
function Standing({ insights }: { readonly insights: Insights }) {
  const { numbers, loadedAtMs } = insights
  // How much there is to count is not known at once.
  const progress = insights.progress?.of === 0 ? null : insights.progress
  const { t } = useTranslation('insights')
  const words = useRelativeTime()
  const counting = progress === null ? '' : t(numbers === null ? 'counting' : 'countingAnew', progress)
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap', minHeight: 20 }}>
      {loadedAtMs !== null && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('asOf', { time: words(loadedAtMs) })}
        </Typography>
      )}
      {progress !== null && (
        <Box sx={{ flex: 1, minWidth: 200, display: 'flex', alignItems: 'center', gap: 1.5 }}>
          <LinearProgress
            variant="determinate"
            value={Math.min(100, (100 * progress.done) / progress.of)}
            aria-label={counting}
            sx={{ flex: 1, maxWidth: 240 }}
          />
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {counting}
          </Typography>
        </Box>
      )}
    </Box>
  )
}

function NothingYet({ hasAccounts }: { readonly hasAccounts: boolean }) {
  const { t } = useTranslation('insights')
  return (
    <EmptyState
      icon={<InsightsIcon />}
      title={t('empty.title')}
      actions={
        <Button component={Link} to={hasAccounts ? '/sync' : '/connections/new'} variant="contained">
          {t(hasAccounts ? 'empty.sync' : 'empty.connect')}
        </Button>
      }
    >
      {t(hasAccounts ? 'empty.body' : 'empty.noAccount')}
    </EmptyState>
  )
}

const cardsLook = {
  display: 'grid',
  gap: 2.5,
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(26rem, 100%), 1fr))',
  alignItems: 'start',
} as const

const columnLook = { display: 'flex', flexDirection: 'column', gap: 2.5, minWidth: 0 } as const
