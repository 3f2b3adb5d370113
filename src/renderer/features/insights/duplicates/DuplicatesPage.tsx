import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import SameIcon from '@mui/icons-material/PeopleOutlined'
import { getRouteApi } from '@tanstack/react-router'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Duplicates, DuplicateGroup } from '../../../../shared/model/duplicates.ts'
import { problemOf } from '../../../api/client.ts'
import { useAccounts } from '../../../api/use-accounts.ts'
import { useDuplicates, useTellApart } from '../../../api/use-duplicates.ts'
import { useListFields } from '../../../api/use-list-fields.ts'
import { BackButton } from '../../../ui/BackButton.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { formatCount } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { type ContactDeletionProps, DuplicateGroupCard } from './DuplicateGroupCard.tsx'
import { ToldApartSection } from './ToldApartSection.tsx'

const route = getRouteApi('/shell/insights/duplicates')
const groupsAPage = 20

interface DuplicatesPageProps {
  readonly ContactDeletion: ComponentType<ContactDeletionProps>
}

/** Contacts that are likely the same, group by group, and what was told apart. */
export function DuplicatesPage({ ContactDeletion }: DuplicatesPageProps) {
  const { t } = useTranslation('insights')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const accounts = useAccounts().data ?? []
  const accountId = accounts.find(({ id }) => id === search.account)?.id ?? null
  const [wantedPage, setPage] = useState(0)
  const numbers = useDuplicates(accountId, 0, 0).data
  const pages = Math.max(1, Math.ceil((numbers?.total ?? Infinity) / groupsAPage))
  // The last page may have lost its groups.
  const page = Math.min(wantedPage, pages - 1)
  const found = useDuplicates(accountId, page * groupsAPage, groupsAPage)
  const fields = useListFields({ type: 'contact', accountId, parentKey: null }).data ?? []
  const { tell, takeBack } = useTellApart()
  const [told, setTold] = useState<{ readonly id: string; readonly name: string } | null>(null)
  const { data } = found

  const tellApart = ({ state, members }: DuplicateGroup): void => {
    const first = members[0]?.row
    if (first === undefined) return
    const name = first.name.trim() === '' ? t('duplicates.unnamed') : first.name
    tell.mutate({ accountId, state }, { onSuccess: ({ id }) => setTold({ id, name }) })
  }
  const onTakeBack = (id: string): void => {
    takeBack.mutate(id, { onSuccess: () => setTold((before) => (before?.id === id ? null : before)) })
  }
  const isBusy = tell.isPending || takeBack.isPending
  const failure = found.error ?? tell.error ?? takeBack.error
  return (
    <Page maxWidth={1180}>
      <BackButton onClick={() => void navigate({ to: '/insights', search })}>{t('title')}</BackButton>
      <PageHeader title={t('duplicates.title')} description={t('duplicates.description')} />
      {failure !== null && (
        <ErrorNotice {...problemOf(failure)} actions={{ retry: () => void found.refetch() }} />
      )}
      {data !== undefined && <Standing duplicates={data} />}
      {told !== null && <Told name={told.name} isBusy={isBusy} onUndo={() => onTakeBack(told.id)} />}
      {data?.total === 0 && data.progress === null && (
        <EmptyState icon={<SameIcon />} title={t('duplicates.none.title')}>
          {t('duplicates.none.body')}
        </EmptyState>
      )}
      {data !== undefined && data.groups.length > 0 && (
        <Box component="section" aria-label={t('duplicates.groups')} sx={{ display: 'grid', gap: 2 }}>
          {data.groups.map((group) => (
            <DuplicateGroupCard
              key={group.state}
              {...{ group, accountId, accounts, fields, ContactDeletion, isBusy }}
              shown={data}
              onTellApart={() => {
                tellApart(group)
              }}
            />
          ))}
        </Box>
      )}
      {pages > 1 && pages < Infinity && <Pages page={page} pages={pages} onPage={setPage} />}
      <ToldApartSection isBusy={isBusy} onTakeBack={onTakeBack} />
    </Page>
  )
}

/** How many they are, and how far the search is. */
function Standing({ duplicates: { total, contacts, progress } }: { readonly duplicates: Duplicates }) {
  const { t } = useTranslation('insights')
  // How much there is to look at is not known at once.
  const shown = progress === null || progress.of === 0 ? null : progress
  const words =
    shown === null ? '' : t(total === null ? 'duplicates.looking' : 'duplicates.lookingAnew', shown)
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap', minHeight: 20 }}>
      {total !== null && total > 0 && (
        <Typography variant="body2" role="status">
          {t('duplicates.found', { count: total, contacts: formatCount(contacts ?? 0) })}
        </Typography>
      )}
      {shown !== null && (
        <Box sx={{ flex: 1, minWidth: 200, display: 'flex', alignItems: 'center', gap: 1.5 }}>
          <LinearProgress
            variant="determinate"
            value={Math.min(100, (100 * shown.done) / shown.of)}
            aria-label={words}
            sx={{ flex: 1, maxWidth: 240 }}
          />
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {words}
          </Typography>
        </Box>
      )}
    </Box>
  )
}

/** The group has gone, and the button that had the keyboard with it: it goes to the way back. */
function Told({
  name,
  isBusy,
  onUndo,
}: {
  readonly name: string
  readonly isBusy: boolean
  readonly onUndo: () => void
}) {
  const { t } = useTranslation('insights')
  const undo = useRef<HTMLButtonElement>(null)
  useEffect(() => undo.current?.focus(), [name])
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
      <Typography variant="body2" role="status" sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>
        {t('duplicates.told', { name })}
      </Typography>
      <Button ref={undo} size="small" sx={{ ml: -1 }} disabled={isBusy} onClick={onUndo}>
        {t('duplicates.undo')}
      </Button>
    </Box>
  )
}

interface PagesProps {
  readonly page: number
  readonly pages: number
  readonly onPage: (page: number) => void
}

function Pages({ page, pages, onPage }: PagesProps) {
  const { t } = useTranslation('insights')
  return (
    <Box
      component="nav"
      aria-label={t('duplicates.pages')}
      sx={{ display: 'flex', alignItems: 'center', gap: 2 }}
    >
      <Button
        disabled={page === 0}
        onClick={() => {
          onPage(page - 1)
        }}
      >
        {t('duplicates.previous')}
      </Button>
      <Typography variant="body2">{t('duplicates.page', { page: page + 1, pages })}</Typography>
      <Button
        disabled={page + 1 >= pages}
        onClick={() => {
          onPage(page + 1)
        }}
      >
        {t('duplicates.next')}
      </Button>
    </Box>
  )
}
