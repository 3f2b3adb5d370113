import type { HubSpotBehaviour } from './behaviour.ts'
import type { Associations } from './associations.ts'
import type { BlockedEmails } from './blocked-emails.ts'
import type { ObjectType } from './object-types.ts'
import type { Records } from './records.ts'
import type { Surveys } from './survey.ts'

/** What the calls on records work with. */
export type Crm = {
  records: Record<ObjectType, Records>
  associations: Associations
  surveys: Surveys
  /** E-mail addresses that no contact may have. */
  blockedEmails: BlockedEmails
  behaviour: () => HubSpotBehaviour
  /** The sandbox's clock in ms since 1970. */
  now: () => number
  /** `http://localhost:PORT` of the API. */
  origin: () => string
}
