import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { FeedContext, StepRequest } from '../../feeds.ts'
import { readCursor } from './cursor.ts'

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
  pages: z.int(),
  knownMs: z.int(),
})

type Lane = 'list' | 'search'

/** What the two lanes of a run know of each other beyond their places, for as long as the run goes on. */
export interface TwoEnds {
  /** From this id on search has brought everything, with its page of this number; null where nobody can tell. */
  lowest: { readonly id: string; readonly page: number } | null
  /** How many records there are, as search said at first. */
  total: number | null
  /** Lanes whose last step was answered: both may be on their way to the store, and neither is done there. */
  readonly ended: Set<string>
  /** Up to when the list, which began with the run, knows everything. */
  knownMs: number | null
  /** What each lane brought last. */
  readonly brought: Record<Lane, readonly { readonly page: number; readonly ids: ReadonlySet<string> }[]>
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

/** The lanes overlap by what was under way when they met. */
const pagesRemembered = 4

export function noteBrought(ends: TwoEnds, lane: Lane, page: number, ids: readonly string[]): void {
  ends.brought[lane] = [...ends.brought[lane].slice(1 - pagesRemembered), { page, ids: new Set(ids) }]
}

/**
 * Which of the ids the other lane has brought, in pages that were handed to the store before this one can be: were
 * this page stored and one of those not, nobody would bring them.
 */
export async function broughtBefore(
  ends: TwoEnds,
  by: Lane,
  ids: readonly string[],
  places: StepRequest['places'],
): Promise<ReadonlySet<string>> {
  const twice = new Set<string>()
  const seen = new Set<number>()
  for (;;) {
    const next = ends.brought[by].find((one) => !seen.has(one.page) && ids.some((id) => one.ids.has(id)))
    if (next === undefined) return twice
    seen.add(next.page)
    if (!(await isHandedOver(places, by, next.page))) continue
    for (const id of ids) if (next.ids.has(id)) twice.add(id)
  }
}

/** A page that was brought is handed over within some turns of the event loop; one that was lost never is. */
const mostTurns = 200

export async function isHandedOver(
  places: StepRequest['places'],
  lane: Lane,
  page: number,
): Promise<boolean> {
  for (let turn = 0; turn < mostTurns; turn++) {
    if (standsBehind(places, lane, page)) return true
    await nextTurn()
  }
  return standsBehind(places, lane, page)
}

function standsBehind(places: StepRequest['places'], lane: Lane, page: number): boolean {
  const place = places()[lane]
  const schema = lane === 'list' ? listPlaceSchema : searchPlaceSchema
  return place?.isDone === true || (readCursor(schema, place?.cursor ?? null)?.pages ?? 0) >= page
}
