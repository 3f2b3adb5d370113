import { z } from 'zod'
import type { AppError } from '../../../../shared/errors.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { stepOf, type FeedContext, type FeedStep, type StepRequest } from '../../feeds.ts'
import { askedFact } from '../asked-properties.ts'
import type { CrmType } from '../object-types.ts'
import { mostInBatch } from '../read-batch.ts'
import { readCursor } from './cursor.ts'
import { listRecords, listTimes } from './list-records.ts'
import { readRecords } from './read-records.ts'
import { keyOf, type Reading } from './reading.ts'

/** Under it a feed keeps the properties that all of its rows were read with. */
export const wholeFact = (type: CrmType): string => `whole:${type}`

const placeSchema = z.strictObject({
  after: z.string().nullable(),
  /** Read whole, because the rows lack properties that are wanted by now. */
  isWhole: z.boolean(),
  /** Records that are to be read as soon as there are enough of them. */
  pending: z.array(z.string()),
})

/**
 * Compares everything that is here with everything that is there: the list gives the times of change, and what
 * differs is read. A property that was wanted only later moves no time, so then all records are read anew.
 */
export async function stepOfSweep(
  reading: Reading,
  context: FeedContext,
  { places }: StepRequest,
): Promise<Result<FeedStep, AppError>> {
  const before = readCursor(placeSchema, places()['list']?.cursor ?? null)
  const isWhole = before === null ? await lacksProperties(reading, context) : ok(before.isWhole)
  if (!isWhole.ok) return isWhole
  const from = { after: before?.after ?? null, pending: before?.pending ?? [] }
  const looked = isWhole.value
    ? await listRecords(reading, from.after)
    : await compare(reading, context, from)
  if (!looked.ok) return looked
  const { items, gone, next } = looked.value
  const pending = 'pending' in looked.value ? looked.value.pending : []
  const place = { after: next, isWhole: isWhole.value, pending }
  const asked = { name: askedFact(reading.type), value: reading.names }
  return ok(
    stepOf({
      items,
      gone,
      facts: [
        ...(before === null ? [asked] : []),
        ...(next === null ? [{ name: wholeFact(reading.type), value: reading.names }] : []),
      ],
      next: next === null ? null : JSON.stringify(place),
    }),
  )
}

async function lacksProperties(
  { type, names }: Reading,
  { local }: FeedContext,
): Promise<Result<boolean, AppError>> {
  const fact = await local.fact(wholeFact(type))
  if (!fact.ok) return fact
  const stored = z.array(z.string()).safeParse(fact.value)
  const known = new Set(stored.success ? stored.data : [])
  return ok(names.some((name) => !known.has(name)))
}

/** One page of the list, and the records that differ: as many as a batch takes, and the rest at the end. */
async function compare(
  reading: Reading,
  { local }: FeedContext,
  from: { readonly after: string | null; readonly pending: readonly string[] },
) {
  const page = await listTimes(reading, { after: from.after, isArchived: false })
  if (!page.ok) return page
  const { rows, next } = page.value
  const idOfKey = new Map(rows.map(({ id }) => [keyOf(reading, id), id]))
  const differing = await local.differing(
    rows.map(({ id, modifiedAtMs }) => ({ key: keyOf(reading, id), modifiedAtMs })),
  )
  if (!differing.ok) return differing
  const wanted = [...from.pending, ...differing.value.flatMap((key) => idOfKey.get(key) ?? [])]
  const count = next === null ? wanted.length : wanted.length - (wanted.length % mostInBatch)
  const read = await readRecords(reading, wanted.slice(0, count))
  return read.ok ? ok({ ...read.value, next, pending: wanted.slice(count) }) : read
}
