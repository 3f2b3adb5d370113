import type { AppError } from '../../../../shared/errors.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { mostInBatch, readBatch } from '../read-batch.ts'
import { keyOf, toReadRecords, type ReadRecords, type Reading } from './reading.ts'

/** Records by their ids, by 100, side by side. What there is nothing of is gone. */
export async function readRecords(
  reading: Reading,
  ids: readonly string[],
): Promise<Result<ReadRecords, AppError>> {
  const { session, type } = reading
  const parts = Array.from({ length: Math.ceil(ids.length / mostInBatch) }, (_, at) =>
    ids.slice(at * mostInBatch, (at + 1) * mostInBatch),
  )
  const batches = await Promise.all(parts.map((part) => readBatch(session, type, { ...reading, ids: part })))
  const items: ReadRecords['items'][] = []
  const gone: ReadRecords['gone'][] = []
  for (const batch of batches) {
    if (!batch.ok) return batch
    const read = await toReadRecords(reading, batch.value.records)
    items.push(read.items)
    gone.push(
      read.gone,
      batch.value.missing.map((id) => keyOf(reading, id)),
    )
  }
  return ok({ items: items.flat(), gone: [...new Set(gone.flat())] })
}
