import { makeId } from './ids.ts'
import type { TableLayout } from './layout.ts'
import type { Cells } from './table-spec.ts'

/** A record as it is now. Times in ms since 1970, whole seconds. */
export type KeptRecord = {
  id: string
  createdMs: number
  /** Undefined when nobody edited it since it was created. */
  modifiedMs: number | undefined
  /** When fields were last edited, by key; `*` stands for any, in records that were made up. */
  touched: Readonly<Record<string, number>>
  cells: () => Cells
}

/** A record that somebody touched, as it outlives the process. */
export type ChangedRecord = {
  id: string
  createdMs: number
  modifiedMs?: number | undefined
  touched: Record<string, number>
  cells: Cells
  destroyed?: boolean | undefined
}

export type TableChanges = { changed: ChangedRecord[]; created: string[] }

export type Change = {
  kind: 'created' | 'changed' | 'destroyed'
  record: KeptRecord
  keys: readonly string[]
}

export type Records = {
  /** Positions in use; some of them may be empty. */
  size: () => number
  at: (position: number) => KeptRecord | undefined
  positionOf: (id: string) => number | undefined
  get: (id: string) => KeptRecord | undefined
  create: (cells: Cells) => KeptRecord
  /** Changes the cells that are given; null empties one. With `replace`, the others are emptied. */
  update: (id: string, cells: Cells, replace?: boolean) => KeptRecord | undefined
  /** False for a record that does not exist. */
  destroy: (id: string) => boolean
  /** Takes a record out of the trash, as it was: its times do not change. */
  restore: (id: string) => boolean
  readState: () => TableChanges
}

type Options = {
  baseKey: string
  layout: TableLayout
  now: () => number
  state: TableChanges | undefined
  onChange: (change: Change) => void
}

/** Records of one table: made up on demand, and those that were touched as they are now. */
export function createRecords({ baseKey, layout, now, state, onChange }: Options): Records {
  const changed = new Map((state?.changed ?? []).map((record) => [record.id, record]))
  const created = [...(state?.created ?? [])]
  const nowSeconds = (): number => Math.floor(now() / 1000) * 1000

  const made = (index: number): KeptRecord => {
    const record = layout.make(index)
    const { modifiedMs } = record
    // Of the edits that were made up, every other one concerned a field that is watched by itself.
    const touched: Record<string, number> =
      modifiedMs === undefined || (modifiedMs / 1000) % 2 === 1 ? {} : { '*': modifiedMs }
    return { ...record, touched }
  }
  const revive = (record: ChangedRecord): KeptRecord | undefined =>
    record.destroyed === true
      ? undefined
      : { ...record, modifiedMs: record.modifiedMs, cells: () => record.cells }
  const positionOf = (id: string): number | undefined => {
    const index = layout.ids.indexOf(id)
    if (index !== undefined && index < layout.count) return index
    const at = created.indexOf(id)
    return at < 0 ? undefined : layout.count + at
  }
  const get = (id: string): KeptRecord | undefined => {
    const touched = changed.get(id)
    if (touched !== undefined) return revive(touched)
    const position = positionOf(id)
    return position === undefined ? undefined : made(position)
  }
  const keep = (record: ChangedRecord): void => {
    changed.set(record.id, record)
  }
  const setDestroyed = (id: string, destroyed: boolean): boolean => {
    const record = destroyed ? get(id) : undefined
    const kept = changed.get(id)
    if (destroyed ? record === undefined : kept?.destroyed !== true) return false
    const cells = record?.cells() ?? kept?.cells ?? {}
    const times = {
      createdMs: record?.createdMs ?? kept?.createdMs ?? 0,
      modifiedMs: record?.modifiedMs ?? kept?.modifiedMs,
    }
    const next = { id, ...times, touched: { ...(record?.touched ?? kept?.touched) }, cells, destroyed }
    keep(next)
    onChange({ kind: destroyed ? 'destroyed' : 'created', record: { ...next, cells: () => cells }, keys: [] })
    return true
  }

  return {
    size: () => layout.count + created.length,
    at: (position) => {
      if (position >= layout.count) return get(created[position - layout.count] ?? '')
      // Most tables are never touched, and then no id has to be looked up.
      if (changed.size === 0) return made(position)
      const touched = changed.get(layout.ids.idAt(position))
      return touched === undefined ? made(position) : revive(touched)
    },
    positionOf,
    get,
    create: (cells) => {
      const id = makeId('rec', baseKey, layout.id, 'created', created.length)
      created.push(id)
      const record = { id, createdMs: nowSeconds(), touched: {}, cells: withoutEmpty(cells) }
      keep(record)
      const kept = { ...record, modifiedMs: undefined, cells: () => record.cells }
      onChange({ kind: 'created', record: kept, keys: Object.keys(record.cells) })
      return kept
    },
    update: (id, cells, replace = false) => {
      const before = get(id)
      if (before === undefined) return undefined
      const modifiedMs = nowSeconds()
      const touched = {
        ...before.touched,
        ...Object.fromEntries(Object.keys(cells).map((key) => [key, modifiedMs])),
      }
      const next = withoutEmpty(replace ? cells : { ...before.cells(), ...cells })
      const record = { id, createdMs: before.createdMs, modifiedMs, touched, cells: next }
      keep(record)
      const kept = { ...record, cells: () => next }
      onChange({ kind: 'changed', record: kept, keys: Object.keys(cells) })
      return kept
    },
    destroy: (id) => setDestroyed(id, true),
    restore: (id) => setDestroyed(id, false),
    readState: () => ({ changed: [...changed.values()], created }),
  }
}

function withoutEmpty(cells: Cells): Cells {
  return Object.fromEntries(
    Object.entries(cells).filter(([, value]) => value !== null && value !== undefined),
  )
}
