import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ComponentType, type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import { type ItemKey, itemKeySchema, type ItemRow } from '../../../shared/model/item.ts'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { itemQuery } from '../../api/use-items.ts'
import { useStepLetters } from '../../api/use-command-keys.ts'
import { useProviders } from '../../api/use-providers.ts'
import { useSyncStatus } from '../../api/use-sync.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Announcement } from './Announcement.tsx'
import { ListWithPane } from './detail/ListWithPane.tsx'
import type { ContactDeletionProps } from './ItemActions.tsx'
import { ColumnsButton } from './ColumnsButton.tsx'
import { emptinessOf } from './item-overview.ts'
import { ItemsEmpty } from './ItemsEmpty.tsx'
import { ItemsGrid } from './ItemsGrid.tsx'
import { boardFieldOf, boardFields } from './board/board-columns.ts'
import { Board } from './board/Board.tsx'
import { LayoutChoice } from './board/LayoutChoice.tsx'
import { useFilterFields } from './filters/use-filter-fields.ts'
import { ListHeader, type Narrowing } from './ListHeader.tsx'
import { LateDetails, useReadDetailsEarly } from './late-details.ts'
import { listLook, pageLook } from './items-page-look.ts'
import { useListPlace } from './list-place.ts'
import { queryOf, shownSort, sortedBy } from './list-search.ts'
import { RecordTools } from './RecordTools.tsx'
import { noView } from './views/saved-view.ts'
import { useViews } from './views/use-views.ts'
import { ListBottom } from './ListBottom.tsx'
import { useExportList } from './use-export-list.ts'
import { useListView } from './use-list-view.ts'
import { useRecordOpening } from './use-record-opening.ts'
import { searchedFor, useTypedSearch } from './use-typed-search.ts'

interface ItemsPageProps {
  /** The dialog that deletes a contact; without it the list offers no deletion. */
  readonly ContactDeletion?: ComponentType<ContactDeletionProps>
}

/** Everything of the workspace in one list: searched, narrowed by type and source, sorted, opened. */
export function ItemsPage({ ContactDeletion }: ItemsPageProps) {
  const { t } = useTranslation('items')
  const { search, field, type, go, finish } = useTypedSearch()
  const navigate = useNavigate({ from: '/items' })
  const page = useRef<HTMLDivElement>(null)
  const accountsQuery = useAccounts()
  const accounts = accountsQuery.data ?? []
  const providers = useProviders().data ?? []
  const statuses = useSyncStatus().data ?? []
  const query = queryOf(search)
  const { selected, inside } = search
  const { stepOf } = useStepLetters()
  const narrowing = useNarrowing(inside ?? null)

  const sourceLabel = useCallback(
    (accountId: AccountId) => accountsQuery.data?.find(({ id }) => id === accountId)?.label ?? '',
    [accountsQuery.data],
  )
  const listView = useListView({ search, go, accounts, providers, sourceLabel })
  const { rows, snapshot, query: shownQuery, isPending, prepare } = listView
  const { initialPlace, keepPlace } = useListPlace(shownQuery)
  const fields = useFilterFields(query, accounts)
  const views = useViews(search, go)
  useExportList(listView, views)
  const offered = boardFields(fields.fields)
  const boardField = boardFieldOf(offered, search.board)
  const isBoard = search.layout === 'board' && boardField !== null
  const onType = (typed: string): void => {
    type(typed, prepare(queryOf({ ...search, q: searchedFor(typed) })))
  }
  useReadDetailsEarly()
  const { open, close, thinkBetter } = useRecordOpening({
    selected,
    show(key, options) {
      go({ selected: key }, options)
    },
  })
  const openRow = ({ key }: ItemRow): void => {
    open(key)
  }
  const focusRows = useCallback(() => {
    page.current
      ?.querySelector<HTMLElement>('[role="grid"] [data-column][tabindex="0"], [data-card][tabindex="0"]')
      ?.focus()
  }, [])
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
    if (next !== null) open(next.key)
  }
  const stepping = isBoard || selectedIndex === null || (snapshot.total ?? 0) < 2 ? null : step
  const edit = (key: ItemKey): void => {
    void navigate({ to: '/contacts/$key', params: { key }, state: { listSearch: finish() } })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    thinkBetter()
    if (selected === undefined) return
    event.preventDefault()
    close()
  }
  const list = (): ReactNode => {
    if (snapshot.total === null && snapshot.failure !== null) return null
    // Of a list that is still being put together nobody knows yet that it is empty.
    if (snapshot.total === 0 && snapshot.progress === null && accountsQuery.data !== undefined) {
      return (
        <ItemsEmpty
          query={shownQuery}
          inside={narrowing?.name ?? null}
          accounts={accounts}
          fields={fields}
          emptiness={emptinessOf(accounts, statuses, shownQuery)}
          onChange={go}
        />
      )
    }
    if (isBoard) {
      return (
        <Board
          key={boardField.id}
          query={shownQuery}
          field={boardField}
          fields={fields}
          selectedKey={selected ?? null}
          onOpen={openRow}
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
        onOpen={openRow}
        {...(selected === undefined ? {} : { onMove: openRow })}
        isBusy={isPending}
        stepOf={stepOf}
        sourceLabel={sourceLabel}
        initialPlace={initialPlace}
        keepPlace={keepPlace}
      />
    )
  }

  return (
    <RecordTools
      page={page}
      rows={rows}
      selected={selected ?? null}
      accounts={accounts}
      providers={providers}
      onOpen={(key) => {
        go({ selected: key })
      }}
      onEdit={edit}
      onDeleted={(key) => {
        if (key === selected) close()
      }}
      onStep={stepping}
      ContactDeletion={ContactDeletion}
      onKeyDown={onKeyDown}
      sx={pageLook}
    >
      <ListHeader
        query={query}
        inside={narrowing}
        accounts={accounts}
        providers={providers}
        fields={fields}
        views={views}
        tools={
          <>
            {boardField !== null && (
              <LayoutChoice
                layout={isBoard ? 'board' : 'grid'}
                offered={offered}
                chosen={boardField}
                onLayout={(layout) => {
                  go({ layout: layout === 'board' ? layout : undefined })
                }}
                onField={(board) => {
                  go({ board })
                }}
              />
            )}
            {!isBoard && <ColumnsButton columns={listView.columns} />}
          </>
        }
        searchText={field}
        onType={onType}
        onFilter={go}
        onLeaveSearch={focusRows}
        onNewContact={() => {
          void navigate({
            to: '/contacts/new',
            search: { account: search.account },
            state: { listSearch: finish() },
          })
        }}
      />
      <ListWithPane
        {...(isBoard ? { besideFrom: boardBesideFromPx } : {})}
        paneKey={selected ?? null}
        onClose={close}
        pane={
          selected !== undefined && (
            <LateDetails
              itemKey={selected}
              accounts={accounts}
              providers={providers}
              onClose={close}
              onEdit={edit}
              onOpen={(key) => {
                go({ selected: key })
              }}
              onShowChanges={(key) => {
                finish()
                void navigate({ to: '/outbox', search: { record: key } })
              }}
              onShowInside={(key) => {
                go({ ...noView, inside: key })
              }}
              onStep={stepping}
              ContactDeletion={ContactDeletion}
            />
          )
        }
      >
        <Box component="section" aria-label={t('title')} data-pane="list" sx={listLook}>
          {snapshot.failure !== null && (
            <Box sx={{ p: 2 }}>
              <ErrorNotice {...problemOf(snapshot.failure)} actions={{ retry: rows.refresh }} />
            </Box>
          )}
          {list()}
          <ListBottom list={listView} />
        </Box>
      </ListWithPane>
      <Announcement />
    </RecordTools>
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

/** A column of the board and the pane; cards that lie below the pane could have the keyboard unseen. */
const boardBesideFromPx = 600
