import { AIRTABLE_SCENARIOS } from './airtable/scenarios.ts'
import { HUBSPOT_SCENARIOS } from './hubspot/scenarios.ts'
import { NOTION_SCENARIOS } from './notion/scenarios.ts'
import type { Scenario } from './scenario.ts'

/** Every scenario, by service and in the order of the lists that they come from. */
export const SCENARIOS: readonly Scenario[] = [
  ...HUBSPOT_SCENARIOS,
  ...NOTION_SCENARIOS,
  ...AIRTABLE_SCENARIOS,
]

/** What `npm run sandbox -- --list` prints. */
export function listScenarios(): string {
  const width = Math.max(...SCENARIOS.map(({ name }) => name.length))
  return SCENARIOS.map(
    ({ service, name, line, says }) =>
      `${service.padEnd(8)}  ${line.padEnd(5)}  ${name.padEnd(width)}  ${says}\n`,
  ).join('')
}
