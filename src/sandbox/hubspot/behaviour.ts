import { z } from 'zod'
import { LONGEST_LAG_MS } from './change-log.ts'

/** How the HubSpot account behaves; see scenarios.ts for the cases that they stand for. */
export const hubspotBehaviourSchema = z.object({
  /** Whether rate limits are enforced. */
  limits: z.boolean().default(false),
  /**
   * What a refresh hands out: the refresh token that it was given (as HubSpot does today), a new one (as
   * HubSpot says it may), or none.
   */
  refreshToken: z.enum(['same', 'rotated', 'missing']).default('same'),
  /** What every refresh is refused with, whatever it brings; `unavailable` ends after two refusals. */
  refreshRefusal: z
    .enum(['none', 'unavailable', 'html', 'refresh-token', 'client-id', 'client-secret', 'hub'])
    .default('none'),
  /** The words of sign-in errors: OAuth's beside HubSpot's, or HubSpot's alone, as before the change of 2026. */
  oauthErrors: z.enum(['both', 'older']).default('both'),
  /** Where the authorize page leads: back to the app, or nowhere. */
  approval: z.enum(['redirect', 'page']).default('redirect'),
  denial: z.enum(['redirect', 'page']).default('redirect'),
  /** The state that comes back from the authorize page; `earlier` is that of the sign-in before. */
  returnedState: z.enum(['same', 'altered', 'missing', 'earlier']).default('same'),
  /** Scopes that every grant lacks, as if an administrator had taken them away. */
  deniedScopes: z.array(z.string()).default([]),
  /** Calls per ten seconds that an app has in this account: 110, or 100, 190 and 250 of a private app. */
  tenSecondlyMax: z.int().min(0).default(110),
  /** Searches per second that the account has, for all apps together. */
  searchesPerSecond: z.int().min(0).default(5),
  /** Calls per day; null for an app that has no such limit, as those of the marketplace. */
  dailyMax: z.int().min(0).nullable().default(null),
  /** For so many seconds from the next call on, the account moves to another data centre: 477. */
  migrationSeconds: z.int().min(0).default(0),
  /** For so many seconds from the next call on, records are locked: 423. */
  lockSeconds: z.int().min(0).default(0),
  /** Contacts have 600 properties instead of those that the account usually has. */
  manyProperties: z.boolean().default(false),
  /** Somebody else changes a record right after it was read by its id. */
  changesAfterRead: z.boolean().default(false),
  /** After every page of a list or search, somebody else creates, changes and archives a record of that type. */
  changesBetweenPages: z.boolean().default(false),
  /** How far search lags behind changes, in ms. */
  searchLagMs: z.int().min(0).max(LONGEST_LAG_MS).default(0),
  /** The first pages of a search are short or empty, and lead on all the same. */
  searchShortPages: z.boolean().default(false),
  /** All made-up records were changed last in one and the same millisecond, as if imported at a stroke. */
  oneMillisecond: z.boolean().default(false),
  /** Properties that an administrator requires of every new contact; enforced since 2026-09. */
  requiredProperties: z.array(z.string()).default([]),
  /** Properties that are required as long as another has a certain value; enforced since 2026-09. */
  conditionalProperties: z
    .array(
      z.strictObject({
        type: z.enum(['contacts', 'companies', 'deals']),
        property: z.string(),
        when: z.string(),
        is: z.string(),
      }),
    )
    .default([]),
  /** A batch that went wrong in part is a 207 in 2026-09 too, as in the versions before. */
  multiStatus: z.boolean().default(false),
  /**
   * Whether tying and untying records changes those that count their ties (`num_associated_deals`), so that their
   * time of change moves. HubSpot publishes nothing about it. Its "Last modified date" goes with any property, and
   * integrators read ties again where such a count changed; ties that nothing counts have never moved a time
   * (airbytehq/airbyte#27199, #44554).
   */
  countsAreEdits: z.boolean().default(true),
  /** Whether a record that comes back from the recycle bin has a later time of change; nobody official says. */
  restoreIsEdit: z.boolean().default(true),
  /** Which id a merged record has: that of the primary one, or a new one. */
  mergedId: z.enum(['primary', 'new']).default('primary'),
})

export type HubSpotBehaviour = z.output<typeof hubspotBehaviourSchema>
