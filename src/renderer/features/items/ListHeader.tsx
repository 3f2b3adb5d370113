import AddIcon from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ItemQuery } from '../../../shared/model/item.ts'
import type { ProviderDescriptor, ProviderId } from '../../../shared/model/provider.ts'
import { useItemCounts } from '../../api/use-items.ts'
import { openContactFinder } from '../../ui/contact-finder.ts'
import { MoreMenu } from '../../ui/MoreMenu.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { contactAccounts, countOf, typesOf } from './item-overview.ts'
import { InsideChip } from './InsideChip.tsx'
import type { ListSearch } from './list-search.ts'
import { SearchField } from './SearchField.tsx'
import { SourceFilter } from './SourceFilter.tsx'
import { TypeFilter } from './TypeFilter.tsx'

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
  /** What changes how the list is shown. */
  readonly tools: ReactNode
  readonly onSearch: (search: string) => void
  readonly onFilter: (change: ListSearch) => void
  readonly onLeaveSearch: () => void
  readonly onNewContact: () => void
}

/** What narrows the list, with how many items there are of each type, and the way to a new contact. */
export function ListHeader(props: ListHeaderProps) {
  const { query, inside, accounts, providers, onFilter } = props
  const { accountId } = query
  const { t } = useTranslation('items')
  const counts = useItemCounts().data
  return (
    <Box sx={{ px: 2, pt: 1.75, borderBottom: 1, borderColor: 'divider' }}>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <SearchField
              search={query.search}
              label={inside === null ? t('search.label') : t('inside.search')}
              onSearch={props.onSearch}
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
            {props.tools}
            {contactAccounts(accounts, providers).length > 0 && (
              <>
                <Button
                  variant="contained"
                  startIcon={<AddIcon />}
                  aria-keyshortcuts="Control+N"
                  onClick={props.onNewContact}
                >
                  {t('newContact')}
                </Button>
                <MoreMenu
                  label={t('moreContacts')}
                  actions={[{ name: t('findContact'), run: openContactFinder }]}
                />
              </>
            )}
          </>
        }
      />
      {inside !== null && (
        <InsideChip
          name={inside.name}
          onRemove={() => {
            onFilter({ inside: undefined })
          }}
        />
      )}
      <TypeFilter
        types={typesOf(
          accounts,
          providers.filter(
            ({ id }) => inside === null || inside.providerId === null || id === inside.providerId,
          ),
        )}
        chosen={query.type}
        // What is counted is the whole account; inside of an item there are fewer, and nobody has counted them.
        countOf={(type) => (counts && inside === null ? countOf(counts, { type, accountId }) : null)}
        onChoose={(type) => {
          onFilter({ type: type ?? undefined })
        }}
      />
    </Box>
  )
}
