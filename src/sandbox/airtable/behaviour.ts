import { z } from 'zod'

/** How the Airtable account behaves; scenarios.ts says which cases the switches stand for. */
export const airtableBehaviourSchema = z.object({
  /** Whether 5 requests a second per base and 50 per user are enforced, with half a minute of refusals. */
  limits: z.boolean().default(false),
  /** `spent`: the workspace has used up its calls of the month, so everything but /v0/meta is refused. */
  billing: z.enum(['paid', 'spent']).default('paid'),
  /** So many calls outside /v0/meta are free per calendar month (UTC); null for a plan without a cap. */
  monthlyCalls: z.int().min(0).nullable().default(null),
  /**
   * When a refresh is answered with 409: for the token that was exchanged a moment ago (the loser of two
   * parallel refreshes), for any refresh soon after another, or never.
   */
  refreshConflict: z.enum(['superseded', 'recent', 'off']).default('superseded'),
  /** How long "a moment ago" is; Airtable does not publish it. */
  refreshGraceSeconds: z.number().min(0).default(10),
  /** Whether the use of a dead refresh token revokes the whole grant ("may result in token revocation"). */
  reuseRevokes: z.boolean().default(false),
  /** `spaced`: `"Bearer "` with a trailing space, as Airtable's reference writes it. */
  tokenType: z.enum(['plain', 'spaced']).default('plain'),
  /** The revoke address is not in the reference: `missing` answers 404. */
  revocation: z.enum(['works', 'missing']).default('works'),
  /** False: terms, privacy and support addresses are not set, so everybody but the developer is refused. */
  integrationListed: z.boolean().default(true),
  /** `many`: 2,500 bases. `none`: the list is empty, as it is when an enterprise blocks third parties. */
  bases: z.enum(['sample', 'many', 'none']).default('sample'),
  /** An offset that was not used for so long is gone. Community reports say "minutes". */
  offsetLifeSeconds: z.number().min(0).default(600),
  /** The next so many offsets that come in are gone, as after a restart of the service. */
  lostOffsets: z.int().min(0).default(0),
  /**
   * What LAST_MODIFIED_TIME() of a record is that nobody edited since it was created: the time of its
   * creation, blank (comparisons with it are false), or blank with comparisons that fail and drop the row.
   */
  neverEdited: z.enum(['created', 'blank', 'error']).default('created'),
  /** Attachment addresses work for so long; two hours (field model, attachments). */
  attachmentLifeSeconds: z.number().min(0).default(7_200),
})

export type AirtableBehaviour = z.output<typeof airtableBehaviourSchema>
