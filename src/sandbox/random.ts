/** Draws the next number, 0 inclusive to 1 exclusive. */
export type Random = () => number

/**
 * A generator that depends on nothing but its three numbers, so that record 70,000 can be made without
 * making the 69,999 before it (mulberry32 over a mixed start value).
 */
export function createRandom(seed: number, stream: number, index: number): Random {
  let state = mix(mix(mix(seed) ^ stream) ^ index)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296
  }
}

/** One element of a list that must not be empty. */
export function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('Nothing to pick from')
  return value
}

/** A whole number, both ends included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

/** Replaces each `#` of the pattern by a digit. */
export function fillDigits(random: Random, pattern: string): string {
  return pattern.replace(/#/g, () => String(Math.floor(random() * 10)))
}

export type Shuffle = {
  /** Where a position of 0…size-1 goes; every place is taken exactly once. */
  forward: (position: number) => number
  /** Undoes `forward`. */
  backward: (place: number) => number
}

/**
 * A shuffle of 0…size-1 that needs no table and can be undone: a four-round Feistel network over the next
 * even power of two, walked until it lands inside the range.
 */
export function createShuffle(size: number, seed: number): Shuffle {
  const halfBits = Math.max(1, Math.ceil(Math.log2(Math.max(2, size)) / 2))
  const mask = 2 ** halfBits - 1
  const keys = [0, 1, 2, 3].map((round) => mix(seed ^ Math.imul(round + 1, 0x9e3779b9)))

  const once = (value: number, rounds: readonly number[]): number => {
    let left = value >>> halfBits
    let right = value & mask
    for (const key of rounds) [left, right] = [right, left ^ (mix(right ^ key) & mask)]
    // The last swap is undone, which makes the same network with reversed keys its own inverse.
    return ((right << halfBits) | left) >>> 0
  }
  const walk = (value: number, rounds: readonly number[]): number => {
    let place = once(value, rounds)
    while (place >= size) place = once(place, rounds)
    return place
  }
  const reversed = [...keys].reverse()
  return { forward: (position) => walk(position, keys), backward: (place) => walk(place, reversed) }
}

/** Spreads the bits of a 32-bit number (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
