import { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { lenient } from '../../http/lenient.ts'
import type { ProviderSession } from '../provider.ts'
import { contextTexts } from './error-body.ts'
import { mergedIds } from './merged-ids.ts'
import { objectPath, type CrmType } from './object-types.ts'
import { recordSchema, type HubSpotRecord } from './schema.ts'

/** Records per batch (HubSpot's object guides). */
export const mostInBatch = 100

/**
 * Rows that went wrong are errors inside of a good answer (HubSpot's published document of 2026-09; a 207 before).
 * Ids of which there is nothing are named in one of category OBJECT_NOT_FOUND.
 */
const batchSchema = z.object({
  results: z.array(recordSchema),
  numErrors: lenient(z.int()),
  errors: lenient(
    z.array(
      z
        .object({
          category: lenient(z.string()),
          context: lenient(z.record(z.string(), z.unknown())),
        })
        .catch({}),
    ),
  ),
})
type Batch = z.infer<typeof batchSchema>

export interface BatchRead {
  /** The id of a merged record brings the record that it became, under another id. */
  readonly records: readonly HubSpotRecord[]
  /** Those of the ids that lead to nothing of their own any more: gone or merged. */
  readonly missing: readonly string[]
}

/** Records by their ids, {@link mostInBatch} at most. */
export async function readBatch(
  session: ProviderSession,
  type: CrmType,
  asked: {
    readonly ids: readonly string[]
    readonly names: readonly string[]
    readonly signal?: AbortSignal
  },
): Promise<Result<BatchRead, AppError>> {
  const { ids, names, signal } = asked
  const batch = await session.request(
    {
      method: 'POST',
      path: objectPath(type, 'batch', 'read'),
      json: { inputs: ids.map((id) => ({ id })), properties: names, propertiesWithHistory: [] },
      isRead: true,
      ...(signal === undefined ? {} : { signal }),
    },
    batchSchema,
  )
  return batch.ok ? ok({ records: batch.value.results, missing: missingIn(batch.value, ids) }) : batch
}

/**
 * Those of the ids that the answer does not have, as far as it says why: they are named as not there, or belong to
 * a record that took them in, or nothing else went wrong. An error of another kind proves nothing.
 */
function missingIn(
  { results, errors = [], numErrors = 0 }: Batch,
  ids: readonly string[],
): readonly string[] {
  const found = new Set(results.map(({ id }) => id))
  const absent = ids.filter((id) => !found.has(id))
  const isNotFound = ({ category }: { readonly category?: string | undefined }): boolean =>
    category === 'OBJECT_NOT_FOUND'
  if (errors.every(isNotFound) && (errors.length > 0 || numErrors === 0)) return absent
  const named = errors.filter(isNotFound).flatMap(({ context }) => contextTexts(context, 'ids'))
  const proven = new Set([...named, ...results.flatMap(mergedIds)])
  return absent.filter((id) => proven.has(id))
}
