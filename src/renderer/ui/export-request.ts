import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { ItemKey, ItemQuery } from '../../shared/model/item.ts'
import type { FieldId } from '../../shared/model/list-field.ts'
import { createObservable } from './observable.ts'

/** A list that can be written to a file. */
export interface ExportableList {
  readonly query: ItemQuery
  /** As the list shows them. */
  readonly columns: readonly FieldId[]
  /** What the user calls it. */
  readonly name: string
  /** Counted; null where nobody has counted all of it. */
  readonly total: number | null
  /** What is selected in it; null where nothing is. */
  readonly selection: {
    readonly count: number
    readonly keys: readonly ItemKey[] | null
    readonly except: readonly ItemKey[]
  } | null
}

/** What the dialog that exports was opened for; `list` is null where everything is wanted. */
export interface ExportWish {
  readonly list: ExportableList | null
}

const wish = createObservable<ExportWish | null>(null)

/** Describes the list that is on the screen; null while none is. */
let shownList: (() => ExportableList) | null = null

/** Says what is exported while the component is there. */
export function useExportableList(describe: () => ExportableList): void {
  const latest = useRef(describe)
  useEffect(() => {
    latest.current = describe
  })
  useEffect(() => {
    const own = (): ExportableList => latest.current()
    shownList = own
    return () => {
      if (shownList === own) shownList = null
    }
  }, [])
}

export const openExport = (): void => {
  wish.put({ list: shownList?.() ?? null })
}

export const closeExport = (): void => {
  wish.put(null)
}

export const useExportWish = (): ExportWish | null => useSyncExternalStore(wish.subscribe, wish.get)
