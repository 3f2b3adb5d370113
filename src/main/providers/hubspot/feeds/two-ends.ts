import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { FeedContext, StepRequest } from '../../feeds.ts'
import { readCursor } from './cursor.ts'
import { isAbove } from './id-order.ts'

/** Where the list of a full run stands. */
export const listPlaceSchema = z.strictObject({
  after: z.string().nullable(),
  /** The highest id so far. */
  last: z.string().nullable(),
  count: z.int(),
  pages: z.int(),
  /** Not to be held against search before this page. */
  meetsAt: z.int(),
  /** Whether the ids have only grown so far: else the list has to be read to its end. */
  isOrdered: z.boolean(),
  knownMs: z.int(),
})
export type ListPlace = z.infer<typeof listPlaceSchema>

/** And its search. */
export const searchPlaceSchema = z.strictObject({
  /** Everything from this id on was met. */
  below: z.string(),
  knownMs: z.int(),
})

/** What the two lanes of a run know of each other beyond their places, for as long as the run goes on. */
export interface TwoEnds {
  /** From this id on search has brought everything; null where that cannot be told. */
  lowest: string | null
  /** How many records there are, as search said at first. */
  total: number | null
  /** Lanes whose last step was answered: both may be on their way to the store, and neither is done there. */
  readonly ended: Set<string>
  /** Up to when the list, which began with the run, knows everything. */
  knownMs: number | null
  /** The ids that each lane brought last. */
  readonly brought: Record<'list' | 'search', readonly string[]>
}

const ofRuns = new WeakMap<FeedContext, TwoEnds>()

export function twoEndsOf(context: FeedContext): TwoEnds {
  const known = ofRuns.get(context) ?? {
    lowest: null,
    total: null,
    ended: new Set<string>(),
    knownMs: null,
    brought: { list: [], search: [] },
  }
  ofRuns.set(context, known)
  return known
}

/** More than the lanes overlap by while a page of each is under way. */
const mostRemembered = 1_000

export function noteBrought(ends: TwoEnds, lane: 'list' | 'search', ids: readonly string[]): void {
  ends.brought[lane] = [...ends.brought[lane], ...ids].slice(-mostRemembered)
}

/**
 * Which of the ids the other lane has brought, in a page that was handed to the store before this one can be: were
 * this page stored and the other one not, nobody would bring them.
 */
export async function broughtBefore(
  ends: TwoEnds,
  by: 'list' | 'search',
  ids: readonly string[],
  places: StepRequest['places'],
): Promise<ReadonlySet<string>> {
  const isHandedOver = by === 'search' ? isSearched : isListed
  const before = new Set<string>()
  for (;;) {
    const known = new Set(ends.brought[by])
    const more = ids.filter((id) => known.has(id) && !before.has(id))
    if (more.length === 0) return before
    if (!(await comesTrue(() => more.every((id) => isHandedOver(places, id))))) return before
    for (const id of more) before.add(id)
  }
}

/** Whether the page by which search came down to an id has been handed to the store. */
export const isSearchHandedOver = (places: StepRequest['places'], lowest: string): Promise<boolean> =>
  comesTrue(() => isSearched(places, lowest))

function isSearched(places: StepRequest['places'], id: string): boolean {
  const place = places()['search']
  const below = readCursor(searchPlaceSchema, place?.cursor ?? null)?.below
  return place?.isDone === true || (below !== undefined && !isAbove(below, id))
}

function isListed(places: StepRequest['places'], id: string): boolean {
  const place = places()['list']
  const last = readCursor(listPlaceSchema, place?.cursor ?? null)?.last
  return place?.isDone === true || (last != null && !isAbove(id, last))
}

/** A page that was brought is handed over within some turns of the event loop; one that was lost never is. */
const mostTurns = 200

async function comesTrue(isSo: () => boolean): Promise<boolean> {
  for (let turn = 0; turn < mostTurns; turn++) {
    if (isSo()) return true
    await nextTurn()
  }
  return isSo()
}
