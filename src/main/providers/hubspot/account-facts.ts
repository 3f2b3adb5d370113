import { z } from 'zod'
import { contactFieldNameSchema } from '../../../shared/model/contact.ts'
import type { CrmType } from './object-types.ts'

/** A property as the app keeps it: what is needed to choose, show and edit its values. */
export const definitionSchema = z.object({
  name: contactFieldNameSchema,
  label: z.string(),
  group: z.string().nullable(),
  /** `bool`, `date`, `datetime`, `enumeration`, `number`, `phone_number`, `string` and others. */
  type: z.string(),
  /** How its values are entered: `checkbox` takes several at once. */
  fieldType: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string(), isHidden: z.boolean().default(false) })),
  isCalculated: z.boolean(),
  isReadOnly: z.boolean(),
  isHidden: z.boolean(),
  isHubSpotDefined: z.boolean(),
  hasUniqueValue: z.boolean(),
  hasExternalOptions: z.boolean(),
  /** `OWNER` where the values are ids of owners; then the list of options is empty. */
  referencedObjectType: z.string().nullable(),
})
export type PropertyDefinition = z.infer<typeof definitionSchema>

/** Whether a number counts nothing: written as a quantity it could not be looked for any more. */
export const isIdentifier = ({ name, hasUniqueValue }: PropertyDefinition): boolean =>
  hasUniqueValue || /(^|_)id$/.test(name)

const labelledSchema = z.object({ id: z.string(), label: z.string() })
export const pipelineSchema = labelledSchema.extend({ stages: z.array(labelledSchema) })

const ownerSchema = z.object({
  name: z.string(),
  email: z.string().nullable(),
  isArchived: z.boolean(),
  /** By which histories of values name the person; another number than the owner's id. */
  userId: z.string().nullable().default(null),
})
export type Owner = z.infer<typeof ownerSchema>

/** Names of what is kept of an account besides its records. */
export const propertiesFact = (type: CrmType): string => `properties:${type}`
export const groupsFact = (type: CrmType): string => `groups:${type}`
export const ownersFact = 'owners'
export const pipelinesFact = 'pipelines:deal'
/** The account's own currency, as three letters; null where it does not say. */
export const currencyFact = 'currency'
/** Fields without which the account has refused a contact. */
export const requiredFact = 'required:contact'
/** What could not be asked for, and the scopes that it takes; null once it could. */
export const missingFact = (what: string): string => `missing:${what}`

/** What an older version kept, or nobody did yet, reads as nothing. */
const read =
  <Schema extends z.ZodType>(schema: Schema, nothing: z.output<Schema>) =>
  (fact: unknown): z.output<Schema> => {
    const parsed = schema.safeParse(fact)
    return parsed.success ? parsed.data : nothing
  }

export const readDefinitions = read(z.array(definitionSchema), [])
export const readGroups = read(z.array(labelledSchema), [])
/** By the id that records have in `hubspot_owner_id`. */
export const readOwners = read(z.record(z.string(), ownerSchema), {})
export const readRequired = read(z.array(z.string()), [])
export const readPipelines = read(z.array(pipelineSchema), [])
