import { jsonReply, type SandboxReply } from '../exchange.ts'
import { formatOffset, utcOffsetMs } from './account-time.ts'
import { formatInstant } from './instants.ts'
import type { Limits } from './limits.ts'
import { PORTAL } from './portal.ts'
import { EVERY_VERSION, type HubSpotRoute } from './route.ts'

/** What private apps may ask for per day; the account has the Professional edition (usage guidelines). */
const PRIVATE_APP_CALLS_PER_DAY = 625_000

/** What an app may learn about the account itself. */
export function createAccountRoutes(now: () => number, day: Limits['day']): readonly HubSpotRoute[] {
  const common = { method: 'GET', versions: EVERY_VERSION, scopes: () => ['oauth'] }
  return [
    { ...common, path: '/account-info/{version}/details', handle: () => accountDetails(now()) },
    {
      ...common,
      path: '/account-info/{version}/api-usage/daily/private-apps',
      handle: () => dailyUsage(now(), day()),
    },
  ]
}

/** Schema PortalInformationResponse of HubSpot's published document. */
function accountDetails(nowMs: number): SandboxReply {
  const offsetMs = utcOffsetMs(nowMs)
  return jsonReply(200, {
    portalId: PORTAL.hubId,
    accountType: 'STANDARD',
    timeZone: PORTAL.timeZone,
    companyCurrency: PORTAL.companyCurrency,
    additionalCurrencies: PORTAL.additionalCurrencies,
    utcOffset: formatOffset(offsetMs),
    utcOffsetMilliseconds: offsetMs,
    uiDomain: PORTAL.uiDomain,
    dataHostingLocation: PORTAL.hublet,
  })
}

/** Schema ApiUsage of HubSpot's published document. */
function dailyUsage(nowMs: number, { used, max, endsAtMs }: ReturnType<Limits['day']>): SandboxReply {
  return jsonReply(200, {
    results: [
      {
        name: 'private-apps-api-calls-daily',
        usageLimit: max ?? PRIVATE_APP_CALLS_PER_DAY,
        currentUsage: used,
        collectedAt: formatInstant(nowMs),
        fetchStatus: 'SUCCESS',
        resetsAt: formatInstant(endsAtMs),
      },
    ],
  })
}
