import AddIcon from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ItemQuery } from '../../../shared/model/item.ts'
import type { ProviderDescriptor, ProviderId } from '../../../shared/model/provider.ts'
import { useCommandKeys } from '../../api/use-command-keys.ts'
import { useItemCounts } from '../../api/use-items.ts'
import { runCommand } from '../../ui/commands.ts'
import { contactAccounts } from '../../ui/contact-accounts.ts'
import { openContactFinder } from '../../ui/contact-finder.ts'
import { MoreMenu } from '../../ui/MoreMenu.tsx'
import { FilterBar } from './filters/FilterBar.tsx'
import { SortSummary } from './filters/SortSummary.tsx'
import type { FilterFields } from './filters/use-filter-fields.ts'
import { InsideChip } from './InsideChip.tsx'
import { countOf, typesOf } from './item-overview.ts'
import type { ListSearch } from './list-search.ts'
import { SearchField } from './SearchField.tsx'
import type { FieldText } from './search-text.ts'
import { SourceFilter } from './SourceFilter.tsx'
import { TypeFilter } from './TypeFilter.tsx'
import { noView } from './views/saved-view.ts'
import type { Views } from './views/use-views.ts'
import { ChangedView, ViewBar } from './views/ViewBar.tsx'

/** What the list is narrowed to, as far as it is known yet. */
export interface Narrowing {
  readonly name: string
  readonly providerId: ProviderId | null
}

interface ListHeaderProps {
  readonly query: ItemQuery
  /** The item that the list is narrowed to; null where it is not. */
  readonly inside: Narrowing | null
  readonly accounts: readonly Account[]
  readonly providers: readonly ProviderDescriptor[]
  readonly fields: FilterFields
  readonly views: Views
  /** What arranges the list: its layout, its columns. */
  readonly tools?: ReactNode
  readonly searchText: FieldText
  readonly onType: (text: string) => void
  readonly onFilter: (change: ListSearch) => void
  readonly onLeaveSearch: () => void
  readonly onNewContact: () => void
}

/** Two rows: which list, among the types and the saved views; and what narrows and arranges it. */
export function ListHeader(props: ListHeaderProps) {
  const { query, inside, accounts, providers, views, onFilter } = props
  const { accountId } = query
  const { t } = useTranslation(['items', 'ui'])
  const counts = useItemCounts().data
  const title = t('title')
  const { chosen } = views
  const isNarrowed = query.type !== null || accountId !== null || query.filter !== null
  // Nothing of it changes while somebody types, and it has more in it than all the rest of the header.
  const types = useMemo(
    () => (
      <TypeFilter
        types={typesOf(
          accounts,
          providers.filter(
            ({ id }) => inside === null || inside.providerId === null || id === inside.providerId,
          ),
        )}
        chosen={query.type}
        isAside={chosen !== null}
        // What is counted is the whole account; inside of an item there are fewer, and nobody has counted them.
        countOf={(type) => (counts && inside === null ? countOf(counts, { type, accountId }) : null)}
        onChoose={(type) => {
          // A tab beside the view: nothing of the view stays.
          const left = chosen === null ? {} : noView
          onFilter({ ...left, type: type ?? undefined })
        }}
      />
    ),
    [accounts, providers, inside, query.type, chosen, counts, accountId, onFilter],
  )
  return (
    <Box sx={{ px: 2, pt: 0.75, pb: 0.75, borderBottom: 1, borderColor: 'divider' }}>
      <title>{t('ui:windowTitle', { title })}</title>
      <Box sx={[rowLook, { flexWrap: 'wrap', rowGap: 0.25 }]}>
        {/* With less room the chosen tab would be out of sight: what was changed goes below the tabs then. */}
        <Box sx={[rowLook, { flex: '1 1 40rem' }]}>
          <Typography variant="h1" tabIndex={-1} sx={{ flex: 'none', mr: 0.5 }}>
            {title}
          </Typography>
          <Box data-tabs sx={tabsLook}>
            {types}
            {views.isKnown && <ViewBar views={views} />}
          </Box>
        </Box>
        <ChangedView views={views} />
      </Box>
      <Box sx={[rowLook, { flexWrap: 'wrap', mt: 0.75 }]}>
        <SearchField
          field={props.searchText}
          label={t(inside !== null ? 'inside.search' : isNarrowed ? 'search.narrowed' : 'search.label')}
          onType={props.onType}
          onLeave={props.onLeaveSearch}
        />
        {accounts.length > 1 && (
          <SourceFilter
            accounts={accounts}
            chosen={accountId}
            onChoose={(account) => {
              onFilter({ account: account ?? undefined })
            }}
          />
        )}
        {inside !== null && (
          <InsideChip
            name={inside.name}
            onRemove={() => {
              onFilter({ inside: undefined })
            }}
          />
        )}
        <FilterBar
          filter={query.filter}
          fields={props.fields}
          onChange={(filter) => {
            onFilter({ filter: filter ?? undefined })
          }}
          tools={<Tools {...props} />}
          sort={
            query.sort.length < 2 ? null : (
              <SortSummary
                sort={query.sort}
                fields={props.fields}
                onRemove={() => {
                  onFilter({ sort: undefined })
                }}
              />
            )
          }
        />
      </Box>
    </Box>
  )
}

/** What arranges the list, and what is made anew in it. */
function Tools({ accounts, providers, tools, onNewContact }: ListHeaderProps) {
  const { t } = useTranslation(['items', 'commands'])
  const keys = useCommandKeys()
  return (
    <Box sx={[rowLook, { flex: 'none', ml: 'auto' }]}>
      {tools}
      {contactAccounts(accounts, providers).length > 0 && (
        <>
          <Button
            variant="contained"
            startIcon={<AddIcon />}
            aria-keyshortcuts={keys.aria('new-contact')}
            onClick={onNewContact}
          >
            {t('newContact')}
          </Button>
          <MoreMenu
            label={t('moreContacts')}
            actions={[
              { name: t('findContact'), run: openContactFinder },
              { name: t('commands:name.import-contacts'), run: () => runCommand('import-contacts') },
            ]}
          />
        </>
      )}
    </Box>
  )
}

const rowLook = { display: 'flex', alignItems: 'center', gap: 1, minWidth: 0 } as const

/** Tabs that do not fit are scrolled to. */
const tabsLook = {
  display: 'flex',
  alignItems: 'center',
  flex: 1,
  minWidth: 0,
  // Room for the ring around a tab that has the keyboard.
  py: '2px',
  overflowX: 'auto',
  overflowY: 'hidden',
  bgcolor: 'background.default',
  // What stays at the end of the row lies over its last tabs.
  scrollPaddingInlineEnd: '80px',
  // A thick one takes more than the tabs.
  scrollbarWidth: 'thin',
} as const
