import { z } from 'zod'
import { appErrorSchema } from '../../shared/errors.ts'
import { accountIdSchema } from '../../shared/model/account.ts'
import { changeIdSchema } from '../../shared/model/change-id.ts'
import { needReasonSchema } from '../../shared/model/change.ts'
import { contactValuesSchema } from '../../shared/model/contact.ts'
import { itemKeySchema } from '../../shared/model/item.ts'
import { changeKindSchema } from '../../shared/model/pending-mark.ts'
import { providerIdSchema } from '../../shared/model/provider.ts'
import type { StoredChange } from '../../shared/outbox-protocol.ts'

/** Values of the columns of the list that a change gives its record; those that it leaves alone are absent. */
const shownSchema = z.strictObject({
  name: z.string().optional(),
  email: z.string().nullable().optional(),
  organisation: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
})

/** An edit as the outbox keeps it. Times are epoch ms of this computer unless they say otherwise. */
const changeSchema = z.strictObject({
  id: changeIdSchema,
  seq: z.int(),
  /** Counts how often it was rewritten, so that a choice made over an older state of it is refused. */
  revision: z.int(),
  kind: changeKindSchema,
  /** That it is on its way is known in memory alone: after a crash it waits again. */
  state: z.enum(['waiting', 'held', 'needs-you', 'sent', 'discarded', 'settled']),
  providerId: providerIdSchema,
  accountId: accountIdSchema,
  key: itemKeySchema,
  /** The provider's id of the record; null until the provider has created it. */
  externalId: z.string().nullable(),
  name: z.string(),
  /** The record that a merge takes in. */
  otherKey: itemKeySchema.nullable(),
  otherExternalId: z.string().nullable(),
  otherName: z.string().nullable(),
  madeAtMs: z.int(),
  endedAtMs: z.int().nullable(),
  /** It is not sent before: so long it can be taken back. */
  notBeforeMs: z.int().nullable(),
  /** What a creation or an update sets. */
  values: contactValuesSchema,
  /**
   * What the user saw before: of an update the fields that it sets, of a deletion or a merge all that the record
   * held, whose counterpart for the other record is `otherBase`.
   */
  base: contactValuesSchema,
  otherBase: contactValuesSchema.nullable(),
  shown: shownSchema,
  /** Failed sendings in a row. */
  attempts: z.int(),
  nextAtMs: z.int().nullable(),
  lastError: appErrorSchema.nullable(),
  /**
   * A creation was sent and nobody knows what came of it. `serverMs` is the provider's time before the first such
   * sending, `localMs` this computer's time of the last one.
   */
  attempt: z.strictObject({ serverMs: z.int(), localMs: z.int() }).nullable(),
  reason: needReasonSchema.nullable(),
  /** The user has decided about a conflict, so that another one is news. */
  isChosen: z.boolean(),
  /** Fields of it that were sent already, in a change of their own. */
  sentCount: z.int(),
  /** What Undo takes back with it. */
  stepId: z.string(),
})
export type Change = z.infer<typeof changeSchema>

export const isOver = ({ state }: Pick<Change, 'state'>): boolean =>
  state === 'sent' || state === 'discarded' || state === 'settled'

export const toStoredChange = (change: Change): StoredChange => ({
  id: change.id,
  seq: change.seq,
  accountId: change.accountId,
  key: change.key,
  endedAtMs: change.endedAtMs,
  body: JSON.stringify(change),
})

/** Throws where the text is not one of ours: then the file is not what it was when it was written. */
export const fromStoredChange = ({ body }: StoredChange): Change => changeSchema.parse(JSON.parse(body))

/** The same change, rewritten: what was decided about the older state of it does not hold any more. */
export const rewritten = (change: Change, differences: Partial<Change>): Change => ({
  ...change,
  ...differences,
  revision: change.revision + 1,
})

/** Sent as soon as it can be, whatever was in its way. */
export const again = (change: Change): Change =>
  rewritten(change, { state: 'waiting', reason: null, attempts: 0, nextAtMs: null })

/**
 * A change of a record that goes on at another place. If it waits for the user because the record was gone from the
 * old one, that is no question any more.
 */
export function movedTo(change: Change, place: Partial<Pick<Change, 'key' | 'externalId'>>): Change {
  const wasGone = change.reason?.kind === 'deleted-there' || change.reason?.kind === 'merged-there'
  return { ...(wasGone ? again(change) : change), ...place }
}

/** The change over and done with. */
export const ended = (change: Change, state: 'sent' | 'discarded' | 'settled', nowMs: number): Change =>
  rewritten(change, {
    state,
    endedAtMs: nowMs,
    reason: null,
    attempt: null,
    nextAtMs: null,
    // What a merge took in has its own copy, which goes with it when it is erased.
    otherBase: null,
  })

/** Whether it sets a field, as creations and updates do. */
export const sets = (change: Change, name: string): boolean => Object.hasOwn(change.values, name)
