import type { Fault } from './faults.ts'
import type { ServiceName } from './service.ts'

/** One known misbehaviour of a real service, by a name under which anybody can ask for it. */
export type Scenario = {
  service: ServiceName
  /** In kebab case, unique among all services. */
  name: string
  /** Which line of which list it comes from: `B7.3` (HubSpot), `F4` (Notion and Airtable). */
  line: string
  /** What the service does then, in one sentence. */
  says: string
  faults?: readonly Fault[]
  /** Switches of the service that are turned. */
  behaviour?: Readonly<Record<string, unknown>>
}
