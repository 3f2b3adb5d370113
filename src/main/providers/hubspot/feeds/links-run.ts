import { z } from 'zod'
import type { AppError } from '../../../../shared/errors.ts'
import { itemKey } from '../../../../shared/model/item.ts'
import type { ProviderId } from '../../../../shared/model/provider.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { LinkSet } from '../../../../shared/store-protocol.ts'
import { stepOf, type FeedContext, type FeedStep, type StepRequest } from '../../feeds.ts'
import { missingFact } from '../account-facts.ts'
import type { CrmType } from '../object-types.ts'
import { readCursor } from './cursor.ts'
import { mostTiesAtOnce, readTies } from './read-ties.ts'
import { knownFact } from './watermark.ts'

/** The ties that are kept, from the side of which a record has few. */
const directions = {
  'contact-company': { from: 'contact', to: 'company' },
  'deal-company': { from: 'deal', to: 'company' },
  'deal-contact': { from: 'deal', to: 'contact' },
} as const satisfies Record<string, { from: CrmType; to: CrmType }>
type Direction = keyof typeof directions

export const linkLanes = Object.keys(directions) as readonly Direction[]

/** How far a run looks back beyond what the run before knew: records came in with times older than that. */
const overlapMs = 10 * 60_000

/** Up to when the records of a type were known when the links were read; absent where nobody said so. */
const watermarkSchema = z.strictObject({ contact: z.int().optional(), deal: z.int().optional() })
type Watermark = z.infer<typeof watermarkSchema>

const placeSchema = z.strictObject({
  after: z.int(),
  /** Only records changed since then; null for all. */
  sinceMs: z.int().nullable(),
})

/**
 * The ties of the records that are here: of all of them, or of those changed since the links were read last. By
 * what the feeds of the records know, and not by the clock: a feed may have failed meanwhile, and what it brings
 * later was changed long before. A tie that moved no record's time is found by the next full run.
 */
export async function stepOfLinks(
  providerId: ProviderId,
  context: FeedContext,
  request: StepRequest,
): Promise<Result<FeedStep, AppError>> {
  const { local, session, choice } = context
  const lane = linkLanes.find((one) => one === request.lane)
  if (lane === undefined) throw new Error(`there is no lane ${request.lane}`)
  const { from, to } = directions[lane]
  if (choice.excluded.includes(from) || choice.excluded.includes(to)) return ok(stepOf({}))
  const before = readCursor(placeSchema, request.places()[lane]?.cursor ?? null)
  const known = before === null ? await knownNow(context) : ok(null)
  if (!known.ok) return known
  const place = before ?? { after: null, sinceMs: sinceOf(request, from) }
  const ids = await local.externalIds(from, {
    after: place.after,
    limit: mostTiesAtOnce,
    modifiedSinceMs: place.sinceMs,
  })
  if (!ids.ok) return ids
  const nothing = ok(new Map<string, never>())
  const ties = ids.value.ids.length === 0 ? nothing : await readTies(context, from, to, ids.value.ids)
  const watermark = known.value === null ? null : JSON.stringify(known.value)
  if (!ties.ok) {
    const { error } = ties
    if (error.kind !== 'missing-permission') return err(error)
    // The other lanes go on.
    return ok(stepOf({ watermark, facts: [{ name: missingFact(lane), value: { scopes: error.scopes } }] }))
  }
  const keyOf = (type: CrmType, id: string) => itemKey(providerId, session.accountId, type, id)
  const links = [...ties.value].map(([id, tied]): LinkSet => ({
    from: keyOf(from, id),
    toType: to,
    to: tied.map(({ id: other, label }) => ({ key: keyOf(to, other), label })),
  }))
  const { next } = ids.value
  return ok(
    stepOf({
      links,
      watermark,
      facts: next === null ? [{ name: missingFact(lane), value: null }] : [],
      next: next === null ? null : JSON.stringify({ after: next, sinceMs: place.sinceMs }),
    }),
  )
}

/** From when on the records of a type are of interest; null for all of them. */
function sinceOf({ mode, watermark }: StepRequest, type: 'contact' | 'deal'): number | null {
  if (mode !== 'changes') return null
  const knownMs = readCursor(watermarkSchema, watermark)?.[type]
  return knownMs === undefined ? null : knownMs - overlapMs
}

async function knownNow({ local }: FeedContext): Promise<Result<Watermark, AppError>> {
  const known: Watermark = {}
  for (const type of ['contact', 'deal'] as const) {
    const fact = await local.fact(knownFact(type))
    if (!fact.ok) return fact
    if (typeof fact.value === 'number') known[type] = fact.value
  }
  return ok(known)
}
