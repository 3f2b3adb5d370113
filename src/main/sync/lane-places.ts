import { z } from 'zod'
import type { LanePlace } from '../providers/feeds.ts'

/** A run's cursor in the store: where each of its lanes stands. */
const savedSchema = z.record(
  z.string(),
  z.strictObject({ cursor: z.string().nullable(), isDone: z.boolean() }),
)

const atTheStart: LanePlace = { cursor: null, isDone: false }

/** Where the lanes of a run stand; a lane of another version of the app is forgotten, a new one begins. */
export function readPlaces(cursor: string | null, lanes: readonly string[]): Record<string, LanePlace> {
  const saved = cursor === null ? {} : parse(cursor)
  return Object.fromEntries(lanes.map((lane) => [lane, saved[lane] ?? atTheStart]))
}

/** A run all of whose lanes are through has a cursor too: only its end ends it. */
export const writePlaces = (places: Readonly<Record<string, LanePlace>>): string => JSON.stringify(places)

function parse(cursor: string): Readonly<Record<string, LanePlace>> {
  try {
    const parsed = savedSchema.safeParse(JSON.parse(cursor))
    return parsed.success ? parsed.data : {}
  } catch {
    // Not JSON: written by a version that had no lanes. The run begins anew; its rows are met once.
    return {}
  }
}
