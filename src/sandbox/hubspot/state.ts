import { z } from 'zod'
import { ROLES } from './association-types.ts'
import { NEW_GRANTS } from './grants.ts'
import { NO_CHANGES } from './records-state.ts'

const indexSchema = z.int().min(0)

const recordsSchema = z.object({
  size: indexSchema,
  kept: z.array(
    z.object({
      id: z.string(),
      properties: z.record(z.string(), z.string()),
      createdAtMs: z.number(),
      updatedAtMs: z.number(),
      archivedAtMs: z.number().exactOptional(),
      history: z
        .record(z.string(), z.array(z.object({ value: z.string(), atMs: z.number() })).readonly())
        .exactOptional(),
    }),
  ),
  merged: z.array(z.tuple([indexSchema, indexSchema])),
  purged: z.array(indexSchema),
})

/** What the account remembers when it is stopped and started again: everything that is not made up. */
const hubspotStateSchema = z.object({
  grants: z.object({ revoked: z.array(z.string()), revokedUntilMs: z.number(), expiredUntilMs: z.number() }),
  records: z.object({ contacts: recordsSchema, companies: recordsSchema, deals: recordsSchema }),
  associations: z.array(z.tuple([z.string(), z.array(z.enum(ROLES))])),
  blockedEmails: z.array(z.string()),
})

export type HubSpotState = z.infer<typeof hubspotStateSchema>

/** An account in which nothing has happened yet. */
const NEW_HUBSPOT_STATE: HubSpotState = {
  grants: NEW_GRANTS,
  records: { contacts: NO_CHANGES, companies: NO_CHANGES, deals: NO_CHANGES },
  associations: [],
  blockedEmails: [],
}

/** Reads what an earlier run remembered; what does not fit is an account in which nothing has happened. */
export function recallHubSpot(state: unknown): HubSpotState {
  const parsed = hubspotStateSchema.safeParse(state)
  return parsed.success ? parsed.data : NEW_HUBSPOT_STATE
}
