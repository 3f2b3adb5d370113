import type { AppError } from '../../../shared/errors.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Identity, ProviderSession } from '../provider.ts'
import { HUBSPOT_API_VERSION } from './api-version.ts'
import { accountDetailsSchema, introspectionSchema } from './schema.ts'

/** HubSpot's pages: one host for each place where accounts are kept (`app-eu1`, `app-na2`). */
export const uiHost = /^app(-[a-z0-9]+)?\.hubspot\.com$/

/** A name of the time zone database. Whether this computer knows it shows where it is used. */
const zoneName = /^[A-Za-z][\w+/-]{0,63}$/

/**
 * Which account signed in. A page host that is not HubSpot's counts as not told. The account's own web domain,
 * by which people know it, is told by the introspection of the token alone.
 */
export async function identify(
  session: ProviderSession,
  introspected?: unknown,
): Promise<Result<Identity, AppError>> {
  const details = await session.request(
    { method: 'GET', path: ['account-info', HUBSPOT_API_VERSION, 'details'] },
    accountDetailsSchema,
  )
  if (!details.ok) return details
  const { portalId, uiDomain, timeZone } = details.value
  return ok({
    externalId: portalId,
    label: domainOf(portalId, introspected) ?? `HubSpot ${portalId}`,
    uiOrigin: typeof uiDomain === 'string' && uiHost.test(uiDomain) ? `https://${uiDomain}` : null,
    timeZone: typeof timeZone === 'string' && zoneName.test(timeZone) ? timeZone : null,
  })
}

/** Null unless it was said of this very account. */
function domainOf(portalId: string, introspected: unknown): string | null {
  const parsed = introspectionSchema.safeParse(introspected)
  return parsed.success && parsed.data.hub_id === portalId ? parsed.data.hub_domain : null
}
