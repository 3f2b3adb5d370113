import { useMemo, useState } from 'react'
import type { Account } from '../../../../shared/model/account.ts'
import type { ItemKey, ItemQuery } from '../../../../shared/model/item.ts'
import type { ProviderDescriptor } from '../../../../shared/model/provider.ts'
import type { Selected } from '../selection.ts'
import type { RowSelection } from '../use-selection.ts'
import { type BulkTarget, bulkTarget } from './bulk-target.ts'

/** The contacts that are edited together, as they were selected when that began. */
export interface BulkSelection {
  readonly account: Account
  readonly selected: Selected
  /** The list that they are selected in. */
  readonly query: ItemQuery
}

export interface BulkEdit {
  readonly target: BulkTarget
  /** What is being edited; null while nothing is. */
  readonly opened: BulkSelection | null
  readonly open: () => void
  readonly close: () => void
  /** Is about to be changed: rows that stop to match stay, as many as the list can keep. */
  readonly onChanging: (keys: readonly ItemKey[]) => void
  /** Something was changed. */
  readonly onChanged: () => void
  readonly onOpenRecord: (key: ItemKey) => void
}

interface BulkEditOptions {
  readonly selection: RowSelection
  readonly query: ItemQuery
  readonly kept: readonly ItemKey[]
  readonly keep: (key: ItemKey) => void
  readonly accounts: readonly Account[]
  readonly providers: readonly ProviderDescriptor[]
  readonly onOpenRecord: (key: ItemKey) => void
}

/** So many rows can stay in a list that they no longer match. */
const mostKept = 50

/** Editing one field of everything that is selected. */
export function useBulkEdit(options: BulkEditOptions): BulkEdit {
  const { selection, query, kept, keep, accounts, providers, onOpenRecord } = options
  const { selected, describe } = selection
  const [opened, setOpened] = useState<BulkSelection | null>(null)
  const target = useMemo(() => bulkTarget(describe(), accounts, providers), [describe, accounts, providers])
  const close = (): void => {
    setOpened(null)
  }
  return {
    target,
    opened,
    open() {
      if (target.lack !== null) return
      // All that match are those that match now, not those that were edited and stayed.
      const rows = selected.kind === 'all' ? [] : [...kept]
      setOpened({ account: target.account, selected, query: { ...query, kept: rows } })
    },
    close,
    onChanging(keys) {
      for (const key of keys.slice(0, mostKept)) keep(key)
    },
    onChanged() {
      // By now other rows may match: whoever selected "all" did not mean those.
      if (opened?.selected.kind === 'all') selection.clear()
    },
    onOpenRecord(key) {
      close()
      onOpenRecord(key)
    },
  }
}
