import { reasonPlace } from './duplicate-keys.ts'
import { duplicateReasons, type DuplicateReason } from '../shared/model/duplicate-reason.ts'

const REASONS = duplicateReasons.length
/** Between two looks at the clock. */
const STEP = 2_000
const PHONE = reasonPlace('phone')
/** The surest first; a number is shared by a household or a whole company. */
const order: readonly DuplicateReason[] = ['email', 'name-company', 'name-domain', 'phone']

/** Contacts by their places, 0 and up, with the hashes of what they are compared by. */
export interface HashedContacts {
  readonly length: number
  hashesOf(place: number): readonly number[]
  /** The words by which the user has told it from others; null where there is none that still holds. */
  toldOf(place: number): readonly string[] | null
  /** Its row, for what tells one group from another. */
  ridOf(place: number): number
  /** It counts with another one's values, or not at all. */
  isLeftOut(place: number): boolean
}

/** Contacts that are likely the same. */
export interface ContactGroup {
  /** Their places, in their order. */
  readonly members: Int32Array
  /** Bits of {@link duplicateReasons}; what each of them shares is in `reasonsOf`. */
  readonly reasons: number
  /** Another text as soon as a member comes or goes, or anything that is compared of one changes. */
  readonly state: string
}

export interface ContactGroups {
  readonly list: readonly ContactGroup[]
  /** How many contacts are in any of them. */
  readonly contacts: number
  byState(state: string): ContactGroup | null
  /** What a member shares with others of the group, in the same bits. */
  reasonsOf(group: ContactGroup, place: number): number
}

type Steps<Value> = Generator<undefined, Value>
type Group = Omit<ContactGroup, 'state'>

/**
 * Whoever shares an address, or a name and where they work, belongs together, and so does whoever belongs to one of them:
 * a forest in which every tree is a group, and a table of the first contact with each hash. Numbers join nobody: a
 * switchboard would make one group of whole companies. Those who share one are a group of their own, unless they belong
 * together anyway. Two whom the user has told apart do not belong together by themselves, but a third one may still join
 * them. To be gone on with until it returns; every step takes well below a millisecond.
 */
export function* groupContacts(contacts: HashedContacts): Steps<ContactGroups> {
  const { length } = contacts
  const parents = new Int32Array(length)
  const reasons = new Uint8Array(length)
  const rootOf = (place: number): number => {
    let at = place
    for (let up = parents[at] ?? at; up !== at; up = parents[at] ?? at) {
      // Halves the way of whoever comes next.
      const further = parents[up] ?? up
      parents[at] = further
      at = further
    }
    return at
  }
  const note = (place: number, reason: number): void => {
    reasons[place] = (reasons[place] ?? 0) | (1 << reason)
  }
  const join = (one: number, other: number, hash: number): void => {
    note(one, hash % REASONS)
    note(other, hash % REASONS)
    const [a, b] = [rootOf(one), rootOf(other)]
    // The first one of a group is its root.
    parents[Math.max(a, b)] = Math.min(a, b)
  }

  let hashes = 0
  for (let place = 0; place < length; place++) {
    parents[place] = place
    hashes += contacts.hashesOf(place).length
    if (place % STEP === STEP - 1) yield
  }
  const first = firstPlaces(hashes)
  const sharedNumbers = new Map<number, number[]>()
  const told: number[] = []
  for (let place = 0; place < length; place++) {
    if (place % STEP === STEP - 1) yield
    if (contacts.isLeftOut(place)) continue
    const isTold = contacts.toldOf(place) !== null
    if (isTold) told.push(place)
    for (const hash of contacts.hashesOf(place)) {
      if (hash % REASONS === PHONE) {
        const found = first.putIfNew(hash, place)
        if (found !== place) addTo(sharedNumbers, hash, place, found)
      } else if (!isTold) {
        const found = first.putIfNew(hash, place)
        if (found !== place) join(found, place, hash)
      }
    }
  }
  yield* joinTold(contacts, told, (hash) => first.find(hash), join)
  const ofNumbers: Group[] = []
  for (const places of sharedNumbers.values()) {
    const members = notToldFromAll(contacts, places)
    const root = members.length < 2 ? null : rootOf(members[0] ?? 0)
    if (root !== null && members.every((place) => rootOf(place) === root))
      for (const place of members) note(place, PHONE)
    else if (root !== null) ofNumbers.push({ members: Int32Array.from(members), reasons: 1 << PHONE })
    yield
  }
  const trees = yield* treesOf(length, rootOf, reasons)
  return yield* finished(contacts, [...trees, ...ofNumbers], reasons)
}

function addTo(shared: Map<number, number[]>, hash: number, place: number, before: number): void {
  const places = shared.get(hash)
  if (places === undefined) shared.set(hash, [before, place])
  else places.push(place)
}

/** Contacts that were told from others share with everybody but them. */
function* joinTold(
  contacts: HashedContacts,
  told: readonly number[],
  othersWith: (hash: number) => number | null,
  join: (one: number, other: number, hash: number) => void,
): Steps<void> {
  const among = new Map<number, number[]>()
  for (const place of told) {
    for (const hash of contacts.hashesOf(place)) {
      if (hash % REASONS === PHONE) continue
      // Somebody without any word stands between them all.
      const other = othersWith(hash)
      const places = among.get(hash)
      if (other !== null) join(other, place, hash)
      else if (places === undefined) among.set(hash, [place])
      else places.push(place)
    }
    yield
  }
  for (const [hash, places] of among) {
    const sets = setsOf(contacts, places)
    for (const [n, some] of sets.entries()) {
      for (const others of sets.slice(n + 1)) {
        const [one = 0, other = 0] = [some[0], others[0]]
        if (!isToldFrom(contacts, one, other)) {
          for (const place of others) join(one, place, hash)
          for (const place of some) join(place, other, hash)
        }
        yield
      }
    }
  }
}

/** Those with the same words are all told apart: one look at two of such sets does for all of their members. */
const setsOf = (contacts: HashedContacts, places: readonly number[]): readonly (readonly number[])[] => [
  ...Map.groupBy(places, (place) => JSON.stringify(contacts.toldOf(place))).values(),
]

function isToldFrom(contacts: HashedContacts, one: number, other: number): boolean {
  const words = new Set(contacts.toldOf(one))
  return contacts.toldOf(other)?.some((word) => words.has(word)) === true
}

/** Of those who share something, whoever has another one left that they were not told from. */
function notToldFromAll(contacts: HashedContacts, places: readonly number[]): readonly number[] {
  if (places.some((place) => contacts.toldOf(place) === null)) return places
  const sets = setsOf(contacts, places)
  const left = sets.filter(([one = 0]) =>
    sets.some(([other = 0]) => other !== one && !isToldFrom(contacts, one, other)),
  )
  return left.flat().toSorted((a, b) => a - b)
}

/** Trees of two and more, in the order of their first members. */
function* treesOf(
  length: number,
  rootOf: (place: number) => number,
  reasons: Uint8Array,
): Steps<readonly Group[]> {
  const sizes = new Int32Array(length)
  const ofTree = new Uint8Array(length)
  for (let place = 0; place < length; place++) {
    const root = rootOf(place)
    sizes[root] = (sizes[root] ?? 0) + 1
    ofTree[root] = (ofTree[root] ?? 0) | (reasons[place] ?? 0)
    if (place % STEP === STEP - 1) yield
  }
  const trees: Group[] = []
  const treeOf = new Int32Array(length).fill(-1)
  /** How many of a tree's members were met. */
  const met = new Int32Array(length)
  for (let place = 0; place < length; place++) {
    if (place % STEP === STEP - 1) yield
    const root = rootOf(place)
    const size = sizes[root] ?? 0
    if (size < 2) continue
    if (root === place) {
      treeOf[root] = trees.length
      trees.push({ members: new Int32Array(size), reasons: ofTree[root] ?? 0 })
    }
    const at = met[root] ?? 0
    const tree = trees[treeOf[root] ?? -1]
    if (tree !== undefined) tree.members[at] = place
    met[root] = at + 1
  }
  return trees
}

/** In the order in which they are shown, each once and with its state. */
function* finished(
  contacts: HashedContacts,
  groups: readonly Group[],
  reasons: Uint8Array,
): Steps<ContactGroups> {
  const isMember = new Uint8Array(contacts.length)
  const byState = new Map<string, ContactGroup>()
  const byReason = order.map((): ContactGroup[] => [])
  for (const group of groups) {
    const state = yield* stateOf(contacts, group.members)
    // Two numbers may be shared by just the same contacts.
    if (byState.has(state)) continue
    const found = { ...group, state }
    byState.set(state, found)
    byReason[order.findIndex((reason) => (group.reasons & (1 << reasonPlace(reason))) !== 0)]?.push(found)
    for (const place of group.members) isMember[place] = 1
  }
  // The more contacts share a number, the less it says.
  byReason.at(-1)?.sort((one, other) => one.members.length - other.members.length)
  const isOfNumber = (group: ContactGroup): boolean => group.reasons === 1 << PHONE
  return {
    list: byReason.flat(),
    contacts: isMember.reduce((sum, one) => sum + one, 0),
    byState: (state) => byState.get(state) ?? null,
    reasonsOf: (group, place) => (isOfNumber(group) ? 1 << PHONE : (reasons[place] ?? 0)),
  }
}

/** Over who they are and all that is compared of them: 64 bits, as the hashes differ from start to start anyway. */
function* stateOf(contacts: HashedContacts, members: Int32Array): Steps<string> {
  let [a, b] = [0x9e3779b9, 0x7f4a7c15]
  for (const [n, place] of members.entries()) {
    for (const number of [contacts.ridOf(place), ...contacts.hashesOf(place)]) {
      const [low, high] = [number | 0, Math.floor(number / 2 ** 32) | 0]
      a = Math.imul(a ^ low, 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35)
      a ^= a >>> 15
      b = Math.imul(b ^ high ^ Math.imul(low, 0x27d4eb2f), 0x165667b1)
      b ^= b >>> 13
    }
    if (n % STEP === STEP - 1) yield
  }
  yield
  return `${members.length}.${a}.${b}`
}

/** For so many hashes at most, who had each first: open addressing in two arrays, a third of a map's memory. */
function firstPlaces(most: number) {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, 2 * most)))
  const known = new Float64Array(size)
  const places = new Int32Array(size)
  const slotOf = (hash: number): number => {
    let slot = (Math.floor(hash / REASONS) ^ hash) & (size - 1)
    while (known[slot] !== 0 && known[slot] !== hash) slot = (slot + 1) & (size - 1)
    return slot
  }
  return {
    find(hash: number): number | null {
      const slot = slotOf(hash)
      return known[slot] === hash ? (places[slot] ?? null) : null
    },
    /** Answers who had it first. */
    putIfNew(hash: number, place: number): number {
      const slot = slotOf(hash)
      if (known[slot] === hash) return places[slot] ?? place
      known[slot] = hash
      places[slot] = place
      return place
    },
  }
}
