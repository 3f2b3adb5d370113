import { z } from 'zod'
import { NEW_GRANTS } from './grants.ts'
import { NEW_SCHEMA } from './schema-edits.ts'
import { webhooksStateSchema } from './webhooks.ts'
import { NEW_WORKSPACE } from './workspace.ts'

const changedSchema = z.object({
  id: z.string(),
  createdMs: z.number(),
  modifiedMs: z.number().optional(),
  touched: z.record(z.string(), z.number()),
  cells: z.record(z.string(), z.unknown()),
  destroyed: z.boolean().optional(),
})

/** What the account remembers when it is stopped and started again: everything that is not made up. */
const airtableStateSchema = z.object({
  grants: z.object({
    grants: z.array(
      z.object({ id: z.string(), generation: z.number(), refreshedAtMs: z.number(), revoked: z.boolean() }),
    ),
    revokedUntilMs: z.number(),
    expiredUntilMs: z.number(),
  }),
  workspace: z.object({
    names: z.record(z.string(), z.string()),
    // Left out by sandboxes that knew no new tables yet.
    schema: z
      .object({
        tables: z.array(z.object({ base: z.string(), id: z.string(), name: z.string() })),
        fields: z.array(z.object({ table: z.string(), id: z.string(), name: z.string(), type: z.string() })),
        removed: z.array(z.string()),
      })
      .default(NEW_SCHEMA),
    removed: z.array(z.string()),
    tables: z.record(z.string(), z.object({ changed: z.array(changedSchema), created: z.array(z.string()) })),
  }),
  webhooks: webhooksStateSchema,
})

export type AirtableState = z.output<typeof airtableStateSchema>

/** Reads what an earlier run left. What does not fit starts an account in which nothing has happened yet. */
export function readAirtableState(state: unknown): AirtableState {
  const parsed = airtableStateSchema.safeParse(state)
  return parsed.success ? parsed.data : { grants: NEW_GRANTS, workspace: NEW_WORKSPACE, webhooks: [] }
}
