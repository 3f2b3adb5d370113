import { duplicateReasons } from '../shared/model/duplicate-reason.ts'

const REASONS = duplicateReasons.length
/** Between two looks at the clock. */
const STEP = 2_000

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

/** Who is likely the same, by places. */
export interface ContactGroups {
  readonly count: number
  readonly contacts: number
  /** Places of a group's members in their order. */
  membersOf(group: number): Int32Array
  /** Bits of {@link duplicateReasons}: of a group, and of a contact. */
  reasonsOf(group: number): number
  reasonsOfContact(place: number): number
  groupOf(place: number): number | null
  /** Another text as soon as a member comes or goes, or anything that is compared of one changes. */
  stateOf(group: number): string
}

/**
 * Whoever shares a hash belongs together, and so does whoever belongs to one of them: a forest in which every tree is a
 * group, and a table of the first contact with each hash. Two whom the user has told apart do not belong together by
 * themselves, but a third one may still join them. To be gone on with until it returns; every step takes well below a
 * millisecond.
 */
export function* groupContacts(contacts: HashedContacts): Generator<undefined, ContactGroups> {
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
  const join = (one: number, other: number, hash: number): void => {
    const bit = 1 << (hash % REASONS)
    reasons[one] = (reasons[one] ?? 0) | bit
    reasons[other] = (reasons[other] ?? 0) | bit
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
  const told: number[] = []
  for (let place = 0; place < length; place++) {
    if (place % STEP === STEP - 1) yield
    if (contacts.isLeftOut(place)) continue
    if (contacts.toldOf(place) !== null) told.push(place)
    else {
      for (const hash of contacts.hashesOf(place)) {
        const found = first.putIfNew(hash, place)
        if (found !== place) join(found, place, hash)
      }
    }
  }
  yield* joinTold(contacts, told, (hash) => first.find(hash), join)
  return yield* collected(contacts, rootOf, reasons)
}

/** Contacts that were told from others share with everybody but them. */
function* joinTold(
  contacts: HashedContacts,
  told: readonly number[],
  othersWith: (hash: number) => number | null,
  join: (one: number, other: number, hash: number) => void,
): Generator<undefined, void> {
  const among = new Map<number, number[]>()
  for (const place of told) {
    for (const hash of contacts.hashesOf(place)) {
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
    // Those with the same words are all told apart: one look at two of such sets does for all of their members.
    const sets = Map.groupBy(places, (place) => JSON.stringify(contacts.toldOf(place)))
    const each = [...sets.values()]
    for (const [n, some] of each.entries()) {
      for (const others of each.slice(n + 1)) {
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

function isToldFrom(contacts: HashedContacts, one: number, other: number): boolean {
  const words = new Set(contacts.toldOf(one))
  return contacts.toldOf(other)?.some((word) => words.has(word)) === true
}

/** Groups of two and more: the surest reason first, in the order of their first members. */
function* collected(
  contacts: HashedContacts,
  rootOf: (place: number) => number,
  reasons: Uint8Array,
): Generator<undefined, ContactGroups> {
  const { length } = contacts
  const sizes = new Int32Array(length)
  const ofGroup = new Uint8Array(length)
  for (let place = 0; place < length; place++) {
    const root = rootOf(place)
    sizes[root] = (sizes[root] ?? 0) + 1
    ofGroup[root] = (ofGroup[root] ?? 0) | (reasons[place] ?? 0)
    if (place % STEP === STEP - 1) yield
  }
  const roots: number[] = []
  /** Where the members of the group of a root go next. */
  const ends = new Int32Array(length)
  const starts: number[] = [0]
  const groups = new Int32Array(length).fill(-1)
  for (let reason = 0; reason < REASONS; reason++) {
    for (let root = 0; root < length; root++) {
      if (root % STEP === STEP - 1) yield
      const size = sizes[root] ?? 0
      const bits = ofGroup[root] ?? 0
      // Its lowest bit is its surest reason.
      if (size < 2 || (bits & -bits) !== 1 << reason) continue
      groups[root] = roots.length
      ends[root] = starts.at(-1) ?? 0
      roots.push(root)
      starts.push((starts.at(-1) ?? 0) + size)
    }
  }
  const members = new Int32Array(starts.at(-1) ?? 0)
  const states = new Int32Array(2 * roots.length)
  const mix = (at: number, number: number): void => {
    const [low, high] = [number | 0, Math.floor(number / 2 ** 32) | 0]
    const mixed = Math.imul((states[at] ?? 0) ^ low, 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35)
    states[at] = mixed ^ (mixed >>> 15)
  }
  for (let place = 0; place < length; place++) {
    if (place % STEP === STEP - 1) yield
    const root = rootOf(place)
    if ((groups[root] ?? -1) < 0) continue
    const end = ends[root] ?? 0
    members[end] = place
    ends[root] = end + 1
    const group = groups[root] ?? -1
    groups[place] = group
    for (const number of [contacts.ridOf(place), ...contacts.hashesOf(place)]) {
      mix(2 * group, number)
      mix(2 * group + 1, number * 3 + 1)
    }
  }
  return {
    count: roots.length,
    contacts: members.length,
    membersOf: (group) => members.subarray(starts[group] ?? 0, starts[group + 1] ?? 0),
    reasonsOf: (group) => ofGroup[roots[group] ?? 0] ?? 0,
    reasonsOfContact: (place) => reasons[place] ?? 0,
    groupOf: (place) => {
      const group = groups[place] ?? -1
      return group < 0 ? null : group
    },
    stateOf: (group) => [...states.subarray(2 * group, 2 * group + 2)].join('.'),
  }
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
