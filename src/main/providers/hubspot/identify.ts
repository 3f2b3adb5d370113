import type { AppError } from '../../../shared/errors.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Identity, ProviderSession } from '../provider.ts'
import { HUBSPOT_API_VERSION } from './api-version.ts'
import { accountDetailsSchema } from './schema.ts'

/** HubSpot's pages: one host for each place where accounts are kept (`app-eu1`, `app-na2`). */
export const uiHost = /^app(-[a-z0-9]+)?\.hubspot\.com$/

/** Which account signed in. A page host that is not HubSpot's counts as not told. */
export async function identify(session: ProviderSession): Promise<Result<Identity, AppError>> {
  const details = await session.request(
    { method: 'GET', path: ['account-info', HUBSPOT_API_VERSION, 'details'] },
    accountDetailsSchema,
  )
  if (!details.ok) return details
  const { portalId, uiDomain } = details.value
  return ok({
    externalId: portalId,
    label: `HubSpot ${portalId}`,
    uiOrigin: typeof uiDomain === 'string' && uiHost.test(uiDomain) ? `https://${uiDomain}` : null,
  })
}
