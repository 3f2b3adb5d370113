import type { AppError } from '../../shared/errors.ts'
import { mostReasonFields, type NeedReason } from '../../shared/model/change.ts'
import { valueIn, type ContactValues } from '../../shared/model/contact.ts'
import { itemKey } from '../../shared/model/item.ts'
import type { SavedContact } from '../providers/provider.ts'
import { afterFailure, parked } from './after-failure.ts'
import { ended, type Change } from './change.ts'
import { differing } from './compare.ts'
import type { Sending, Settlement, Version } from './sending.ts'

/** Deletes a contact, after a look whether it is there, under its own id and as the user saw it. */
export async function sendDelete(at: Sending, change: Change, externalId: string): Promise<Settlement> {
  const { contacts, session, facts } = at
  const found = await contacts.read(session, externalId, facts)
  if (!found.ok && found.error.kind === 'not-found') {
    // What an earlier sending deleted, its reply being lost, is kept as it was seen; so is what somebody else did.
    return {
      changes: [ended(change, change.attempts > 0 ? 'sent' : 'settled', at.now())],
      versions: [{ key: change.key, origin: 'before', values: change.base }],
      gone: [change.key],
    }
  }
  if (!found.ok) return afterFailure(at, change, found.error)
  const moved = movedSince(at, change.base, found.value)
  if (moved.length > 0) return changedThere(change, moved, { base: found.value.contact.values }, found.value)
  const removed = await contacts.remove(session, externalId)
  if (!removed.ok) return afterFailure(at, change, removed.error)
  return {
    changes: [ended(change, 'sent', at.now())],
    versions: [{ key: change.key, origin: 'before', values: found.value.contact.values }],
    gone: [change.key],
  }
}

/** Deletes a contact for good. What is kept of it here goes too; that it was done stays, without any of its values. */
export async function sendErase(at: Sending, change: Change, externalId: string): Promise<Settlement> {
  const { contacts, session, facts } = at
  const found = await contacts.read(session, externalId, facts)
  const isGone = !found.ok && found.error.kind === 'not-found'
  if (!found.ok && !isGone) return afterFailure(at, change, found.error)
  const erased = await contacts.erase(session, externalId)
  // HubSpot knows deleted contacts too, for as long as they could be restored.
  if (!erased.ok && !(isGone && erased.error.kind === 'not-found')) {
    return afterFailure(at, change, erased.error)
  }
  // Whoever was merged into the contact is the same person, of whom as much is kept.
  const ids = new Set([change.base, found.ok ? found.value.contact.values : {}].flatMap(contacts.formerIds))
  const former = [...ids].map((id) => itemKey(change.providerId, change.accountId, 'contact', id))
  return {
    changes: [ended(nameless(change), 'sent', at.now())],
    gone: [change.key, ...former],
    erased: [change.key, ...former],
  }
}

/** Ends a contact that the provider never had. */
export function endOfUnsent(change: Change, nowMs: number): Settlement {
  return change.kind === 'erase'
    ? { changes: [ended(nameless(change), 'settled', nowMs)], erased: [change.key] }
    : { changes: [ended(change, 'settled', nowMs)] }
}

const nameless = (change: Change): Change => ({
  ...change,
  name: '',
  base: {},
  values: {},
  shown: {},
  lastError: null,
})

/** Merges one contact into another, if both are what the user saw when the result was shown. */
export async function sendMerge(at: Sending, change: Change, primaryId: string): Promise<Settlement> {
  const { contacts, session, facts } = at
  const { otherExternalId, otherKey } = change
  if (otherExternalId === null || otherKey === null) throw new Error('a merge names the other record')
  const primary = await contacts.read(session, primaryId, facts)
  const other = await contacts.read(session, otherExternalId, facts)
  const merged = mergedAlready(primaryId, primary, other)
  if (merged !== null) {
    const current = await contacts.read(session, merged, facts)
    if (!current.ok) return afterFailure(at, change, current.error)
    return mergedAs(at, change, current.value, copies(change.base, change.otherBase ?? {}))
  }
  if (!primary.ok) return afterFailure(at, change, primary.error)
  if (!other.ok) return otherLost(at, change, other.error)
  const moved = [
    ...movedSince(at, change.base, primary.value),
    ...movedSince(at, change.otherBase ?? {}, other.value),
  ]
  if (moved.length > 0) {
    const bases = { base: primary.value.contact.values, otherBase: other.value.contact.values }
    return changedThere(change, moved, bases, primary.value, other.value)
  }
  const sent = await contacts.merge(session, primaryId, otherExternalId, facts)
  if (!sent.ok) return afterFailure(at, change, sent.error)
  const both = copies(primary.value.contact.values, other.value.contact.values)
  return mergedAs(at, change, sent.value, both)
}

/**
 * The other contact is gone, or part of a third one. That says nothing of the one that was to stay: its row stays, and its key
 * leads nowhere else.
 */
function otherLost(at: Sending, change: Change, error: AppError): Promise<Settlement> | Settlement {
  if (error.kind !== 'not-found' && error.kind !== 'merged-into') return afterFailure(at, change, error)
  return { changes: [parked(change, { kind: 'other-gone' })] }
}

type Copy = Omit<Version, 'key'>

/** Both contacts as they were: nothing at the provider would tell any more. */
const copies = (primary: ContactValues, other: ContactValues): readonly Copy[] => [
  { origin: 'before', values: primary },
  { origin: 'merged-away', values: other },
]

type Read = Awaited<ReturnType<Sending['contacts']['read']>>

/** The id of the record that both lead to, where an earlier sending was carried out and its reply lost. */
function mergedAlready(primaryId: string, primary: Read, other: Read): string | null {
  if (other.ok || other.error.kind !== 'merged-into') return null
  const { currentId } = other.error
  if (currentId === primaryId) return currentId
  const isOneRecord =
    !primary.ok && primary.error.kind === 'merged-into' && primary.error.currentId === currentId
  return isOneRecord ? currentId : null
}

function mergedAs(at: Sending, change: Change, saved: SavedContact, versions: readonly Copy[]): Settlement {
  const { key, externalId, values } = saved.contact
  const replaced = [change.key, change.otherKey].flatMap((one) => (one === null || one === key ? [] : [one]))
  return {
    changes: [ended(change, 'sent', at.now())],
    versions: [...versions.map((version) => ({ ...version, key })), { key, origin: 'sent' as const, values }],
    saved: [saved],
    gone: replaced,
    renamed: change.key === key ? null : { from: change.key, to: key, externalId },
  }
}

interface Moved {
  readonly name: string
  readonly label: string
  readonly before: string
  readonly now: string
}

/** What somebody else has changed of a record since the user saw it; what HubSpot itself computes does not count. */
function movedSince({ contacts, facts }: Sending, base: ContactValues, now: SavedContact): Moved[] {
  // Nothing was loaded of it when the user decided: there is nothing to compare.
  if (Object.keys(base).length === 0) return []
  const names = contacts
    .form(facts)
    .fields.filter(({ readOnly }) => readOnly === null)
    .map(({ name }) => name)
  const isSame = (name: string, one: string, other: string): boolean =>
    contacts.isSameValue(facts, name, one, other)
  return differing(names, base, now.contact.values, isSame).map((name) => {
    const before = contacts.describeValue(facts, name, valueIn(base, name))
    return {
      name,
      label: before.label,
      before: before.text,
      now: contacts.describeValue(facts, name, valueIn(now.contact.values, name)).text,
    }
  })
}

/** The user decides anew, over what the record is now. */
function changedThere(
  change: Change,
  moved: readonly Moved[],
  seen: Pick<Change, 'base'> & Partial<Pick<Change, 'otherBase'>>,
  ...saved: readonly SavedContact[]
): Settlement {
  const reason: NeedReason = { kind: 'changed-there', fields: moved.slice(0, mostReasonFields) }
  return { changes: [parked(change, reason, seen)], saved }
}
