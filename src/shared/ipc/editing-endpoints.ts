import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { accountIdSchema } from '../model/account.ts'
import { changeIdSchema } from '../model/change-id.ts'
import { outboxCountsSchema, outboxSchema, resolutionSchema } from '../model/change.ts'
import {
  contactFieldNameSchema,
  contactFormSchema,
  contactRecordSchema,
  contactValuesSchema,
  contactVersionSchema,
  mergePreviewSchema,
  revertedFieldSchema,
  storedContactSchema,
} from '../model/contact.ts'
import { draftIdSchema, draftSchema } from '../model/draft.ts'
import { itemKeySchema } from '../model/item.ts'
import { undoneSchema } from '../model/undone.ts'
import { text } from '../text.ts'
import { endpoint } from './endpoint.ts'

const nothing = z.strictObject({})
const ofAccount = z.strictObject({ accountId: accountIdSchema })
const ofContact = z.strictObject({ accountId: accountIdSchema, externalId: text(200).min(1) })
const ofItem = z.strictObject({ key: itemKeySchema })
const ofTwo = z.strictObject({ primary: itemKeySchema, other: itemKeySchema })
const ofChanges = z.strictObject({ ids: z.array(changeIdSchema).min(1).max(100_000) })

/** The change that was noted, and the record that it is about. */
const noted = z.strictObject({ id: changeIdSchema, key: itemKeySchema })
const undone = undoneSchema.nullable()

/** Answers from memory or the local store. */
const local = { maxInputBytes: 8_192, timeoutMs: 30_000 }
/** May wait for a provider; its own deadline is shorter, so that this one is the last resort. */
const remote = { maxInputBytes: 8_192, timeoutMs: 120_000 }
/** Carries what was typed: a field holds up to 64 KB. */
const edit = { maxInputBytes: 1_000_000, timeoutMs: 30_000 }
/** Names many changes. */
const many = { maxInputBytes: 5_000_000, timeoutMs: 30_000 }

/** Endpoints of contacts and of what waits to be sent; a part of the table in `contract.ts`. */
export const editingEndpoints = {
  /** Changes are noted in the outbox before these answer, and sent from there. */
  contacts: {
    /** What the account's contacts are made of; from what was loaded. */
    form: endpoint({ input: ofAccount, output: contactFormSchema, ...local }),
    /** The contact as it is here; `not-found` where it is not. */
    stored: endpoint({ input: ofItem, output: storedContactSchema, ...local }),
    /** Fetches fresh from the provider, and keeps it. */
    read: endpoint({ input: ofContact, output: contactRecordSchema, ...remote }),
    /** Looks at the provider for an id or an e-mail address, and keeps what is found. */
    find: endpoint({
      input: ofAccount.extend({ text: text(320).min(1) }),
      output: contactRecordSchema,
      ...remote,
    }),
    create: endpoint({
      input: ofAccount.extend({ values: contactValuesSchema }),
      output: noted,
      ...edit,
    }),
    /** Sets the given fields; `base` is what they held when the user began. */
    update: endpoint({
      input: ofItem.extend({ values: contactValuesSchema, base: contactValuesSchema }),
      output: noted,
      ...edit,
    }),
    /**
     * Sets one field of many contacts, over what each is shown with now; an empty text clears it. All calls of one edit
     * name the `stepId` that the first one answered, and are undone as one. Contacts that cannot be edited are named in
     * `failed`, and the others are edited all the same. `changed-meanwhile`: the edit was undone before this part of it.
     */
    updateMany: endpoint({
      input: ofAccount.extend({
        keys: z.array(itemKeySchema).min(1).max(500),
        field: contactFieldNameSchema,
        value: text(65_536),
        stepId: z.uuid().nullable(),
      }),
      output: z.strictObject({
        stepId: z.uuid(),
        changed: z.int(),
        unchanged: z.int(),
        failed: z.array(z.strictObject({ key: itemKeySchema, error: appErrorSchema })).max(500),
      }),
      ...edit,
    }),
    /** Rewrites what an unsent creation sets. `changed-meanwhile`: it is on its way, or over. */
    amend: endpoint({
      input: z.strictObject({ id: changeIdSchema, revision: z.int(), values: contactValuesSchema }),
      output: nothing,
      ...edit,
    }),
    /** Is sent after ten seconds. */
    remove: endpoint({ input: ofItem, output: noted, ...local }),
    /** Deletes for good; what is kept of the contact here goes too. Is sent after ten seconds. */
    erase: endpoint({ input: ofItem, output: noted, ...local }),
    previewMerge: endpoint({ input: ofTwo, output: mergePreviewSchema, ...local }),
    /** Is sent after ten seconds. */
    merge: endpoint({ input: ofTwo, output: noted, ...local }),
    /** The states that are kept of it, newest first. */
    versions: endpoint({ input: ofItem, output: z.array(contactVersionSchema).max(100), ...local }),
    /** What {@link revert} would change, as a person reads it. */
    previewRevert: endpoint({
      input: ofItem.extend({ version: z.int() }),
      output: z.array(revertedFieldSchema).max(5_000),
      ...local,
    }),
    /** Sets every field that differs to what it was; null where none does. */
    revert: endpoint({
      input: ofItem.extend({ version: z.int() }),
      output: z.strictObject({ id: changeIdSchema.nullable() }),
      ...local,
    }),
  },
  outbox: {
    get: endpoint({ input: nothing, output: outboxSchema, ...local }),
    /** Little enough to be asked for while many changes go out. */
    getCounts: endpoint({ input: nothing, output: outboxCountsSchema, ...local }),
    /** They are not sent until {@link release}. */
    hold: endpoint({ input: ofChanges, output: nothing, ...many }),
    release: endpoint({ input: ofChanges, output: nothing, ...many }),
    /** `changed-meanwhile`: one is on its way, or over. Then none is discarded. */
    discard: endpoint({ input: ofChanges, output: nothing, ...many }),
    /** Tries at once, also what was refused. */
    retry: endpoint({ input: ofChanges, output: nothing, ...many }),
    /** `changed-meanwhile`: it is no longer what the user chose about. */
    resolve: endpoint({
      input: z.strictObject({ id: changeIdSchema, revision: z.int(), resolution: resolutionSchema }),
      output: nothing,
      ...edit,
    }),
    /**
     * Takes the newest step back: what was not sent is discarded, what was sent is changed back where nobody else
     * has changed it since. Answers what was done; null where nothing was left to undo.
     */
    undo: endpoint({ input: nothing, output: undone, ...local }),
    redo: endpoint({ input: nothing, output: undone, ...local }),
  },
  /** What was typed and not saved: kept as it is typed. */
  drafts: {
    get: endpoint({ input: z.strictObject({ id: draftIdSchema }), output: draftSchema.nullable(), ...local }),
    put: endpoint({ input: draftSchema.omit({ atMs: true }), output: nothing, ...edit }),
    remove: endpoint({ input: z.strictObject({ id: draftIdSchema }), output: nothing, ...local }),
  },
} as const
