import { createHash } from 'node:crypto'

/** The one account that the sandbox serves. Its data hosting is European, so that no client takes app.hubspot.com for granted. */
export const PORTAL = {
  name: 'Sample HubSpot account',
  hubId: 147_312_908,
  userId: 61_204_417,
  user: 'sam.harbour@example.com',
  hubDomain: 'sample-account.example',
  uiDomain: 'app-eu1.hubspot.com',
  hublet: 'eu1',
  timeZone: 'Europe/Lisbon',
  companyCurrency: 'EUR',
  additionalCurrencies: ['GBP', 'USD', 'JPY'],
} as const

/** The registered OAuth app. */
export type AppRegistration = {
  name: string
  appId: number
  clientId: string
  clientSecret: string
  redirectUris: readonly string[]
}

/**
 * Credentials follow from the seed. They guard nothing but made-up records, and a sandbox that is started
 * again with the same seed still knows the client and the grants of its last run, as a real service would.
 */
export function registerApp(seed: number, redirectUris?: readonly string[]): AppRegistration {
  return {
    name: 'Portolan',
    appId: 4_120_771,
    clientId: asUuid(digest(`client id ${seed}`)),
    clientSecret: asUuid(digest(`client secret ${seed}`)),
    redirectUris: redirectUris ?? [
      'http://localhost:17823/oauth/hubspot/callback',
      'http://localhost:17833/oauth/hubspot/callback',
      'http://localhost:17843/oauth/hubspot/callback',
      'http://localhost:8000/integrations/hubspot/oauth2callback',
    ],
  }
}

function digest(text: string): string {
  return createHash('sha256').update(`portolan sandbox ${text}`).digest('hex')
}

function asUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
