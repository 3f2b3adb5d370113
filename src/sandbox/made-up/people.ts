import { createShuffle } from '../random.ts'
import { NAME_GROUPS, type Name, type NameGroup } from './names.ts'
import type { RegionName } from './regions.ts'

export type Person = {
  first: string
  last: string
  /** What stands before the @: `lea.moreau`, from the second bearer of a name on `lea.moreau2`. */
  mailbox: string
  region: RegionName
}

export type People = {
  /** The person at a position; no two positions share a mailbox. */
  personAt: (position: number) => Person
  /** Where that person lives, without the rest. */
  regionAt: (position: number) => RegionName
  /** Where the person with this mailbox stands; undefined when there is nobody. */
  positionOf: (mailbox: string) => number | undefined
}

type Block = NameGroup & { start: number }

const BLOCKS: readonly Block[] = layOut()
const COMBINATIONS = BLOCKS.reduce((sum, block) => sum + block.firsts.length * block.lasts.length, 0)
const BLOCK_BY_LAST = new Map(
  BLOCKS.flatMap((block) => block.lasts.map((last) => [last.slug, block] as const)),
)

/**
 * Any number of people without a table of them: every pair of a first and a last name once, in shuffled
 * order, then the same pairs again with a number. The address leads back to the position by arithmetic,
 * which makes "is this e-mail taken?" cheap among a million.
 */
export function createPeople(seed: number): People {
  const shuffle = createShuffle(COMBINATIONS, seed)
  const placeOf = (position: number): number => shuffle.forward(position % COMBINATIONS)
  return {
    regionAt: (position) => blockAt(placeOf(position)).region,
    personAt: (position) => {
      const place = placeOf(position)
      const block = blockAt(place)
      const within = place - block.start
      const first = block.firsts[Math.floor(within / block.lasts.length)]
      const last = block.lasts[within % block.lasts.length]
      if (first === undefined || last === undefined) throw new Error('The place lies outside its block')
      const round = Math.floor(position / COMBINATIONS) + 1
      return {
        first: first.written,
        last: last.written,
        mailbox: `${first.slug}.${last.slug}${round > 1 ? round : ''}`,
        region: block.region,
      }
    },
    positionOf: (mailbox) => {
      const [, firstSlug, lastSlug, round] = /^([a-z]+)\.([a-z]+)(\d*)$/.exec(mailbox) ?? []
      const block = BLOCK_BY_LAST.get(lastSlug ?? '')
      if (block === undefined || round === '0' || round === '1' || round?.startsWith('0') === true)
        return undefined
      const first = indexOfSlug(block.firsts, firstSlug)
      const last = indexOfSlug(block.lasts, lastSlug)
      if (first < 0 || last < 0) return undefined
      const within = shuffle.backward(block.start + first * block.lasts.length + last)
      return within + (Number(round === '' ? 1 : round) - 1) * COMBINATIONS
    },
  }
}

function blockAt(place: number): Block {
  const block = BLOCKS.findLast(({ start }) => start <= place)
  if (block === undefined) throw new Error('The first block starts at 0')
  return block
}

function layOut(): Block[] {
  let start = 0
  return NAME_GROUPS.map((group) => {
    const block = { ...group, start }
    start += group.firsts.length * group.lasts.length
    return block
  })
}

function indexOfSlug(names: readonly Name[], slug: string | undefined): number {
  return names.findIndex((name) => name.slug === slug)
}
