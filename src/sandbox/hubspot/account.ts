import { jsonReply, type SandboxReply } from '../exchange.ts'
import { PORTAL } from './portal.ts'

/** The account's details (schema PortalInformationResponse of HubSpot's published document). */
export function accountDetails(): SandboxReply {
  return jsonReply(200, {
    portalId: PORTAL.hubId,
    accountType: 'STANDARD',
    timeZone: PORTAL.timeZone,
    companyCurrency: PORTAL.companyCurrency,
    additionalCurrencies: PORTAL.additionalCurrencies,
    utcOffset: '+00:00',
    utcOffsetMilliseconds: 0,
    uiDomain: PORTAL.uiDomain,
    dataHostingLocation: PORTAL.hublet,
  })
}
