import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Account, AccountId } from '../../../shared/model/account.ts'
import type { ItemRow } from '../../../shared/model/item.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { contactAccounts } from '../../ui/contact-accounts.ts'
import { type BulkEdit, useBulkEdit } from './bulk/use-bulk-edit.ts'
import { type ListSearch, queryOf } from './list-search.ts'
import { type RowCopy, useCopyRows } from './use-copy-rows.ts'
import type { CellEditing } from './use-grid-editor.tsx'
import { type ItemRows, useItemRows } from './use-item-rows.ts'
import { type KeptRows, useKeptRows } from './use-kept-rows.ts'
import { type ListColumns, useListColumns } from './use-list-columns.ts'
import { type RowSelection, useSelection } from './use-selection.ts'

interface ListViewOptions {
  readonly search: ListSearch
  /** Shows another list. */
  readonly go: (change: ListSearch, options: { readonly replace: boolean }) => void
  readonly accounts: readonly Account[]
  readonly providers: readonly ProviderDescriptor[]
  readonly sourceLabel: (accountId: AccountId) => string
}

/** The list as it is shown: its rows and columns, what is selected in it and what is done with that. */
export interface ListView extends ItemRows {
  readonly columns: ListColumns
  readonly selection: RowSelection
  readonly editing: CellEditing
  readonly kept: KeptRows
  readonly copying: RowCopy
  readonly bulk: BulkEdit
  /** Copies what is selected, or else the row; or opens the menu that asks in which form. */
  readonly onCopy: (row: ItemRow | null, isMenuWanted: boolean) => void
  readonly copyMenu: CopyMenuState | null
  readonly closeCopyMenu: () => void
  /** Puts the list together no further, and goes back to the one before. */
  readonly stop: () => void
}

interface CopyMenuState {
  readonly anchor: HTMLElement
  readonly row: ItemRow | null
}

/** Everything about the list of a query that is not its address. */
export function useListView({ search, go, accounts, providers, sourceLabel }: ListViewOptions): ListView {
  const query = queryOf(search)
  const columns = useListColumns(query)
  const kept = useKeptRows(query)
  const items = useItemRows(query, { columns: columns.asked, kept: kept.kept })
  const { rows, snapshot, isPending } = items
  const selection = useSelection({
    query: items.query,
    kept: kept.kept,
    rows,
    total: snapshot.total ?? 0,
  })
  const copying = useCopyRows({ query: items.query, kept: kept.kept, rows, columns, selection, sourceLabel })
  const bulk = useBulkEdit({
    selection,
    query: items.query,
    kept: kept.kept,
    keep: kept.keep,
    accounts,
    providers,
    onOpenRecord(key) {
      go({ selected: key }, { replace: false })
    },
  })
  const [copyMenu, setCopyMenu] = useState<CopyMenuState | null>(null)
  const settled = useSettledSearch(
    search,
    !isPending && snapshot.total !== null && snapshot.progress === null,
  )
  const writable = useMemo(
    () => new Set(contactAccounts(accounts, providers).map(({ id }) => id)),
    [accounts, providers],
  )
  const { keep } = kept
  const editing = useMemo(
    (): CellEditing => ({
      canEdit: ({ accountId, pending }) =>
        writable.has(accountId) && pending?.kind !== 'delete' && pending?.kind !== 'erase',
      onSaving: keep,
    }),
    [writable, keep],
  )
  return {
    ...items,
    columns,
    selection,
    editing,
    kept,
    copying,
    bulk,
    onCopy(row, isMenuWanted) {
      if (!isMenuWanted) {
        copying.copy(row, 'tsv')
        return
      }
      const { activeElement, body } = document
      // Without the keyboard anywhere, the menu hangs from the list.
      const anchor = activeElement === body ? document.querySelector('[role="grid"]') : activeElement
      if (anchor instanceof HTMLElement) setCopyMenu({ anchor, row })
    },
    copyMenu,
    closeCopyMenu: useCallback(() => {
      setCopyMenu(null)
    }, []),
    stop() {
      rows.stop()
      if (settled.current !== null) go(settled.current, { replace: true })
    },
  }
}

/** What the list showed when it was last whole; null until it was. */
function useSettledSearch({ q, type, account, inside, sort, filter }: ListSearch, isSettled: boolean) {
  const settled = useRef<ListSearch | null>(null)
  useEffect(() => {
    if (isSettled) settled.current = { q, type, account, inside, sort, filter }
  })
  return settled
}
