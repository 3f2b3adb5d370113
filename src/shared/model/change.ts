import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { text } from '../text.ts'
import { accountIdSchema } from './account.ts'
import { changeIdSchema } from './change-id.ts'
import { contactFieldNameSchema, contactValuesSchema } from './contact.ts'
import { itemKeySchema } from './item.ts'
import { changeKindSchema } from './pending-mark.ts'
import { providerIdSchema } from './provider.ts'

/**
 * `waiting` goes out as soon as it can, `sending` is on its way, `held` waits for the user's word, `needs-you`
 * cannot go on without the user. The last three are over: `sent`, `discarded` by the user, `settled` without
 * anything sent (both sides had come to the same).
 */
export const changeStateSchema = z.enum([
  'waiting',
  'sending',
  'held',
  'needs-you',
  'sent',
  'discarded',
  'settled',
])
export type ChangeState = z.infer<typeof changeStateSchema>

/** A value and how a person reads it (a label in the place of an id). */
const shownValueSchema = z.strictObject({ value: text(65_536), text: text(2_000) })

/** Fields that one reason names; an edit with more conflicts is taken apart. */
export const mostReasonFields = 500

/** One field on which both sides disagree. */
export const conflictFieldSchema = z.strictObject({
  name: contactFieldNameSchema,
  label: text(500),
  before: shownValueSchema,
  yours: shownValueSchema,
  theirs: shownValueSchema,
  /** When and by whom the provider's value was set; null where it does not say. */
  theirsAtMs: z.int().nullable(),
  theirsBy: text(200).nullable(),
})
export type ConflictField = z.infer<typeof conflictFieldSchema>

const tag = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind) })

/** Why a change cannot go on without the user. */
export const needReasonSchema = z.discriminatedUnion('kind', [
  /** Both sides changed the same fields. `isAgain`: a side moved after the user had chosen. */
  tag('conflict').extend({
    fields: z.array(conflictFieldSchema).min(1).max(mostReasonFields),
    /** Fields of the same edit that went through without trouble. */
    sentCount: z.int(),
    isAgain: z.boolean(),
  }),
  /** The provider did not accept values; `fields` names those that it told us about. */
  tag('refused').extend({
    message: text(2_000),
    fields: z.array(z.strictObject({ name: text(200), label: text(500), message: text(1_000) })).max(200),
    sentCount: z.int(),
  }),
  /** The record is no longer at the provider. */
  tag('deleted-there'),
  /** The record was merged into another one. */
  tag('merged-there').extend({ currentKey: itemKeySchema, currentName: text(500) }),
  /** The other record of a merge was deleted, or merged into a third one; the one that stays is as it was. */
  tag('other-gone'),
  /** A contact with this value exists. `existingKey` null: the provider did not say which. */
  tag('already-exists').extend({
    existingKey: itemKeySchema.nullable(),
    existingName: text(500).nullable(),
  }),
  /** The record was changed after the user asked to delete or merge it. */
  tag('changed-there').extend({
    fields: z
      .array(z.strictObject({ name: text(200), label: text(500), before: text(2_000), now: text(2_000) }))
      .max(mostReasonFields),
  }),
  /** Whether the provider created the contact is not known; `candidates` may be the one. */
  tag('outcome-unknown').extend({
    candidates: z.array(z.strictObject({ key: itemKeySchema, name: text(500) })).max(20),
  }),
  tag('missing-permission').extend({ scopes: z.array(text(200)).max(50) }),
  tag('failed').extend({ error: appErrorSchema, reference: text(40) }),
])
export type NeedReason = z.infer<typeof needReasonSchema>

/** What a waiting change waits for; `untilMs` where that is known. */
export const waitReasonSchema = z.strictObject({
  for: z.enum([
    /** The seconds in which a deletion can be taken back. */
    'undo',
    'network',
    'working-offline',
    'limit',
    'provider',
    'reconnect',
    'paused',
    /** An edit of the same record that was made before. */
    'earlier-change',
    /** Whether an attempt to create it was successful is being found out. */
    'outcome',
    'turn',
  ]),
  untilMs: z.int().nullable(),
})
export type WaitReason = z.infer<typeof waitReasonSchema>

export const mostFieldsShown = 5_000

/** A change as the outbox shows it. */
export const changeViewSchema = z.strictObject({
  id: changeIdSchema,
  /** Counts how often it was rewritten: a choice is refused when it was made over an older one. */
  revision: z.int(),
  kind: changeKindSchema,
  state: changeStateSchema,
  providerId: providerIdSchema,
  accountId: accountIdSchema,
  /** The record's; one that waits to be created has a key of its own until the provider has named it. */
  key: itemKeySchema,
  name: text(500),
  /** The record that a merge takes in. */
  otherKey: itemKeySchema.nullable(),
  otherName: text(500).nullable(),
  madeAtMs: z.int(),
  /** When it was sent, discarded or settled. */
  endedAtMs: z.int().nullable(),
  /** What it sets; `before` is empty for a new contact. */
  fields: z
    .array(
      z.strictObject({
        name: contactFieldNameSchema,
        label: text(500),
        before: text(2_000),
        after: text(2_000),
      }),
    )
    .max(mostFieldsShown),
  waitsFor: waitReasonSchema.nullable(),
  /** How often it was sent in vain, and what came of the last time. */
  attempts: z.int(),
  lastError: appErrorSchema.nullable(),
  reason: needReasonSchema.nullable(),
})
export type ChangeView = z.infer<typeof changeViewSchema>

/** How much is not sent yet. */
export const outboxCountsSchema = z.strictObject({
  waitingCount: z.int(),
  needsYouCount: z.int(),
  /** Both, by account. */
  byAccount: z.array(z.strictObject({ accountId: accountIdSchema, count: z.int() })).max(1_000),
})
export type OutboxCounts = z.infer<typeof outboxCountsSchema>

/** What the outbox holds. The newest come first; counts are of all. */
export const outboxSchema = outboxCountsSchema.extend({
  waiting: z.array(changeViewSchema).max(500),
  needsYou: z.array(changeViewSchema).max(500),
  /** Sent, settled or discarded since midnight. */
  today: z.array(changeViewSchema).max(500),
  todayCount: z.int(),
  /** What Undo and Redo would do; null where there is nothing. */
  undo: z.strictObject({ kind: changeKindSchema, name: text(500), count: z.int() }).nullable(),
  redo: z.strictObject({ kind: changeKindSchema, name: text(500), count: z.int() }).nullable(),
})
export type Outbox = z.infer<typeof outboxSchema>

/** The user's word about a change that needs it. */
export const resolutionSchema = z.discriminatedUnion('kind', [
  /** A value for each field in conflict; the provider's own value means that it is to stay. */
  tag('values').extend({ values: contactValuesSchema }),
  /**
   * `already-exists`: add the values to the contact that exists; `merged-there`: apply it to the one that the record
   * became; `changed-there`: delete or merge nevertheless.
   */
  tag('go-on'),
  /** `deleted-there`, `outcome-unknown`: create the contact (again). */
  tag('create-again'),
  /** `outcome-unknown`: this is the contact. */
  tag('adopt').extend({ key: itemKeySchema }),
])
export type Resolution = z.infer<typeof resolutionSchema>
