import { z } from 'zod'

/** How the HubSpot account behaves; see scenarios.ts for the cases that they stand for. */
export const hubspotBehaviourSchema = z.object({
  /** Whether rate limits are enforced. */
  limits: z.boolean().default(false),
  /**
   * What a refresh hands out: the refresh token that it was given (as HubSpot does today), a new one (as
   * HubSpot says it may), or none.
   */
  refreshToken: z.enum(['same', 'rotated', 'missing']).default('same'),
})

export type HubSpotBehaviour = z.output<typeof hubspotBehaviourSchema>
