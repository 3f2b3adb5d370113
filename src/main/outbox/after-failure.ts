import type { AppError } from '../../shared/errors.ts'
import type { NeedReason } from '../../shared/model/change.ts'
import { itemKey } from '../../shared/model/item.ts'
import { rewritten, type Change } from './change.ts'
import type { Sending, Settlement } from './sending.ts'

const firstDelayMs = 2_000
const longestDelayMs = 10 * 60_000
/** An answer that nobody can read may be a proxy's; after so many the user is told. */
const mostUnreadable = 4

/** Milliseconds until the next try: exponential, with jitter so that not everything comes back at once. */
export function retryDelayMs(attempts: number, random: () => number): number {
  const fullMs = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempts, 20))
  return Math.round(fullMs * (0.5 + random() / 2))
}

/** What the failure says about other changes of the account. */
export function isAboutAccount({ kind }: AppError): boolean {
  switch (kind) {
    case 'offline':
    case 'reply-lost':
    case 'timed-out':
    case 'working-offline':
    case 'rate-limited':
    case 'quota-spent':
    case 'provider-down':
    case 'paused':
    case 'mirror-unreachable':
    case 'reconnect-required':
    case 'client-not-configured':
    case 'client-rejected':
    case 'vault-locked':
    case 'vault-unavailable':
    case 'vault-unreadable':
    case 'storage-full':
    case 'storage-corrupt':
    case 'storage-unavailable':
    case 'no-workspace':
    case 'cancelled':
      return true
    default:
      return false
  }
}

/** Keeps a change that failed for a reason that passes: it is sent again, at the latest in ten minutes. */
export function triedInVain(at: Sending, change: Change, error: AppError): Settlement {
  const attempts = change.attempts + 1
  const askedMs = error.kind === 'rate-limited' ? error.retryAfterMs : 0
  const untilMs = error.kind === 'quota-spent' ? (error.untilMs ?? 0) : 0
  const delayMs = Math.max(askedMs, retryDelayMs(attempts, at.random))
  return {
    changes: [
      rewritten(change, { attempts, lastError: error, nextAtMs: Math.max(untilMs, at.now() + delayMs) }),
    ],
    ...(isAboutAccount(error) ? { accountError: error } : {}),
  }
}

/** Parks a change until the user has said what is to become of it; the others go on. */
export function parked(change: Change, reason: NeedReason, differences: Partial<Change> = {}): Change {
  return rewritten(change, { ...differences, state: 'needs-you', reason, attempts: 0, nextAtMs: null })
}

/** What becomes of a change that could not be sent as a whole. */
export async function afterFailure(at: Sending, change: Change, error: AppError): Promise<Settlement> {
  if (isAboutAccount(error)) return triedInVain(at, change, error)
  const isRepeated = change.lastError?.kind === 'unexpected-response'
  if (error.kind === 'unexpected-response' && (!isRepeated || change.attempts + 1 < mostUnreadable)) {
    return triedInVain(at, change, error)
  }
  const parkedChange = parked(change, await reasonOf(at, change, error))
  if (error.kind !== 'not-found') return { changes: [parkedChange] }
  // The row goes, as at the provider; what was in it is kept for whoever wants the contact back.
  const values = await at.valuesOf(change.key)
  return {
    changes: [parkedChange],
    versions: values === null ? [] : [{ key: change.key, origin: 'before', values }],
    gone: [change.key],
  }
}

async function reasonOf(at: Sending, change: Change, error: AppError): Promise<NeedReason> {
  const keyOf = (externalId: string) => itemKey(change.providerId, change.accountId, 'contact', externalId)
  switch (error.kind) {
    case 'missing-permission':
      return { kind: 'missing-permission', scopes: error.scopes }
    case 'not-found':
      return { kind: 'deleted-there' }
    case 'merged-into': {
      const currentKey = keyOf(error.currentId)
      return { kind: 'merged-there', currentKey, currentName: (await nameAt(at, error.currentId)) ?? '' }
    }
    case 'already-exists': {
      const { existingId } = error
      return {
        kind: 'already-exists',
        existingKey: existingId === null ? null : keyOf(existingId),
        existingName: existingId === null ? null : await nameAt(at, existingId),
      }
    }
    case 'rejected':
      return refusedReason(at, error, change.sentCount)
    default:
      return { kind: 'failed', error, reference: at.referenceOf(error) }
  }
}

/** The provider's words about each field that it did not accept. */
export function refusedReason(
  at: Sending,
  error: Extract<AppError, { kind: 'rejected' }>,
  sentCount: number,
): NeedReason {
  return {
    kind: 'refused',
    message: error.message,
    fields: error.fields.map(({ name, message }) => ({
      name,
      label: at.contacts.describeValue(at.facts, name, '').label,
      message,
    })),
    sentCount,
  }
}

/** What the contact is called, here or at the provider. */
async function nameAt(at: Sending, externalId: string): Promise<string | null> {
  const here = await at.nameOf(itemKey(at.account.providerId, at.account.id, 'contact', externalId))
  if (here !== null) return here.slice(0, 500).toWellFormed()
  const found = await at.contacts.read(at.session, externalId, at.facts)
  return found.ok ? found.value.loaded.item.name.slice(0, 500).toWellFormed() : null
}
