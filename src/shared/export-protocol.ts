import type { AccountId } from './model/account.ts'
import type { ItemKey, ItemQuery } from './model/item.ts'
import type { FieldId } from './model/list-field.ts'
import type { ListProgress, ListView } from './list-protocol.ts'

/** What main asks of the store to write rows to a file: a list that is held while it is written, and its text. */
export interface ExportProtocol {
  /**
   * Puts a list together and holds it under an id until {@link endExport}; a few ms a call, so that it is asked for
   * until `progress` is null. From then on rows that change stay where they are, and no row comes or is met twice.
   */
  beginExport(input: { id: string; rows: ExportRows; view: ListView }): {
    total: number
    progress: ListProgress | null
  }
  /**
   * The text of the rows from a position on, as many as fit into a few ms; `next` is the position behind them. Rows
   * that are gone by now are left out of `rows`. Null where no list is held under this id: the process that held it is
   * gone.
   */
  exportRows(input: { id: string; offset: number; layout: ExportLayout }): {
    text: string
    rows: number
    next: number
  } | null
  endExport(input: { id: string }): null
}

/** The rows of a query, but for some; or only those with these keys. */
export interface ExportRows {
  readonly query: ItemQuery
  readonly keys: readonly ItemKey[] | null
  readonly except: readonly ItemKey[]
}

/** How rows are written. JSON rows are separated by a comma and a line break, those of the others end with a line break. */
export interface ExportLayout {
  readonly format: 'csv' | 'json' | 'ndjson'
  readonly columns: readonly FieldId[]
  /** The first line of a CSV; it comes with the first rows. */
  readonly titles: readonly string[]
  readonly view: ListView
  /** What accounts are called. */
  readonly sources: Readonly<Record<AccountId, string>>
  readonly delimiter: string
  readonly isFormulaSafe: boolean
  /** JSON rows bring the provider's own record. */
  readonly hasRecords: boolean
}
