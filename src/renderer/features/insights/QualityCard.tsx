import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import type { InsightNumbers } from '../../../shared/model/insights.ts'
import { useDuplicates } from '../../api/use-duplicates.ts'
import { formatCount } from '../../ui/format.ts'
import { Section } from '../../ui/Section.tsx'
import { searchOf } from './chart-row.ts'
import { RouterButton } from './list-links.ts'
import { listLook } from './list-look.ts'

interface QualityCardProps {
  readonly quality: InsightNumbers['quality']
  /** Null means all. */
  readonly accountId: AccountId | null
}

/** What is odd about contacts, line by line, each with the way to them. */
export function QualityCard({ quality, accountId }: QualityCardProps) {
  const { t } = useTranslation('insights')
  const duplicates = useDuplicates(accountId, 0, 0).data
  const { total = null, contacts = null } = duplicates ?? {}
  const isGood = total === 0 && quality.every(({ count }) => count === 0)
  return (
    <Section title={t('quality.title')} description={t('quality.description')}>
      {isGood && <Typography variant="body2">{t('quality.good')}</Typography>}
      {!isGood && (
        <Box component="ul" sx={listLook}>
          {quality.map(({ issue, count, list }) => (
            <li key={issue}>
              <Typography variant="body2" sx={{ flex: 1, minWidth: 0 }}>
                {t(`quality.${issue}`)}
              </Typography>
              <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}>
                {formatCount(count)}
              </Typography>
              <Box sx={{ width: 88, textAlign: 'end' }}>
                {count > 0 && (
                  <RouterButton
                    to="/items"
                    search={searchOf(list)}
                    size="small"
                    aria-label={t('quality.showOf', { issue: t(`quality.${issue}`), count })}
                  >
                    {t('quality.show')}
                  </RouterButton>
                )}
              </Box>
            </li>
          ))}
          <li>
            <Typography variant="body2" sx={{ flex: 1, minWidth: 0 }}>
              {t('quality.duplicates')}
            </Typography>
            <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}>
              {contacts === null ? t('quality.looking') : formatCount(contacts)}
            </Typography>
            <Box sx={{ width: 88, textAlign: 'end' }}>
              {total !== 0 && (
                <RouterButton
                  to="/insights/duplicates"
                  search={accountId === null ? {} : { account: accountId }}
                  size="small"
                  // The name has to have in it what can be read, also while nobody knows yet how many there are.
                  aria-label={
                    total === null ? t('quality.reviewAll') : t('quality.reviewOf', { count: total })
                  }
                >
                  {t('quality.review')}
                </RouterButton>
              )}
            </Box>
          </li>
        </Box>
      )}
    </Section>
  )
}
