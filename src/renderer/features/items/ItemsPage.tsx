import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import {
  type ComponentType,
  type KeyboardEvent,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useRef,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import { type ItemKey, itemKeySchema, type ItemRow } from '../../../shared/model/item.ts'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { itemQuery } from '../../api/use-items.ts'
import { useProviders } from '../../api/use-providers.ts'
import { useSyncStatus } from '../../api/use-sync.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Announcement } from './Announcement.tsx'
import type { ContactDeletionProps } from './ItemActions.tsx'
import { ColumnsButton } from './ColumnsButton.tsx'
import { emptinessOf } from './item-overview.ts'
import { ItemsEmpty } from './ItemsEmpty.tsx'
import { ItemsGrid } from './ItemsGrid.tsx'
import { ListBottom } from './ListBottom.tsx'
import { ListHeader, type Narrowing } from './ListHeader.tsx'
import { useListPlace } from './list-place.ts'
import { type ListSearch, queryOf, shownSort, sortedBy } from './list-search.ts'
import { useListView } from './use-list-view.ts'

/** Takes away whatever narrows the list. */
const everything: ListSearch = { q: undefined, type: undefined, account: undefined, inside: undefined }
const ItemDetails = lazy(async () => ({ default: (await import('./ItemDetails.tsx')).ItemDetails }))
const route = getRouteApi('/shell/items')

interface ItemsPageProps {
  /** The dialog that deletes a contact; without it the list offers no deletion. */
  readonly ContactDeletion?: ComponentType<ContactDeletionProps>
}

/** Everything of the workspace in one list: searched, narrowed by type and source, sorted, opened. */
export function ItemsPage({ ContactDeletion }: ItemsPageProps) {
  const { t } = useTranslation('items')
  const search: ListSearch = route.useSearch()
  const navigate = useNavigate({ from: '/items' })
  const router = useRouter()
  const page = useRef<HTMLDivElement>(null)
  const accountsQuery = useAccounts()
  const accounts = accountsQuery.data ?? []
  const providers = useProviders().data ?? []
  const statuses = useSyncStatus().data ?? []
  const query = queryOf(search)
  const { selected, inside } = search
  const narrowing = useNarrowing(inside ?? null)

  const go = useCallback(
    /** `replace`: without an entry of its own for Back. */
    (change: ListSearch, { replace = false }: { readonly replace?: boolean } = {}) => {
      void navigate({ search: (before) => ({ ...before, ...change }), replace })
    },
    [navigate],
  )
  const sourceLabel = useCallback(
    (accountId: AccountId) => accountsQuery.data?.find(({ id }) => id === accountId)?.label ?? '',
    [accountsQuery.data],
  )
  const listView = useListView({ search, go, accounts, providers, sourceLabel })
  const { rows, snapshot, query: shownQuery, isPending } = listView
  const { initialPlace, keepPlace } = useListPlace(shownQuery)
  const passOnSearch = useCallback(
    (text: string) => {
      // What was typed last is passed on a moment later; whoever has gone on meanwhile is not to be brought back.
      if (router.latestLocation.pathname !== '/items') return
      // Half of a character, as some input methods leave it for a moment, is refused by main.
      go({ q: text === '' ? undefined : text.toWellFormed() }, { replace: true })
    },
    [go, router],
  )
  const open = (row: ItemRow): void => {
    go({ selected: row.key }, { replace: selected !== undefined })
  }
  const focusRows = useCallback(() => {
    page.current?.querySelector<HTMLElement>('[role="grid"] [data-column][tabindex="0"]')?.focus()
  }, [])
  const close = (): void => {
    go({ selected: undefined })
  }
  // A pane that closes takes the focus with it; the row that it showed is where one goes on.
  const isPaneOpen = selected !== undefined
  const wasPaneOpen = useRef(isPaneOpen)
  useEffect(() => {
    if (wasPaneOpen.current && !isPaneOpen && document.activeElement === document.body) focusRows()
    wasPaneOpen.current = isPaneOpen
  }, [isPaneOpen, focusRows])

  const selectedIndex = selected === undefined ? null : rows.indexOf(({ key }) => key === selected)
  const step = (by: 1 | -1): void => {
    const next = selectedIndex === null ? null : rows.rowAt(selectedIndex + by)
    if (next !== null) open(next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || selected === undefined) return
    event.preventDefault()
    close()
  }
  const list = (): ReactNode => {
    if (snapshot.total === null && snapshot.failure !== null) return null
    // Of a list that is still being put together nobody knows yet that it is empty.
    if (snapshot.total === 0 && snapshot.progress === null && accountsQuery.data !== undefined) {
      return (
        <ItemsEmpty
          search={shownQuery.search}
          type={shownQuery.type}
          inside={narrowing?.name ?? null}
          emptiness={emptinessOf(accounts, statuses, shownQuery)}
          onClearSearch={() => {
            passOnSearch('')
          }}
          onShowAll={() => {
            go(everything)
          }}
        />
      )
    }
    return (
      <ItemsGrid
        rows={rows}
        snapshot={snapshot}
        sorts={shownSort(shownQuery)}
        onSort={(by, isAdded) => {
          go(sortedBy(by, shownSort(query), isAdded), { replace: true })
        }}
        columns={listView.columns}
        selection={listView.selection}
        editing={listView.editing}
        onCopy={listView.onCopy}
        openedKey={selected ?? null}
        onOpen={open}
        {...(selected === undefined ? {} : { onMove: open })}
        isBusy={isPending}
        sourceLabel={sourceLabel}
        initialPlace={initialPlace}
        keepPlace={keepPlace}
      />
    )
  }

  return (
    <Box ref={page} onKeyDown={onKeyDown} sx={pageLook}>
      <ListHeader
        query={query}
        inside={narrowing}
        accounts={accounts}
        providers={providers}
        onSearch={passOnSearch}
        onFilter={go}
        tools={<ColumnsButton columns={listView.columns} />}
        onLeaveSearch={focusRows}
        onNewContact={() =>
          void navigate({
            to: '/contacts/new',
            search: { account: search.account },
            state: { listSearch: search },
          })
        }
      />
      <Box sx={{ position: 'relative', display: 'flex', flex: 1, minHeight: 0 }}>
        <Box component="section" aria-label={t('title')} data-pane="list" sx={listLook}>
          {snapshot.failure !== null && (
            <Box sx={{ p: 2 }}>
              <ErrorNotice {...problemOf(snapshot.failure)} actions={{ retry: rows.refresh }} />
            </Box>
          )}
          {list()}
          <ListBottom list={listView} />
        </Box>
        {selected !== undefined && (
          <Suspense>
            <ItemDetails
              itemKey={selected}
              accounts={accounts}
              providers={providers}
              onClose={close}
              onEdit={(key) =>
                void navigate({ to: '/contacts/$key', params: { key }, state: { listSearch: search } })
              }
              onOpen={(key) => {
                go({ selected: key })
              }}
              onShowChanges={(key) => void navigate({ to: '/outbox', search: { record: key } })}
              onShowInside={(key) => {
                go({ ...everything, inside: key, selected: undefined })
              }}
              onStep={selectedIndex === null || (snapshot.total ?? 0) < 2 ? null : step}
              ContactDeletion={ContactDeletion}
            />
          </Suspense>
        )}
      </Box>
      <Announcement />
    </Box>
  )
}

/** The item that the list is narrowed to; null where it is not. */
function useNarrowing(key: ItemKey | null): Narrowing | null {
  const { t } = useTranslation('items')
  const { data } = useQuery({ ...itemQuery(key ?? noKey), enabled: key !== null })
  if (key === null) return null
  const name = data?.item.name.trim() ?? ''
  return { name: name === '' ? t('unnamed') : name, providerId: data?.item.providerId ?? null }
}

const noKey = itemKeySchema.parse('')

const pageLook = {
  display: 'flex',
  flexDirection: 'column',
  flex: 1,
  minHeight: 0,
  // The detail pane decides by this width whether it lies beside the list or over it.
  containerType: 'inline-size',
} as const

const listLook = {
  display: 'flex',
  flexDirection: 'column',
  flex: 1,
  minWidth: 0,
  minHeight: 0,
  bgcolor: 'background.paper',
} as const
