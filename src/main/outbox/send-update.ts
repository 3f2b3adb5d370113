import type { AppError } from '../../shared/errors.ts'
import { mostReasonFields, type ConflictField, type NeedReason } from '../../shared/model/change.ts'
import { valueIn, type ContactValues } from '../../shared/model/contact.ts'
import type { SavedContact } from '../providers/provider.ts'
import { afterFailure, parked, refusedReason } from './after-failure.ts'
import { ended, type Change } from './change.ts'
import { compare } from './compare.ts'
import { picked } from './picked.ts'
import { shownBy } from './shown-by.ts'
import type { Sending, Settlement, Version } from './sending.ts'

/**
 * Sends an update. Right before it the record is read and compared with what the user saw: what only the user changed
 * is sent, what is there already is left alone, and what both sides changed waits for the user's choice. Between that
 * read and the write lies one round trip, in which somebody else's change would be overwritten: HubSpot has no
 * precondition that would close it (ADR 0019).
 */
export async function sendUpdate(at: Sending, change: Change, externalId: string): Promise<Settlement> {
  const { contacts, session, facts } = at
  const found = await contacts.read(session, externalId, facts, Object.keys(change.values))
  if (!found.ok) return afterFailure(at, change, found.error)
  const remote = found.value.contact.values
  const isSame = (name: string, one: string, other: string): boolean =>
    contacts.isSameValue(facts, name, one, other)
  const { toSend, already, conflicts } = compare(change, remote, isSame)

  const written = await write(at, externalId, toSend)
  if (written.failed !== null) return afterFailure(at, change, written.failed)
  const { saved, refused } = written
  const sent = [...Object.keys(toSend).filter((name) => !refused?.names.includes(name)), ...already]

  const reasons: { names: readonly string[]; reason: NeedReason }[] = []
  for (let start = 0; start < conflicts.length; start += mostReasonFields) {
    const names = conflicts.slice(start, start + mostReasonFields)
    const fields = await conflictFields(at, change, externalId, names, remote)
    const reason = { kind: 'conflict' as const, fields, sentCount: sent.length, isAgain: change.isChosen }
    reasons.push({ names, reason })
  }
  if (refused !== null) {
    reasons.push({ names: refused.names, reason: refusedReason(at, refused.error, sent.length) })
  }
  const wasWritten = Object.keys(toSend).length > (refused?.names.length ?? 0)
  return {
    changes: settled(at, change, { sent, reasons, remote, isSent: wasWritten || change.attempts > 0 }),
    versions: [
      ...(wasWritten ? [{ key: change.key, origin: 'before' as const, values: remote }] : []),
      ...(saved === null ? [] : [{ key: change.key, origin: 'sent' as const, values: saved.contact.values }]),
      ...(conflicts.length > 0 ? bothSides(change, conflicts, saved?.contact.values ?? remote) : []),
    ],
    saved: [saved ?? found.value],
  }
}

interface Written {
  readonly saved: SavedContact | null
  /** Values that the provider did not accept, while it took the others. */
  readonly refused: {
    readonly names: readonly string[]
    readonly error: Extract<AppError, { kind: 'rejected' }>
  } | null
  readonly failed: AppError | null
}

/** Where some fields are refused by name, the others go without them: one bad value holds up nothing else. */
async function write(at: Sending, externalId: string, toSend: ContactValues): Promise<Written> {
  const nothing = { saved: null, refused: null, failed: null }
  if (Object.keys(toSend).length === 0) return nothing
  const { contacts, session, facts } = at
  const first = await contacts.update(session, externalId, toSend, facts)
  if (first.ok) return { ...nothing, saved: first.value }
  const { error } = first
  if (error.kind !== 'rejected') return { ...nothing, failed: error }
  const names = error.fields.map(({ name }) => name).filter((name) => Object.hasOwn(toSend, name))
  const others = Object.entries(toSend).filter(([name]) => !names.includes(name))
  if (names.length === 0) return { ...nothing, failed: error }
  if (others.length === 0) return { ...nothing, refused: { names, error } }
  const second = await contacts.update(session, externalId, Object.fromEntries(others), facts)
  if (second.ok) return { saved: second.value, refused: { names, error }, failed: null }
  return { ...nothing, failed: second.error.kind === 'rejected' ? error : second.error }
}

async function conflictFields(
  at: Sending,
  change: Change,
  externalId: string,
  names: readonly string[],
  remote: ContactValues,
): Promise<ConflictField[]> {
  const { contacts, session, facts } = at
  // Who it was is worth telling, and no reason to stop.
  const told = await contacts.authorsOf(session, externalId, names, facts)
  const authors = told.ok ? told.value : new Map<string, never>()
  return names.map((name) => {
    const shown = (value: string) => ({ value, text: contacts.describeValue(facts, name, value).text })
    return {
      name,
      label: contacts.describeValue(facts, name, '').label,
      before: shown(valueIn(change.base, name)),
      yours: shown(valueIn(change.values, name)),
      theirs: shown(valueIn(remote, name)),
      theirsAtMs: authors.get(name)?.atMs ?? null,
      theirsBy: authors.get(name)?.by ?? null,
    }
  })
}

const bothSides = (change: Change, names: readonly string[], theirs: ContactValues): Version[] => [
  { key: change.key, origin: 'theirs', values: theirs },
  {
    key: change.key,
    origin: 'yours',
    values: { ...theirs, ...picked(change.values, names) },
  },
]

interface Outcome {
  readonly sent: readonly string[]
  readonly reasons: readonly { readonly names: readonly string[]; readonly reason: NeedReason }[]
  readonly remote: ContactValues
  readonly isSent: boolean
}

/**
 * The change as it ended, or, where something of it needs the user, a parked rest and a change of its own for what
 * was sent.
 */
function settled(at: Sending, change: Change, { sent, reasons, remote, isSent }: Outcome): Change[] {
  const end = isSent ? 'sent' : 'settled'
  const [first, ...others] = reasons
  if (first === undefined) return [ended(change, end, at.now())]
  const only = (names: readonly string[]): Pick<Change, 'values' | 'base' | 'shown'> => {
    const values = picked(change.values, names)
    return { values, base: picked(change.base, names), shown: shownBy(at.contacts, remote, values) }
  }
  const parkedAt = (of: Change, { names, reason }: Outcome['reasons'][number]): Change =>
    parked(of, reason, { ...only(names), sentCount: change.sentCount + sent.length, isChosen: false })
  const rest = [
    parkedAt(change, first),
    ...others.map((other) => parkedAt(at.splitOff(change, only(other.names)), other)),
  ]
  const done = sent.length === 0 ? [] : [ended(at.splitOff(change, only(sent)), end, at.now())]
  return [...rest, ...done]
}
