import { valueIn } from '../../shared/model/contact.ts'
import type { AppError } from '../../shared/errors.ts'
import type { SavedContact } from '../providers/provider.ts'
import { afterFailure, parked, triedInVain } from './after-failure.ts'
import { ended, rewritten, type Change } from './change.ts'
import type { Sending, Settlement } from './sending.ts'

/** The provider's clock is known to the second, and its machines may differ by some. */
const clockMarginMs = 10_000
/** Those that this outbox created well before the attempt may still lie within the margin of the clocks. */
const knownBeforeMs = 10 * 60_000
/** Between two looks for a contact that may have been created. */
const lookAgainMs = 15_000

/**
 * Sends a creation. That it is about to be sent is on the disk before it is: whatever happens then, a crash included,
 * is met by looking for the contact, never by sending once more and hoping.
 */
export async function sendCreate(at: Sending, change: Change): Promise<Settlement> {
  return change.attempt === null ? post(at, change) : findOut(at, change)
}

async function post(at: Sending, change: Change): Promise<Settlement> {
  const attempt = {
    serverMs: change.attempt?.serverMs ?? at.session.serverNowMs(),
    localMs: at.now(),
  }
  const begun = rewritten(change, { attempt })
  const noted = await at.note(begun)
  if (!noted.ok) return { ...triedInVain(at, change, noted.error) }
  const created = await at.contacts.create(at.session, change.values, at.facts)
  if (created.ok) return createdAs(at, begun, created.value)
  const { error } = created
  if (mayBeCreated(error)) return triedInVain(at, begun, error)
  // It was refused, so that the contact that is in the way may be the one of an attempt before.
  if (error.kind === 'already-exists' && change.attempt !== null) return findOut(at, begun)
  const settlement = await afterFailure(at, rewritten(begun, { attempt: null }), error)
  return { ...settlement, required: missingIn(change, error) }
}

/** Fields that were refused for having no value. */
const missingIn = ({ values }: Change, error: AppError): readonly string[] =>
  error.kind === 'rejected'
    ? error.fields.map(({ name }) => name).filter((name) => valueIn(values, name) === '')
    : []

/** Whether the provider may have created the contact although it did not say so. */
function mayBeCreated({ kind }: AppError): boolean {
  switch (kind) {
    case 'reply-lost':
    case 'timed-out':
    case 'provider-down':
    case 'unexpected-response':
    case 'cancelled':
      return true
    default:
      return false
  }
}

async function findOut(at: Sending, change: Change): Promise<Settlement> {
  const { contacts, session, facts } = at
  const address = contacts.addressOf(change.values)
  if (address === null) return findBySearch(at, change)
  const found = await contacts.find(session, address, facts)
  if (found.ok) {
    if (isOurs(at, change, found.value)) return createdAs(at, change, found.value)
    const error = { kind: 'already-exists', existingId: found.value.contact.externalId } as const
    return afterFailure(at, rewritten(change, { attempt: null }), error)
  }
  // No two contacts have one address, so that sending again creates one contact at most.
  return found.error.kind === 'not-found' ? post(at, change) : triedInVain(at, change, found.error)
}

function isOurs(at: Sending, { attempt, values }: Change, { contact, createdAtMs }: SavedContact): boolean {
  if (attempt === null || createdAtMs === null || createdAtMs < attempt.serverMs - clockMarginMs) return false
  return Object.entries(values).every(([name, value]) =>
    at.contacts.isSameValue(at.facts, name, valueIn(contact.values, name), value),
  )
}

/** Without an address, only search can find it, which does not know of it at once. */
async function findBySearch(at: Sending, change: Change): Promise<Settlement> {
  const { contacts, session, facts, times } = at
  const attempt = change.attempt ?? { serverMs: session.serverNowMs(), localMs: at.now() }
  const later = (atMs: number): Settlement => ({ changes: [rewritten(change, { nextAtMs: atMs })] })
  const sinceLastMs = at.now() - attempt.localMs
  if (sinceLastMs >= 0 && sinceLastMs < times.searchLagMs) return later(attempt.localMs + times.searchLagMs)
  const sinceMs = attempt.serverMs - clockMarginMs
  const found = await contacts.createdSince(session, change.values, sinceMs, facts)
  if (!found.ok) return triedInVain(at, change, found.error)
  const known = await at.createdHere(change.madeAtMs - knownBeforeMs)
  if (!known.ok) return triedInVain(at, change, known.error)
  const candidates = found.value.filter(({ contact }) => !known.value.has(contact.externalId))
  const [only, ...others] = candidates
  if (only !== undefined && others.length === 0) return createdAs(at, change, only)
  if (sinceLastMs >= 0 && sinceLastMs < times.askAfterMs) {
    return later(at.now() + Math.min(lookAgainMs, times.askAfterMs - sinceLastMs))
  }
  return {
    changes: [
      parked(change, {
        kind: 'outcome-unknown',
        candidates: candidates.slice(0, 20).map(({ contact, loaded }) => ({
          key: contact.key,
          name: loaded.item.name.slice(0, 500).toWellFormed(),
        })),
      }),
    ],
  }
}

/** The contact has an id now: everything that was noted for it goes on under that. */
export function createdAs(at: Sending, change: Change, saved: SavedContact): Settlement {
  const { key, externalId, values } = saved.contact
  return {
    changes: [ended({ ...change, key, externalId, name: saved.loaded.item.name }, 'sent', at.now())],
    versions: [{ key, origin: 'sent', values }],
    saved: [saved],
    renamed: change.key === key ? null : { from: change.key, to: key, externalId },
  }
}
