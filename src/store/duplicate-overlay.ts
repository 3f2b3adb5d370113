import type { DuplicateSearch } from '../shared/duplicate-protocol.ts'
import type { ItemKey } from '../shared/model/item.ts'
import { plainQuery } from '../shared/plain-query.ts'
import { duplicateKeys, fingerprintOf, type ComparedContact, type KeyHash } from './duplicate-keys.ts'
import { groupContacts, type ContactGroups, type HashedContacts } from './duplicate-groups.ts'
import { comparesRecords, contactReader } from './duplicate-source.ts'
import type { DuplicateScan } from './duplicate-scan.ts'
import { findRow } from './items.ts'
import { laidOver, type LaidColumns } from './laid-reads.ts'
import { givenSource, readSource, sourceOver } from './list-source.ts'
import { toldApart } from './not-duplicates.ts'
import type { Outbox } from './outbox.ts'
import { hasSpecials, specialRows } from './special-rows.ts'
import type { Workspace } from './workspace.ts'

/** Contacts of the cache with what the outbox says of them, and who of them is likely the same. */
export interface FoundGroups {
  readonly groups: ContactGroups
  /** Of a place: the row in the cache, or below 0 that of the outbox alone. */
  ridOf(place: number): number
}

interface OverlayPorts {
  readonly workspace: Workspace
  readonly outbox: Outbox | null
  readonly search: DuplicateSearch
  readonly scan: DuplicateScan
  readonly hash: KeyHash
}

/** A contact that does not count with what the cache says of it. */
interface Special {
  readonly rid: number
  readonly hashes: readonly number[]
  readonly told: readonly string[] | null
}

/** Nothing that comes after these is to be seen. */
const isGoing = ({ kind }: LaidColumns): boolean => kind === 'delete' || kind === 'erase' || kind === 'merge'

/** To be gone on with until it returns; every step takes a millisecond or less. */
export function* groupWithOutbox(ports: OverlayPorts): Generator<undefined, FoundGroups> {
  const { scan } = ports
  const { specials, over } = yield* specialContacts(ports)
  const many = scan.rids.length
  const hashesOf = (place: number): readonly number[] => {
    if (place >= many) return specials[place - many]?.hashes ?? []
    const hashes: number[] = []
    for (let at = scan.starts.at(place); at < scan.starts.at(place + 1); at++) hashes.push(scan.hashes.at(at))
    return hashes
  }
  const ridOf = (place: number): number =>
    place < many ? scan.rids.at(place) : (specials[place - many]?.rid ?? 0)
  const contacts: HashedContacts = {
    ridOf,
    length: many + specials.length,
    hashesOf,
    toldOf: (place) => specials[place - many]?.told ?? null,
    isLeftOut: (place) => place < many && over.has(scan.rids.at(place)),
  }
  const groups = yield* groupContacts(contacts)
  return {
    groups,
    ridOf,
  }
}

/** Contacts with a change over them, those that wait to be created, and those that were told from others. */
function* specialContacts({
  workspace,
  outbox,
  search,
  hash,
}: OverlayPorts): Generator<undefined, { specials: readonly Special[]; over: ReadonlySet<number> }> {
  const { db } = workspace
  const fields = [...search.emails, ...search.phones]
  const needsRecord = comparesRecords(search)
  const read = contactReader(search, givenSource)
  const words = new Map<ItemKey, { readonly id: string; readonly fingerprint: number }[]>()
  for (const { id, key, fingerprint } of toldApart(outbox)) {
    words.set(key, [...(words.get(key) ?? []), { id, fingerprint }])
  }
  yield
  const contactAt = (rid: number | null, laid: LaidColumns | null): ComparedContact | undefined => {
    const source = sourceOver(rid === null ? null : readSource(db, rid, needsRecord), laid, fields)
    return source === null ? undefined : read(db, JSON.stringify([source]))[0]
  }
  const specials: Special[] = []
  const over = new Set<number>()
  const add = (rid: number, key: ItemKey | null, contact: ComparedContact): void => {
    const keys = duplicateKeys(contact)
    const fingerprint = fingerprintOf(keys)
    const holding = (key === null ? [] : (words.get(key) ?? [])).filter(
      (word) => word.fingerprint === fingerprint,
    )
    const told = holding.length === 0 ? null : holding.map(({ id }) => id)
    specials.push({ rid, hashes: keys.map((one) => hash(contact.accountId, one)), told })
  }

  const { accountId } = search
  const query = plainQuery({ type: 'contact', accountId })
  const laid = hasSpecials(outbox, []) ? specialRows(workspace, outbox, { query }, []) : []
  yield
  for (const { under, laid: columns } of laid) {
    if (columns === null) continue
    if (under !== null) over.add(under)
    const contact = isGoing(columns) ? undefined : contactAt(under, columns)
    if (contact !== undefined) add(under ?? -columns.rid, columns.key, contact)
    words.delete(columns.key)
    yield
  }
  for (const key of [...words.keys()]) {
    const rid = findRow(db, key)?.rid
    const contact = rid === undefined || over.has(rid) ? undefined : contactAt(rid, null)
    if (
      rid !== undefined &&
      contact !== undefined &&
      (accountId === null || contact.accountId === accountId)
    ) {
      add(rid, key, contact)
      over.add(rid)
    }
    yield
  }
  return { specials, over }
}

/** What is compared of a row as it is shown, for its fingerprint. */
export function fingerprintAt(
  { workspace, outbox, search }: Pick<OverlayPorts, 'workspace' | 'outbox' | 'search'>,
  read: ReturnType<typeof contactReader>,
  place: { readonly rid: number | null; readonly key: ItemKey },
): number {
  const fields = [...search.emails, ...search.phones]
  const laid = laidOver(outbox, [place.key]).get(place.key) ?? null
  const under = place.rid === null ? null : readSource(workspace.db, place.rid, comparesRecords(search))
  const source = sourceOver(under, laid, fields)
  const contact = source === null ? undefined : read(workspace.db, JSON.stringify([source]))[0]
  return contact === undefined ? 0 : fingerprintOf(duplicateKeys(contact))
}
