import { z } from 'zod'

/** Notion's own cursor within a list; empty at its start. */
const start = z.string()

/**
 * Where a run stands: which of its lists it reads, and how far it has come. The lists follow each other in one lane,
 * so that the newest statement on a page is the last one; a single chain of pages is faster than Notion's limit.
 */
const placeSchema = z.discriminatedUnion('list', [
  z.strictObject({ list: z.literal('trash'), start }),
  /** Newest first, as far as the watermark. */
  z.strictObject({ list: z.literal('newest'), start }),
  z.strictObject({
    list: z.literal('everything'),
    start,
    /** Where the search from the oldest edit on was cut, epoch ms: down to here the other direction has to come. */
    metUntilMs: z.int().nullable(),
    /** Objects so far, and how many of them came without their contents. */
    found: z.int(),
    partial: z.int(),
  }),
  z.strictObject({
    list: z.literal('rows'),
    start,
    /** The data source, and its row in the store; without an id the one after that row is next. */
    source: z.strictObject({ id: z.string().nullable(), rid: z.int().nullable() }),
    isArchived: z.boolean(),
    /** Rows made before it were met by an earlier query, which was cut. */
    createdFrom: z.string().nullable(),
    /** Search was cut at both of its ends: what lies between them is not all among the rows. */
    isSearchCut: z.boolean(),
  }),
  /** The end of a run that did not come by all that there is. The next one begins anew. */
  z.strictObject({ list: z.literal('lost') }),
])
export type Place = z.infer<typeof placeSchema>
export type PlaceIn<List extends Place['list']> = Extract<Place, { list: List }>

export const inTrash: PlaceIn<'trash'> = { list: 'trash', start: '' }
export const newest: PlaceIn<'newest'> = { list: 'newest', start: '' }
export const everything: PlaceIn<'everything'> = {
  list: 'everything',
  start: '',
  metUntilMs: null,
  found: 0,
  partial: 0,
}

/** The first query after a data source; `rid` is its row in the store, null for the first one of all. */
export const rowsAfter = (rid: number | null, isSearchCut: boolean): PlaceIn<'rows'> => ({
  list: 'rows',
  start: '',
  source: { id: null, rid },
  isArchived: false,
  createdFrom: null,
  isSearchCut,
})

export const writePlace = (place: Place): string => JSON.stringify(place)

/** Undefined for what another version of the app wrote: the run begins anew. */
export function readPlace(cursor: string): Place | undefined {
  try {
    return placeSchema.safeParse(JSON.parse(cursor)).data
  } catch {
    return undefined
  }
}
