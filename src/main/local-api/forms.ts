import { z } from 'zod'
import { accountIdSchema } from '../../shared/model/account.ts'
import {
  contactFieldNameSchema,
  contactValuesSchema,
  type ContactValues,
} from '../../shared/model/contact.ts'
import { accessSchema } from '../../shared/model/provider.ts'
import { text } from '../../shared/text.ts'

const name = text(100).trim().min(1)

/** The predecessors' names for a workspace. */
export const workspaceForm = z.object({ user_id: name, org_id: name })

const accountChoice = { account_id: accountIdSchema.optional() }

export const authorizeForm = workspaceForm.extend({ access: accessSchema.optional() })
export const credentialsForm = workspaceForm.extend(accountChoice)

/** What `credentials` answered, or the workspace as the other routes take it. */
export const loadForm = z.object({
  user_id: name.optional(),
  org_id: name.optional(),
  credentials: z.string().max(200_000).optional(),
  ...accountChoice,
})

const contactId = text(200).trim().min(1)
export const contactForm = workspaceForm.extend({ contact_id: contactId, ...accountChoice })
export const newContactForm = workspaceForm.extend({
  properties_str: z.string().max(1_000_000),
  ...accountChoice,
})
export const changedContactForm = newContactForm.extend({ contact_id: contactId })

const value = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((given) => (given === null ? '' : String(given)))
// What comes from the window has passed this already: a change with other values could not be read again.
const propertiesSchema = z.record(contactFieldNameSchema, value).pipe(contactValuesSchema)
const givenSchema = z.union([
  z.object({ properties: propertiesSchema }).transform(({ properties }) => properties),
  propertiesSchema,
])

/**
 * The fields in `properties_str`, as HubSpot's API writes them (`{"email": "…"}`) or with `properties` around them. Null
 * where it is not that.
 */
export const readProperties = (json: string): ContactValues | null =>
  givenSchema.safeParse(parse(json)).data ?? null

const credentialsSchema = z.object({ user_id: name, org_id: name, provider: z.string().max(60).optional() })

/** The workspace that the reply of `credentials` names; null where it is no such reply. */
export function readCredentials(json: string): z.infer<typeof credentialsSchema> | null {
  const parsed = credentialsSchema.safeParse(parse(json))
  return parsed.success ? parsed.data : null
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
