import type { Company } from '../made-up/companies.ts'
import type { Person } from '../made-up/people.ts'
import type { Random } from '../random.ts'

/** Cells of a record by field key, as they are kept: addresses of attachments and computed values are not in. */
export type Cells = Record<string, unknown>

/**
 * A field as the sample workspace describes it. Everything in `formula` and `link` names other fields and
 * tables by key, so that renaming one breaks nothing.
 */
export type FieldSpec = {
  key: string
  name: string
  /** One of the types of Airtable's field model, or one that is not in it yet. */
  type: string
  description?: string
  /** What the schema says of it; choices are filled in from `choices`. */
  options?: Record<string, unknown>
  choices?: readonly string[]
  /** For links: the table of the same base that is linked to. */
  linkTo?: string
  /** For count, rollup and lookup: the link field, and the field at its other end. */
  via?: string
  shows?: string
  /** For formulas, with `{key}` for other fields. */
  formula?: string
  /** For lastModifiedTime: false when the fields that it watched are gone. */
  isValid?: boolean
}

export type ViewSpec = {
  key: string
  name: string
  type: 'grid' | 'form' | 'calendar' | 'gallery' | 'kanban'
  /** A formula over names that a record must meet to be in the view. */
  where?: string
  sort?: readonly { field: string; direction: 'asc' | 'desc' }[]
  /** Keys of the fields that are shown; all when left out. */
  shows?: readonly string[]
}

export type TableSpec = {
  key: string
  name: string
  description?: string
  /** The first is the primary field. */
  fields: readonly FieldSpec[]
  views: readonly ViewSpec[]
  /** How many of every thousand records belong here. */
  share: number
  make: (draft: Draft) => Cells
}

/** What a record is made from. The same index gives the same record. */
export type Draft = {
  index: number
  random: Random
  createdMs: number
  /** Somebody and some company for this index. Made on demand: most tables need only one of them. */
  person: () => Person
  company: () => Company
  /** A link to some record of a table of the same base; empty when that table has none. */
  link: (tableKey: string) => string[]
}

export type BaseSpec = {
  key: string
  name: string
  permissionLevel: 'none' | 'read' | 'comment' | 'edit' | 'create'
  tables: readonly TableSpec[]
  /** Another base that this one was duplicated from: same tables, fields and record ids. */
  copyOf?: string
}
