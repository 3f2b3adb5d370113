import { z } from 'zod'
import type { AppError } from '../../../../shared/errors.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { wellFormedStart } from '../../../../shared/text.ts'
import { lenient } from '../../../http/lenient.ts'
import type { FeedContext } from '../../feeds.ts'
import { HUBSPOT_API_VERSION } from '../api-version.ts'
import { contextTexts } from '../error-body.ts'
import { objectTypes, type CrmType } from '../object-types.ts'

/** Records whose ties may be asked for at once (HubSpot's associations guide). */
export const mostTiesAtOnce = 1_000
/** Pages of one record's ties, of 500 each; far more than a record may have. */
const mostPages = 1_000

const idSchema = z.union([z.string(), z.int().transform(String)])

/** Schema BatchResponsePublicAssociationMultiWithLabel; that a record has no ties stands among the errors. */
const tiesSchema = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: idSchema }),
      to: z.array(
        z.object({
          toObjectId: idSchema,
          associationTypes: lenient(z.array(z.object({ label: lenient(z.string().nullable()) }))),
        }),
      ),
      paging: z.object({ next: z.object({ after: z.string().nullish() }).nullish() }).nullish(),
    }),
  ),
  numErrors: lenient(z.int()),
  errors: lenient(
    z.array(
      z
        .object({ subCategory: z.unknown(), context: lenient(z.record(z.string(), z.unknown())) })
        .catch({ subCategory: null }),
    ),
  ),
})
type Ties = z.infer<typeof tiesSchema>

export interface Tie {
  readonly id: string
  /** What the account calls it, several names with commas; null for a plain one. */
  readonly label: string | null
}

/**
 * All ties from some records to records of another type, by id, empty where there are none. A record of which
 * HubSpot does not say is left out. At most {@link mostTiesAtOnce} ids.
 */
export async function readTies(
  context: FeedContext,
  from: CrmType,
  to: CrmType,
  ids: readonly string[],
): Promise<Result<ReadonlyMap<string, readonly Tie[]>, AppError>> {
  const ties = new Map<string, Map<string, Tie>>()
  let inputs: readonly { readonly id: string; readonly after?: string }[] = ids.map((id) => ({ id }))
  for (let page = 0; inputs.length > 0; page++) {
    if (page >= mostPages) return err({ kind: 'unexpected-response', detail: 'ties without an end' })
    const read = await context.session.request(
      {
        method: 'POST',
        path: [
          ...['crm', 'associations', HUBSPOT_API_VERSION],
          ...[objectTypes[from].pathName, objectTypes[to].pathName, 'batch', 'read'],
        ],
        json: { inputs },
        isRead: true,
        signal: context.signal,
      },
      tiesSchema,
    )
    if (!read.ok) return read
    if (page === 0) for (const id of withoutTies(read.value, ids)) ties.set(id, new Map())
    for (const { from: one, to: others } of read.value.results) {
      const known = ties.get(one.id) ?? new Map<string, Tie>()
      for (const { toObjectId, associationTypes } of others) {
        known.set(toObjectId, { id: toObjectId, label: labelOf(associationTypes ?? []) })
      }
      ties.set(one.id, known)
    }
    inputs = read.value.results.flatMap(({ from: { id }, paging }) => {
      const after = paging?.next?.after ?? ''
      return after === '' ? [] : [{ id, after }]
    })
  }
  return ok(new Map([...ties].map(([id, known]) => [id, [...known.values()]])))
}

/** Those of the ids that have none, as far as the answer says so: another error than that proves nothing. */
function withoutTies(
  { results, errors = [], numErrors = 0 }: Ties,
  ids: readonly string[],
): readonly string[] {
  const found = new Set(results.map(({ from }) => from.id))
  const absent = ids.filter((id) => !found.has(id))
  const saysNone = ({ subCategory }: { readonly subCategory?: unknown }): boolean =>
    subCategory === 'crm.associations.NO_ASSOCIATIONS_FOUND'
  if (errors.every(saysNone) && (errors.length > 0 || numErrors === 0)) return absent
  const named = new Set(
    errors.filter(saysNone).flatMap(({ context }) => contextTexts(context, 'fromObjectId')),
  )
  return absent.filter((id) => named.has(id))
}

function labelOf(types: readonly { readonly label?: string | null | undefined }[]): string | null {
  const labels = types.map(({ label }) => label ?? '').filter((label) => label !== '')
  return labels.length === 0 ? null : wellFormedStart(labels.join(', '), 500)
}
