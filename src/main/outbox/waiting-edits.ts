import { assertNever } from '../../shared/assert-never.ts'
import type { AppError } from '../../shared/errors.ts'
import type { ChangeId } from '../../shared/model/change-id.ts'
import type { Resolution } from '../../shared/model/change.ts'
import { valueIn, type ContactValues } from '../../shared/model/contact.ts'
import { itemKeyParts, type ItemKey } from '../../shared/model/item.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { again, ended, movedTo, rewritten, sets, type Change } from './change.ts'
import { contactHere } from './contact-here.ts'
import { updateOf, type EditPorts } from './edits.ts'
import { stepsWith } from './settle.ts'
import { shownBy } from './shown-by.ts'
import { readVersion, toNewVersion } from './version.ts'
import { picked } from './picked.ts'

/** What the user decides about changes that are not over. `changed-meanwhile` where one is on its way, or over. */
export interface WaitingEdits {
  hold(ids: readonly ChangeId[]): Promise<Result<null, AppError>>
  release(ids: readonly ChangeId[]): Promise<Result<null, AppError>>
  /** All of them, or none. */
  discard(ids: readonly ChangeId[]): Promise<Result<null, AppError>>
  retry(ids: readonly ChangeId[]): Promise<Result<null, AppError>>
  resolve(id: ChangeId, revision: number, resolution: Resolution): Promise<Result<null, AppError>>
}

export function createWaitingEdits(ports: EditPorts): WaitingEdits {
  const { book } = ports

  const write = (changes: readonly Change[]): Promise<Result<null, AppError>> =>
    book.write({ changes, steps: stepsWith(book.steps(), changes) })

  /** The changes of these ids, if each of them is still to be decided about. */
  function decidable(ids: readonly ChangeId[]): Change[] | null {
    const changes = ids.flatMap((id) => book.get(id) ?? [])
    return changes.length === ids.length && !ids.some(ports.isSending) ? changes : null
  }

  const withEach = (
    ids: readonly ChangeId[],
    next: (change: Change) => Change,
  ): Promise<Result<null, AppError>> =>
    book.inTurn(async () => {
      const changes = decidable(ids)
      return changes === null ? err({ kind: 'changed-meanwhile' }) : write(changes.map(next))
    })

  return {
    hold: (ids) =>
      withEach(ids, (change) => (change.state === 'waiting' ? rewritten(change, { state: 'held' }) : change)),
    release: (ids) =>
      withEach(ids, (change) =>
        change.state === 'held' ? rewritten(change, { state: 'waiting', nextAtMs: null }) : change,
      ),
    // The loss of what somebody else has changed is agreed to by `resolve` alone, over the very state that was shown.
    retry: (ids) =>
      withEach(ids, (change) => (change.reason?.kind === 'changed-there' ? change : again(change))),
    discard: (ids) =>
      book.inTurn(async () => {
        const changes = decidable(ids)
        return changes === null ? err({ kind: 'changed-meanwhile' }) : write(discarded(ports, changes))
      }),

    resolve: (id, revision, resolution) =>
      book.inTurn(async () => {
        const change = book.get(id)
        if (change?.state !== 'needs-you' || change.revision !== revision) {
          return err({ kind: 'changed-meanwhile' })
        }
        // Where the record is to go on at another place, nothing of it may come back from the old one.
        const own = book.openOf(change.key)
        if (resolution.kind !== 'values' && own.some((one) => ports.isSending(one.id))) {
          return err({ kind: 'changed-meanwhile' })
        }
        const next = await resolved(ports, change, resolution)
        if (!next.ok) return next
        const { changes, versions = [], renamed = [] } = next.value
        return book.write({
          changes,
          versions,
          renamed,
          steps: stepsWith(book.steps(), changes),
        })
      }),
  }
}

/**
 * Changes that the user lets go, and the later ones that rested on them: what was seen before those is what was seen
 * before the discarded one, and without its creation a record has no changes at all.
 */
export function discarded(ports: Pick<EditPorts, 'book' | 'now'>, changes: readonly Change[]): Change[] {
  const next = new Map<ChangeId, Change>()
  // The newest first, so that a later one is led back past all of them.
  for (const change of changes.toSorted((a, b) => b.seq - a.seq)) {
    next.set(change.id, ended(change, 'discarded', ports.now()))
    for (const open of ports.book.openOf(change.key)) {
      if (open.seq <= change.seq || changes.includes(open)) continue
      const later = next.get(open.id) ?? open
      if (change.kind === 'create') next.set(open.id, ended(later, 'discarded', ports.now()))
      else if (change.kind === 'update' && later.kind === 'update') {
        next.set(open.id, rebased(later, change))
      }
    }
  }
  return [...next.values()]
}

function rebased(later: Change, change: Change): Change {
  const names = Object.keys(later.base).filter(
    (name) => sets(change, name) && valueIn(later.base, name) === valueIn(change.values, name),
  )
  if (names.length === 0) return later
  const base = picked(change.base, names)
  return rewritten(later, { base: { ...later.base, ...base } })
}

interface Resolved {
  readonly changes: readonly Change[]
  readonly versions?: readonly ReturnType<typeof toNewVersion>[]
  readonly renamed?: readonly { readonly from: ItemKey; readonly to: ItemKey }[]
}

async function resolved(
  ports: EditPorts,
  change: Change,
  resolution: Resolution,
): Promise<Result<Resolved, AppError>> {
  const { reason } = change
  const notPossible = err<AppError>({ kind: 'changed-meanwhile' })
  switch (resolution.kind) {
    case 'values':
      if (reason?.kind !== 'conflict') return notPossible
      return chosen(ports, change, reason.fields, resolution.values)
    case 'go-on':
      switch (reason?.kind) {
        case 'already-exists':
          return reason.existingKey === null ? notPossible : added(ports, change, reason.existingKey)
        case 'merged-there':
          return moved(ports, change, reason.currentKey)
        case 'changed-there':
          return ok({ changes: [again(change)] })
        default:
          return notPossible
      }
    case 'create-again':
      if (reason?.kind === 'outcome-unknown') return ok({ changes: [{ ...again(change), attempt: null }] })
      return reason?.kind === 'deleted-there' ? createdAgain(ports, change) : notPossible
    case 'adopt': {
      if (reason?.kind !== 'outcome-unknown') return notPossible
      const isOffered = reason.candidates.some(({ key }) => key === resolution.key)
      return isOffered ? adopted(ports, change, resolution.key) : notPossible
    }
    default:
      return assertNever(resolution)
  }
}

/** The user's value for each field in conflict, over the provider's as it was shown. */
async function chosen(
  ports: EditPorts,
  change: Change,
  fields: Extract<Change['reason'], { kind: 'conflict' }>['fields'],
  values: ContactValues,
): Promise<Result<Resolved, AppError>> {
  if (fields.some(({ name }) => !Object.hasOwn(values, name))) return err({ kind: 'changed-meanwhile' })
  const wanted = fields.filter(({ name, theirs }) => values[name] !== theirs.value)
  // The provider's side is kept everywhere: nothing is left to be sent.
  if (wanted.length === 0) return ok({ changes: [ended(change, 'settled', ports.now())] })
  const set = Object.fromEntries(wanted.map(({ name }) => [name, values[name] ?? '']))
  const base = Object.fromEntries(wanted.map(({ name, theirs }) => [name, theirs.value]))
  const here = await contactHere(ports, change.key)
  const shown = here.ok ? updateOf(here.value, set, base, { ...change }).shown : change.shown
  return ok({ changes: [{ ...again(change), values: set, base, shown, isChosen: true }] })
}

/** A creation becomes an edit of the contact that exists: empty fields are filled, others are a conflict. */
async function added(
  ports: EditPorts,
  change: Change,
  existingKey: ItemKey,
): Promise<Result<Resolved, AppError>> {
  const known = await ports.accounts.find(change.accountId)
  if (!known.ok) return known
  const here = await contactHere(ports, existingKey)
  const shown = shownBy(known.value.contacts, here.ok ? here.value.values : {}, change.values)
  const externalId = itemKeyParts(existingKey)?.externalId ?? null
  const place = { key: existingKey, externalId }
  const later = ports.book.openOf(change.key).filter(({ id }) => id !== change.id)
  const base = Object.fromEntries(Object.keys(change.values).map((name) => [name, '']))
  const asUpdate = { ...again(change), ...place, kind: 'update' as const, base, shown }
  // An edit whose address another contact has: what it sets is offered to that one, and the others stay where they are.
  if (change.kind !== 'create') return ok({ changes: [asUpdate] })
  return ok({
    changes: [asUpdate, ...later.map((one) => movedTo(one, place))],
    renamed: [{ from: change.key, to: existingKey }],
  })
}

/** The record that was merged goes on as another one. */
function moved(ports: EditPorts, change: Change, key: ItemKey): Result<Resolved, AppError> {
  const place = { key, externalId: itemKeyParts(key)?.externalId ?? null }
  const all = ports.book.openOf(change.key)
  return ok({
    changes: all.map((one) => (one.id === change.id ? { ...again(one), ...place } : movedTo(one, place))),
    renamed: [{ from: change.key, to: key }],
  })
}

/** A contact that was deleted there comes to be again, with all that was known of it and the edit over it. */
async function createdAgain(ports: EditPorts, change: Change): Promise<Result<Resolved, AppError>> {
  const known = await ports.accounts.find(change.accountId)
  if (!known.ok) return known
  const { contacts, facts } = known.value
  const versions = await ports.store.call('versionsOf', { key: change.key, limit: 1 })
  const here = await ports.store.call('getItem', { key: change.key })
  const record = here.ok && here.value !== null ? (JSON.parse(here.value.record) as unknown) : null
  const last = versions.ok ? versions.value[0] : undefined
  const kept =
    record !== null ? contacts.valuesOf(record) : last === undefined ? {} : readVersion(last.body).values
  const editable = new Set(
    contacts
      .form(facts)
      .fields.filter(({ readOnly }) => readOnly === null)
      .map(({ name }) => name),
  )
  const values = Object.fromEntries(
    Object.entries({ ...kept, ...change.values }).filter(
      ([name, value]) => editable.has(name) && value !== '',
    ),
  )
  const others = ports.book.openOf(change.key).filter(({ id }) => id !== change.id)
  return ok({
    changes: [
      {
        ...again(change),
        // Before all others, which go on at the contact that it makes.
        seq: Math.min(change.seq, ...others.map(({ seq }) => seq - 1)),
        kind: 'create',
        values,
        base: {},
        externalId: null,
        attempt: null,
        shown: contacts.shown(values),
      },
      ...others.map((one) => movedTo(one, { externalId: null })),
    ],
  })
}

async function adopted(ports: EditPorts, change: Change, key: ItemKey): Promise<Result<Resolved, AppError>> {
  const place = { key, externalId: itemKeyParts(key)?.externalId ?? null }
  const later = ports.book.openOf(change.key).filter(({ id }) => id !== change.id)
  return ok({
    changes: [
      ended({ ...change, ...place }, 'sent', ports.now()),
      ...later.map((one) => movedTo(one, place)),
    ],
    versions: [toNewVersion({ key, origin: 'sent', values: change.values }, change.accountId, ports.now())],
    renamed: [{ from: change.key, to: key }],
  })
}
