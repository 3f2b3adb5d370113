import type { AppError } from '../../../shared/errors.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import type { Identity, ProviderSession } from '../provider.ts'
import { whoAmISchema } from './schema.ts'

/** Airtable's pages: one host for all. */
export const uiOrigin = 'https://airtable.com'

/** Which person signed in. */
export async function identify(session: ProviderSession): Promise<Result<Identity, AppError>> {
  const me = await session.request({ method: 'GET', path: ['v0', 'meta', 'whoami'] }, whoAmISchema)
  if (!me.ok) return me
  const { id, email = '' } = me.value
  const address = wellFormedStart(email.trim(), 200)
  return ok({ externalId: id, label: address === '' ? id : address, uiOrigin })
}
