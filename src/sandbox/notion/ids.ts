import { createRandom, createShuffle, type Random } from '../random.ts'

/** What a UUID of the workspace may stand for. Blocks and comments are counted within their page. */
const KINDS = [
  'page',
  'block',
  'database',
  'data_source',
  'user',
  'comment',
  'view',
  'emoji',
  'discussion',
] as const
export type IdKind = (typeof KINDS)[number]

/** A thing's number among its kind, and its number within that (0 where there is no such). */
export type Numbers = { index: number; sub: number }

export type Ids = {
  /** `sub` is less than 65,536. */
  idOf: (kind: IdKind, index: number, sub?: number) => string
  /** Undo `idOf`; takes the UUID with or without hyphens. Undefined for one that this kind never has. */
  read: (kind: IdKind, id: string) => Numbers | undefined
}

const STREAM = 100
const UUID = /^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/i

/** Notion takes ids with or without hyphens, and always gives them with (its guide "Working with page content"). */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** A UUID in the one form in which ids are kept: small letters, with hyphens. */
export function normaliseId(id: string): string {
  const hex = id.replaceAll('-', '').toLowerCase()
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/**
 * UUIDs that lead back to what they name without a table: the first eight digits are the shuffled index, the
 * next four the number within, and the rest follows from both, so that a made-up id is found out.
 */
export function createIds(seed: number): Ids {
  const shuffles = new Map(
    KINDS.map((kind, at) => [kind, createShuffle(2 ** 32, Math.imul(seed + 1, 31) + at)] as const),
  )
  const shuffleOf = (kind: IdKind) => {
    const shuffle = shuffles.get(kind)
    if (shuffle === undefined) throw new Error(`There is no kind ${kind}`)
    return shuffle
  }

  const idOf = (kind: IdKind, index: number, sub = 0): string => {
    const stream = STREAM + KINDS.indexOf(kind)
    const head = shuffleOf(kind).forward(index)
    const mask = maskOf(seed, stream, index)
    const random = createRandom(seed ^ Math.imul(sub + 1, 0x9e37), stream, index)
    const variant = '89ab'[Math.floor(random() * 4)] ?? '8'
    return `${hex(head, 8)}-${hex(sub ^ mask, 4)}-4${draw(random, 3)}-${variant}${draw(random, 3)}-${draw(random, 6)}${draw(random, 6)}`
  }

  return {
    idOf,
    read: (kind, id) => {
      if (!isUuid(id)) return undefined
      const wanted = normaliseId(id)
      const index = shuffleOf(kind).backward(Number.parseInt(wanted.slice(0, 8), 16))
      const sub = Number.parseInt(wanted.slice(9, 13), 16) ^ maskOf(seed, STREAM + KINDS.indexOf(kind), index)
      return idOf(kind, index, sub) === wanted ? { index, sub } : undefined
    },
  }
}

function maskOf(seed: number, stream: number, index: number): number {
  return Math.floor(createRandom(~seed, stream, index)() * 65_536)
}

function draw(random: Random, digits: number): string {
  return hex(Math.floor(random() * 16 ** digits), digits)
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
