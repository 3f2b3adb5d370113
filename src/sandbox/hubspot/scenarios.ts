import type { Scenario } from '../scenario.ts'
import { RECORD_SCENARIOS } from './scenarios-records.ts'
import { SIGN_IN_SCENARIOS } from './scenarios-sign-in.ts'
import { SYNC_SCENARIOS } from './scenarios-sync.ts'

/**
 * The known misbehaviours of HubSpot that clients were broken by, in the order of the list that they come
 * from: 1 refreshing, 2 signing in, 3 loading, 4 changing records, 5 limits, 6 secrets.
 */
export const HUBSPOT_SCENARIOS: readonly Scenario[] = [
  ...SIGN_IN_SCENARIOS,
  ...SYNC_SCENARIOS,
  ...RECORD_SCENARIOS,
].sort((a, b) => a.line.localeCompare(b.line))
