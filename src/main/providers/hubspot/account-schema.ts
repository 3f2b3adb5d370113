import { z } from 'zod'
import { lenient } from '../../http/lenient.ts'
import { definitionSchema, pipelineSchema, type Owner, type PropertyDefinition } from './account-facts.ts'

const optionSchema = z
  .object({ value: z.string(), label: z.string(), hidden: lenient(z.boolean()) })
  .transform(({ value, label, hidden }) => ({ value, label, isHidden: hidden ?? false }))

/** Schema Property of HubSpot's published document; all but the name is read leniently. */
const sentDefinitionSchema = z
  .object({
    name: definitionSchema.shape.name,
    label: lenient(z.string()),
    groupName: lenient(z.string()),
    type: lenient(z.string()),
    fieldType: lenient(z.string()),
    options: lenient(z.array(z.unknown())),
    calculated: lenient(z.boolean()),
    hidden: lenient(z.boolean()),
    hubspotDefined: lenient(z.boolean()),
    hasUniqueValue: lenient(z.boolean()),
    externalOptions: lenient(z.boolean()),
    referencedObjectType: lenient(z.string()),
    modificationMetadata: lenient(z.object({ readOnlyValue: lenient(z.boolean()) })),
  })
  .transform((sent): PropertyDefinition => ({
    name: sent.name,
    label: sent.label ?? sent.name,
    group: sent.groupName ?? null,
    type: sent.type ?? 'string',
    fieldType: sent.fieldType ?? 'text',
    options: eachThatFits(optionSchema, sent.options ?? []),
    isCalculated: sent.calculated ?? false,
    isReadOnly: sent.modificationMetadata?.readOnlyValue ?? false,
    isHidden: sent.hidden ?? false,
    isHubSpotDefined: sent.hubspotDefined ?? false,
    hasUniqueValue: sent.hasUniqueValue ?? false,
    hasExternalOptions: sent.externalOptions ?? false,
    referencedObjectType: sent.referencedObjectType ?? null,
  }))

const sentOwnerSchema = z
  .object({
    id: z.string().min(1),
    email: lenient(z.string()),
    firstName: lenient(z.string()),
    lastName: lenient(z.string()),
    archived: lenient(z.boolean()),
    userId: lenient(z.union([z.int(), z.string()])),
    userIdIncludingInactive: lenient(z.union([z.int(), z.string()])),
  })
  .transform(({ id, email, firstName = '', lastName = '', ...sent }): readonly [string, Owner] => {
    const name = `${firstName} ${lastName}`.trim()
    const userId = sent.userId ?? sent.userIdIncludingInactive
    return [
      id,
      {
        name: name === '' ? (email ?? id) : name,
        email: email ?? null,
        isArchived: sent.archived ?? false,
        userId: userId === undefined ? null : String(userId),
      },
    ]
  })

const list = <Schema extends z.ZodType>(schema: Schema) =>
  z.array(z.unknown()).transform((entries) => eachThatFits(schema, entries))

/** Lists as HubSpot sends them (its published documents). An entry that is odd spoils nothing but itself. */
export const sentDefinitionsSchema = z.object({ results: list(sentDefinitionSchema) })
export const sentGroupsSchema = z.object({
  results: list(
    z.object({ name: z.string(), label: z.string() }).transform(({ name, label }) => ({ id: name, label })),
  ),
})
export const sentPipelinesSchema = z.object({ results: list(pipelineSchema) })
export const sentOwnersSchema = z.object({
  results: list(sentOwnerSchema),
  paging: z.object({ next: z.object({ after: z.string().nullish() }).nullish() }).nullish(),
})

function eachThatFits<Schema extends z.ZodType>(
  schema: Schema,
  entries: readonly unknown[],
): z.output<Schema>[] {
  return entries.flatMap((entry) => {
    const parsed = schema.safeParse(entry)
    return parsed.success ? [parsed.data] : []
  })
}
