import type { Scenario } from '../scenario.ts'

/** The known misbehaviours of HubSpot that clients were broken by. */
export const HUBSPOT_SCENARIOS: readonly Scenario[] = [
  {
    service: 'hubspot',
    name: 'refresh-rotates',
    line: 'B7.1',
    says: 'A refresh hands out a new refresh token, and the old one is dead.',
    behaviour: { refreshToken: 'rotated' },
  },
  {
    service: 'hubspot',
    name: 'refresh-without-refresh-token',
    line: 'B7.1',
    says: 'A refresh answers without a refresh token; the old one stays good.',
    behaviour: { refreshToken: 'missing' },
  },
]
