import { z } from 'zod'
import { text } from '../text.ts'
import { changeIdSchema } from './change-id.ts'
import { itemKeySchema } from './item.ts'

/** Names travel in lists that are separated by commas, and are keys of objects. */
export const isFieldName = (name: string): boolean =>
  /^[^\s,]{1,200}$/.test(name) && name !== '__proto__' && name.isWellFormed()

/** A field of a contact, by the provider's own name. */
export const contactFieldNameSchema = z.string().refine(isFieldName)

/** Values by the provider's names, as the provider writes them; an empty text means "not set". */
export const contactValuesSchema = z.record(contactFieldNameSchema, text(65_536))
export type ContactValues = Readonly<Record<string, string>>

/** What a field holds; empty where it is not set. Own names only: `constructor` is a possible one. */
export const valueIn = (values: ContactValues, name: string): string =>
  Object.hasOwn(values, name) ? (values[name] ?? '') : ''

/** One field of the contact form, as the account defines it. */
export const formFieldSchema = z.strictObject({
  name: contactFieldNameSchema,
  label: text(500),
  group: text(200).nullable(),
  /** `choices` holds several of the options, joined by `;`. A `flag` is `true` or `false`. */
  kind: z.enum([
    'text',
    'long-text',
    'number',
    'date',
    'time',
    'flag',
    'choice',
    'choices',
    'email',
    'phone',
    'address',
  ]),
  /** What may be chosen. `isHidden`: no longer offered, but shown where it is set. */
  options: z
    .array(z.strictObject({ value: text(1_000), label: text(1_000), isHidden: z.boolean() }))
    .max(20_000),
  /** Among the first that people look for. */
  isMain: z.boolean(),
  /** The account is known to refuse a new contact without it. */
  isRequired: z.boolean(),
  /** No two contacts have the same value. */
  isUnique: z.boolean(),
  /** Why it cannot be changed; null where it can. */
  readOnly: z.enum(['calculated', 'set-by-provider']).nullable(),
})
export type FormField = z.infer<typeof formFieldSchema>

/** The form of an account's contacts: main fields first, then by group. */
export const contactFormSchema = z.strictObject({
  fields: z.array(formFieldSchema).max(5_000),
  /** A new contact needs at least one of these. */
  needsOneOf: z.array(contactFieldNameSchema).max(20),
})
export type ContactForm = z.infer<typeof contactFormSchema>

/** A contact as the provider holds it now, with its raw JSON. */
export const contactRecordSchema = z.strictObject({
  key: itemKeySchema,
  externalId: text(200),
  values: contactValuesSchema,
  modifiedAtMs: z.int().nullable(),
  record: z.json(),
})
export type ContactRecord = z.infer<typeof contactRecordSchema>

/**
 * A contact as it is here, nobody asked: what was loaded, and over it what waits to be sent. `loaded` is null for a
 * contact that waits to be created.
 */
export const storedContactSchema = z.strictObject({
  key: itemKeySchema,
  name: z.string(),
  loaded: z
    .strictObject({
      values: contactValuesSchema,
      modifiedAtMs: z.int().nullable(),
      loadedAtMs: z.int(),
      record: z.json(),
    })
    .nullable(),
  /** With the changes laid over: what a form begins with. */
  values: contactValuesSchema,
  /** Fields that a change which is not sent yet sets. */
  changedFields: z.array(contactFieldNameSchema).max(5_000),
  /** The change that creates it, as long as that may still be rewritten; then the form rewrites it. */
  createdBy: z.strictObject({ id: changeIdSchema, revision: z.int() }).nullable(),
  isBeingDeleted: z.boolean(),
})
export type StoredContact = z.infer<typeof storedContactSchema>

/** A state of a contact that is kept on this computer. */
export const contactVersionSchema = z.strictObject({
  id: z.int(),
  atMs: z.int(),
  /**
   * `before`: as it was right before a change of ours was sent, `sent`: as the provider answered to it,
   * `theirs`: the provider's side of a conflict, `yours`: our side of it, `merged-away`: before it was merged.
   */
  origin: z.enum(['before', 'sent', 'theirs', 'yours', 'merged-away']),
  /** Whether the contact is like this now, with the changes laid over: there is nothing to set back. */
  isCurrent: z.boolean(),
  /** How it differs from the version before it, as a person reads it. */
  changes: z
    .array(z.strictObject({ name: text(200), label: text(500), from: text(2_000), to: text(2_000) }))
    .max(500),
})
export type ContactVersion = z.infer<typeof contactVersionSchema>

/** What a field holds, and what it is set back to. */
export const revertedFieldSchema = z.strictObject({
  name: text(200),
  label: text(500),
  now: text(2_000),
  then: text(2_000),
})
export type RevertedField = z.infer<typeof revertedFieldSchema>

/** What a merge would make of two contacts. Nothing is sent for it. */
export const mergePreviewSchema = z.strictObject({
  primary: z.strictObject({ key: itemKeySchema, name: z.string() }),
  other: z.strictObject({ key: itemKeySchema, name: z.string() }),
  /** Fields in which the two differ, as a person reads them. */
  fields: z
    .array(
      z.strictObject({
        name: text(200),
        label: text(500),
        primary: text(2_000),
        other: text(2_000),
        result: text(2_000),
      }),
    )
    .max(5_000),
})
export type MergePreview = z.infer<typeof mergePreviewSchema>
