import type { Client } from '../../shared/ipc/types.ts'
import type { DuplicateGroup, Duplicates, ToldApart } from '../../shared/model/duplicates.ts'
import type { Item } from '../../shared/model/item.ts'
import type { FakeState } from './fake-state.ts'
import { failWith, succeed } from './replies.ts'

type Row = DuplicateGroup['members'][number]['row']

export const rowOf = (item: Item, cells: Row['cells'] = {}): Row => {
  const { key, providerId, accountId, type, externalId, name, email, organisation, phone, modifiedAtMs } =
    item
  return {
    ...{ key, providerId, accountId, type, externalId, name, email, organisation, phone, modifiedAtMs },
    ...{ pending: null, cells, isOutside: false },
  }
}

/** A group of these rows that share an e-mail address. */
export const aGroup = (rows: readonly Row[], chosen: Partial<DuplicateGroup> = {}): DuplicateGroup => ({
  ...{ state: `state of ${rows[0]?.key ?? ''}`, count: rows.length, reasons: ['email'] },
  members: rows.map((row) => ({ row, reasons: ['email'] })),
  ...chosen,
})

export const someDuplicates = (
  groups: readonly DuplicateGroup[],
  chosen: Partial<Duplicates> = {},
): Duplicates => ({
  ...{
    groups: [...groups],
    total: groups.length,
    columns: ['email', 'phone', 'organisation'],
    compared: ['email', 'phone'],
    progress: null,
  },
  contacts: groups.reduce((sum, { count }) => sum + count, 0),
  ...chosen,
})

/** Told apart groups go from `state.duplicates` and come back to it. */
export function createFakeDuplicates(state: FakeState): Client['duplicates'] {
  const apart: { readonly entry: ToldApart; readonly group: DuplicateGroup }[] = []
  const putGroups = (groups: readonly DuplicateGroup[]): void => {
    state.duplicates = someDuplicates(groups, {
      columns: state.duplicates.columns,
      compared: state.duplicates.compared,
    })
  }
  const groupIn = (wanted: string): DuplicateGroup | undefined =>
    state.duplicates.groups.find((group) => group.state === wanted)
  return {
    find: ({ offset, limit }) =>
      Promise.resolve(
        succeed({ ...state.duplicates, groups: state.duplicates.groups.slice(offset, offset + limit) }),
      ),
    members: ({ state: wanted, offset, limit }) => {
      const group = groupIn(wanted)
      const members = Array.from({ length: group?.count ?? 0 }, (_, n) => ({
        row: { ...group!.members[0]!.row, key: `${wanted}${n}` as Row['key'], name: `Member ${n + 1}` },
        reasons: group!.members[0]!.reasons,
      }))
      return Promise.resolve(
        succeed(group === undefined ? null : { ...group, members: members.slice(offset, offset + limit) }),
      )
    },
    tellApart({ state: seen }) {
      const group = groupIn(seen)
      if (group === undefined) return Promise.resolve(failWith({ kind: 'changed-meanwhile' }))
      const id = `word-${apart.length + 1}`
      const rows = group.members.map(({ row }) => row)
      apart.unshift({ entry: { id, atMs: 1, count: group.count, rows }, group })
      putGroups(state.duplicates.groups.filter((one) => one !== group))
      return Promise.resolve(succeed({ id }))
    },
    toldApart: ({ offset, limit }) =>
      Promise.resolve(
        succeed({
          entries: apart.map(({ entry }) => entry).slice(offset, offset + limit),
          total: apart.length,
        }),
      ),
    takeBack({ id }) {
      const [back] = apart.splice(
        apart.findIndex(({ entry }) => entry.id === id),
        1,
      )
      if (back !== undefined) putGroups([back.group, ...state.duplicates.groups])
      return Promise.resolve(succeed({}))
    },
  }
}
