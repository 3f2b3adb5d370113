import type { Ids } from './ids.ts'
import type { Json, RichText } from './rich-text.ts'
import type { Users } from './users.ts'

/** The value of a property: its id, its type, and the value under the name of the type. */
export type Property = { id: string; type: string } & Json

/** What a made-up value is drawn from. Times are ms since 1970. */
export type ValueSource = {
  ids: Ids
  users: Users
  seed: number
  page: number
  title: RichText[]
  createdAtMs: number
  editedAtMs: number
  createdBy: string
  editedBy: string
  /** Rows that relations lead to. */
  rows: Uint32Array
  fill: 'some' | 'all' | 'none'
  /** How many rows each relation names; made up when left out. */
  relations?: number
}
