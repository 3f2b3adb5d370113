import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { changeIdSchema, type ChangeId } from '../../shared/model/change-id.ts'
import { valueIn, type ContactValues } from '../../shared/model/contact.ts'
import { itemKey, type ItemKey } from '../../shared/model/item.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ContactEditing } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import type { Book } from './book.ts'
import { rewritten, type Change } from './change.ts'
import { contactHere, type ContactAccounts, type ContactHere } from './contact-here.ts'
import type { OutboxTimes } from './sending.ts'
import { stepsWith } from './settle.ts'
import { shownBy } from './shown-by.ts'
import type { Step } from './step.ts'
import { superseded } from './supersede.ts'

export interface EditPorts {
  readonly store: Store
  readonly book: Book
  readonly accounts: ContactAccounts
  readonly times: OutboxTimes
  readonly now: () => number
  readonly isSending: (id: ChangeId) => boolean
}

export interface Noted {
  readonly id: ChangeId
  readonly key: ItemKey
}

/** What the user does to contacts. Each is on the disk when it answers, and nothing of it is sent before. */
export interface Edits {
  create(accountId: AccountId, values: ContactValues): Promise<Result<Noted, AppError>>
  /** Sets fields; `base` is what they held when the user began. */
  update(key: ItemKey, values: ContactValues, base: ContactValues): Promise<Result<Noted, AppError>>
  /** Rewrites what an unsent creation sets. */
  amend(id: ChangeId, revision: number, values: ContactValues): Promise<Result<null, AppError>>
  remove(key: ItemKey, kind: 'delete' | 'erase'): Promise<Result<Noted, AppError>>
  merge(primary: ItemKey, other: ItemKey): Promise<Result<Noted, AppError>>
}

export function createEdits(ports: EditPorts): Edits {
  const { book, times, now } = ports
  const here = (key: ItemKey): ReturnType<typeof contactHere> => contactHere(ports, key)

  async function note(change: Change, besides: readonly Change[] = []): Promise<Result<Noted, AppError>> {
    const step = stepOf(change, book.nextSeq())
    const changes = [change, ...besides]
    const written = await book.write({
      changes,
      steps: stepsWith([...book.steps(), step], changes),
      removedSteps: otherFuture(book.steps()),
    })
    return written.ok ? ok({ id: change.id, key: change.key }) : written
  }

  return {
    create: (accountId, given) =>
      book.inTurn(async () => {
        const known = await ports.accounts.find(accountId)
        if (!known.ok) return known
        const { contacts, facts, account } = known.value
        const values = onlySet(given)
        const refused = refusedContact(contacts, facts, values)
        if (refused !== null) return err({ kind: 'invalid-request', detail: refused })
        const shown = contacts.shown(values)
        return note({
          ...blank(now(), book.nextSeq()),
          kind: 'create',
          providerId: account.providerId,
          accountId,
          key: itemKey(account.providerId, accountId, 'contact', `new-${randomUUID()}`),
          name: shown.name,
          values,
          shown,
        })
      }),

    update: (key, given, base) =>
      book.inTurn(async () => {
        const found = await here(key)
        if (!found.ok) return found
        const { contacts, facts, open } = found.value
        if (open.some(isRemoval)) return err({ kind: 'changed-meanwhile' })
        const values = Object.fromEntries(
          Object.entries(given).filter(([name, value]) => value !== valueIn(base, name)),
        )
        const refused = refusedField(contacts, facts, values)
        if (refused !== null) return err({ kind: 'invalid-request', detail: refused })
        if (Object.keys(values).length === 0) {
          return err({ kind: 'invalid-request', detail: 'nothing is changed' })
        }
        const change = updateOf(found.value, values, base, blank(now(), book.nextSeq()))
        const { own, others } = overParked(change, open, now())
        return note(own, others)
      }),

    amend: (id, revision, given) =>
      book.inTurn(async () => {
        const change = book.get(id)
        const isRewritable =
          change?.kind === 'create' && change.revision === revision && change.attempt === null
        if (!isRewritable || ports.isSending(id)) return err({ kind: 'changed-meanwhile' })
        const known = await ports.accounts.find(change.accountId)
        if (!known.ok) return known
        const { contacts, facts } = known.value
        const values = onlySet(given)
        const refused = refusedContact(contacts, facts, values)
        if (refused !== null) return err({ kind: 'invalid-request', detail: refused })
        const shown = contacts.shown(values)
        const amended = rewritten(change, {
          values,
          shown,
          name: shown.name,
          ...(change.state === 'needs-you' ? { state: 'waiting' as const, reason: null } : {}),
          attempts: 0,
          nextAtMs: null,
        })
        return book.write({ changes: [amended], steps: stepsWith(book.steps(), [amended]) })
      }),

    remove: (key, kind) =>
      book.inTurn(async () => {
        const found = await here(key)
        if (!found.ok) return found
        const { open, loaded } = found.value
        if (open.some(isRemoval)) {
          return err({ kind: 'changed-meanwhile' })
        }
        return note({
          ...blank(now(), book.nextSeq()),
          ...placeOf(found.value),
          kind,
          base: loaded?.values ?? {},
          notBeforeMs: now() + times.undoMs,
        })
      }),

    merge: (primaryKey, otherKey) =>
      book.inTurn(async () => {
        const [primary, other] = [await here(primaryKey), await here(otherKey)]
        if (!primary.ok) return primary
        if (!other.ok) return other
        const [one, two] = [primary.value, other.value]
        const isPossible = one.key !== two.key && one.account.id === two.account.id
        if (!isPossible || one.loaded === null || two.loaded === null) {
          return err({ kind: 'invalid-request', detail: 'not two contacts of one account' })
        }
        if ([...one.open, ...two.open].some(isRemoval)) return err({ kind: 'changed-meanwhile' })
        return note({
          ...blank(now(), book.nextSeq()),
          ...placeOf(one),
          kind: 'merge',
          otherKey: two.key,
          otherExternalId: two.externalId,
          otherName: two.name,
          base: one.loaded.values,
          otherBase: two.loaded.values,
          notBeforeMs: now() + times.undoMs,
        })
      }),
  }
}

/** A change that says nothing yet. */
export function blank(nowMs: number, seq: number): Omit<Change, 'providerId' | 'accountId' | 'key' | 'kind'> {
  return {
    id: changeIdSchema.parse(randomUUID()),
    seq,
    revision: 0,
    state: 'waiting',
    externalId: null,
    name: '',
    otherKey: null,
    otherExternalId: null,
    otherName: null,
    madeAtMs: nowMs,
    endedAtMs: null,
    notBeforeMs: null,
    values: {},
    base: {},
    otherBase: null,
    shown: {},
    attempts: 0,
    nextAtMs: null,
    lastError: null,
    attempt: null,
    reason: null,
    isChosen: false,
    sentCount: 0,
    stepId: randomUUID(),
  }
}

/** An update of a contact that is here; `base` says what the fields held when the user began. */
export function updateOf(
  here: ContactHere,
  values: ContactValues,
  base: ContactValues,
  begun: ReturnType<typeof blank>,
): Change {
  return {
    ...begun,
    ...placeOf(here),
    kind: 'update',
    values,
    base: Object.fromEntries(Object.keys(values).map((name) => [name, valueIn(base, name)])),
    shown: shownBy(here.contacts, here.values, values),
  }
}

export const placeOf = (
  here: ContactHere,
): Pick<Change, 'providerId' | 'accountId' | 'key' | 'externalId' | 'name'> => ({
  providerId: here.account.providerId,
  accountId: here.account.id,
  key: here.key,
  externalId: here.externalId,
  name: here.name,
})

/** A new edit makes another future than the one that could have been done again. */
export const otherFuture = (steps: readonly Step[]): string[] =>
  steps.filter(({ state }) => state === 'undone').map(({ id }) => id)

/** A step of one change. */
export function stepOf(change: Change, seq: number, groupId: string | null = null): Step {
  const { stepId, accountId, kind, name } = change
  return { id: stepId, seq, groupId, accountId, kind, name, state: 'done', parts: [], undoneBy: [] }
}

/** What waits for the user in the same fields is answered by a new edit of them. */
export function overParked(
  change: Change,
  open: readonly Change[],
  nowMs: number,
): { readonly own: Change; readonly others: readonly Change[] } {
  const parked = open.filter(({ kind, state }) => kind === 'update' && state === 'needs-you')
  const resolved = superseded(parked, [change], nowMs)
  const own = resolved.find(({ id }) => id === change.id) ?? change
  return {
    own: { ...own, revision: 0 },
    others: resolved.filter((one) => one.id !== change.id && !parked.includes(one)),
  }
}

export const isRemoval = ({ kind }: Change): boolean =>
  kind === 'delete' || kind === 'erase' || kind === 'merge'

const onlySet = (values: ContactValues): ContactValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))

/** Why no contact can be made of these values; null where one can. */
function refusedContact(
  contacts: ContactEditing,
  facts: ContactHere['facts'],
  values: ContactValues,
): string | null {
  const isEnough = contacts.form(facts).needsOneOf.some((name) => valueIn(values, name) !== '')
  return isEnough ? refusedField(contacts, facts, values) : 'too little for a contact'
}

/** Why a field cannot be set by anybody; null where all can. */
export function refusedField(
  contacts: ContactEditing,
  facts: ContactHere['facts'],
  values: ContactValues,
): string | null {
  const fixed = contacts.form(facts).fields.filter(({ readOnly }) => readOnly !== null)
  const name = fixed.find((field) => Object.hasOwn(values, field.name))?.name
  return name === undefined ? null : `${name} is read-only`
}
