import { z } from 'zod'
import { jsonObject } from '../../http/json-object.ts'
import { text } from '../../../shared/text.ts'

/**
 * A record as the object endpoints send it. Only the id is insisted on; what is not named here is kept, as
 * the record is shown and searched whole. Values of properties are texts or null in HubSpot's documents, and
 * are read one by one, so that an odd one spoils nothing but itself.
 */
export const recordSchema = z.looseObject({
  /** A number written as text, unique within its type only. */
  id: text(60).min(1),
  properties: jsonObject.nullish(),
  createdAt: z.unknown().optional(),
  updatedAt: z.unknown().optional(),
  archived: z.unknown().optional(),
})
export type HubSpotRecord = z.infer<typeof recordSchema>

/** `paging` is missing on the last page. */
export const pageSchema = z.object({
  results: z.array(recordSchema),
  paging: z
    .object({
      next: z.object({ after: z.union([z.string(), z.number()]).nullish() }).nullish(),
    })
    .nullish(),
})

const portalId = z.union([z.int().transform(String), z.string().regex(/^\d{1,30}$/)])

/** What identifies an account (schema PortalInformationResponse of HubSpot's published document). */
export const accountDetailsSchema = z.object({
  portalId,
  uiDomain: z.unknown().optional(),
  timeZone: z.unknown().optional(),
  companyCurrency: z.unknown().optional(),
})

/** Of an introspected token, what tells the account (HubSpot's published document of OAuth 2026-03). */
export const introspectionSchema = z.object({
  active: z.literal(true),
  hub_id: portalId,
  /** A host name and nothing else: it stands on the screen. */
  hub_domain: z.string().regex(/^[\w.-]{1,190}$/),
})
