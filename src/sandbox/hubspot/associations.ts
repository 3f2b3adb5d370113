import { ROLES, rolesBetween, type Role } from './association-types.ts'
import { countsTiesTo } from './counted-properties.ts'
import type { MadeTie } from './made-associations.ts'
import { OBJECT_TYPES, type ObjectType } from './object-types.ts'
import { idOf } from './record-ids.ts'
import type { Records } from './records.ts'

/** A record of one kind. */
export type Node = { type: ObjectType; index: number }
/** A tie as seen from one side. */
export type Tie = { id: string; index: number; roles: readonly Role[] }

export type AssociationsState = [edge: string, roles: Role[]][]

export type Associations = {
  /** The records of a kind that are tied to one, in order of their ids; none that is archived. */
  of: (from: Node, to: ObjectType) => readonly Tie[]
  /** Ties two records, or gives their tie one more role. */
  link: (from: Node, to: Node, roles: readonly Role[]) => void
  /** Takes roles away; without `plain` nothing is left of the tie. */
  unlink: (from: Node, to: Node, roles?: readonly Role[]) => void
  /** Hands all ties of one record to another of its kind. */
  move: (loser: Node, winner: Node) => void
  /** A record went or came back, with all its ties: those at their other ends count anew. */
  recount: (node: Node) => void
  /** Grows with every change. */
  revision: () => number
  readState: () => AssociationsState
}

export type AssociationsOptions = {
  made: (from: ObjectType, index: number, to: ObjectType) => readonly MadeTie[]
  records: Readonly<Record<ObjectType, Records>>
  state: AssociationsState
  onChange: () => void
  /** Whether a record is changed when HubSpot counts its ties anew. */
  countsAreEdits: () => boolean
}

/** The ties between records: the made-up ones, and what was tied and untied since. */
export function createAssociations(options: AssociationsOptions): Associations {
  const { made, records, state, onChange, countsAreEdits } = options
  /** What replaces made-up ties, by pair of records; no roles at all for a tie that was cut. */
  const changed = new Map<string, Role[]>()
  /** The same once more, by either end. */
  const byEnd = new Map<string, Map<number, Role[]>>()

  let revision = 0

  const set = (a: Node, b: Node, roles: Role[]): void => {
    changed.set(edgeOf(a, b), roles)
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const end = `${from.type}:${from.index}/${to.type}`
      const others = byEnd.get(end) ?? new Map<number, Role[]>()
      byEnd.set(end, others.set(to.index, roles))
    }
  }
  for (const [edge, roles] of state) {
    const ends = readEdge(edge)
    if (ends !== undefined) set(...ends, roles)
  }

  const of = (from: Node, to: ObjectType): Tie[] => {
    const roles = new Map<number, readonly Role[]>()
    for (const tie of made(from.type, from.index, to)) roles.set(tie.index, tie.roles)
    const changes = byEnd.get(`${from.type}:${from.index}/${to}`)
    for (const [index, now] of changes ?? []) roles.set(index, now)
    const ties = [...roles].filter(([index, now]) => now.length > 0 && records[to].isLive(index))
    if (changes !== undefined) ties.sort(([a], [b]) => a - b)
    return ties.map(([index, now]) => ({ id: idOf(index), index, roles: now }))
  }
  const rolesOf = (from: Node, to: Node): readonly Role[] =>
    of(from, to.type).find(({ index }) => index === to.index)?.roles ?? []

  const put = (from: Node, to: Node, roles: readonly Role[]): void => {
    const isNews = rolesOf(from, to).length > 0 !== roles.length > 0
    // In the same order always, so that a tie reads the same whoever made it.
    set(
      from,
      to,
      ROLES.filter((role) => roles.includes(role)),
    )
    keepPrimaryCompany(from, to)
    if (isNews) {
      countAnew(from, to.type)
      countAnew(to, from.type)
    }
    revision++
    onChange()
  }

  const countAnew = (node: Node, other: ObjectType): void => {
    if (countsAreEdits() && countsTiesTo(node.type, other)) records[node.type].touch(node.index)
  }

  /** A contact names its primary company in a property, too. */
  const keepPrimaryCompany = (a: Node, b: Node): void => {
    const [contact, company] = a.type === 'contacts' ? [a, b] : [b, a]
    if (contact.type !== 'contacts' || company.type !== 'companies') return
    const record = records.contacts.at(contact.index)
    const primary = of(contact, 'companies').find(({ roles }) => roles.includes('primary'))?.id ?? ''
    if (record === undefined || (record.properties.associatedcompanyid ?? '') === primary) return
    records.contacts.update(record.id, { associatedcompanyid: primary })
  }

  const link = (from: Node, to: Node, wanted: readonly Role[]): void => {
    const before = rolesOf(from, to)
    const roles = new Set<Role>([...before, 'plain', ...wanted])
    const [one, company] = to.type === 'companies' ? [from, to] : [to, from]
    if (company.type === 'companies' && rolesBetween(one.type, 'companies').includes('primary')) {
      const others = of(one, 'companies').filter((tie) => tie.index !== company.index)
      const rival = others.find((tie) => tie.roles.includes('primary'))
      // The first company becomes the primary one by itself, and there is one at most.
      if (rival === undefined) roles.add('primary')
      else if (wanted.includes('primary')) {
        const rest = rival.roles.filter((role) => role !== 'primary')
        put(one, { type: 'companies', index: rival.index }, rest)
      }
    }
    put(from, to, [...roles])
  }

  return {
    of,
    link,
    unlink: (from, to, roles = ['plain']) => {
      const before = rolesOf(from, to)
      if (before.length === 0) return
      put(from, to, roles.includes('plain') ? [] : before.filter((role) => !roles.includes(role)))
    },
    move: (loser, winner) => {
      for (const type of OBJECT_TYPES) {
        for (const { index, roles } of of(loser, type)) {
          const other = { type, index }
          const isSecondPrimary =
            roles.includes('primary') &&
            (type === 'companies' ? of(winner, type).some((tie) => tie.roles.includes('primary')) : false)
          put(loser, other, [])
          link(winner, other, isSecondPrimary ? roles.filter((role) => role !== 'primary') : roles)
        }
      }
    },
    recount: (node) => {
      for (const type of OBJECT_TYPES.filter((one) => countsTiesTo(one, node.type))) {
        for (const { index } of of(node, type)) countAnew({ type, index }, node.type)
      }
    },
    revision: () => revision,
    readState: () => [...changed],
  }
}

function edgeOf(a: Node, b: Node): string {
  const [first, second] = OBJECT_TYPES.indexOf(a.type) <= OBJECT_TYPES.indexOf(b.type) ? [a, b] : [b, a]
  return `${first.type}:${first.index}/${second.type}:${second.index}`
}

function readEdge(edge: string): [Node, Node] | undefined {
  const [first, second] = edge.split('/').map((text): Node | undefined => {
    const [name, index] = text.split(':')
    const type = OBJECT_TYPES.find((one) => one === name)
    return type === undefined ? undefined : { type, index: Number(index) }
  })
  return first === undefined || second === undefined ? undefined : [first, second]
}
