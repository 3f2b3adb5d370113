import type { AppError } from '../../../shared/errors.ts'
import type { ContactValues } from '../../../shared/model/contact.ts'
import type { ProviderSession } from '../provider.ts'
import { byAddress } from './find-record.ts'

/**
 * Why a write was refused, held against the facts: whether another contact has the address is looked up,
 * because HubSpot tells it in words only. `ownId` is the contact that was to be changed.
 */
export async function explainWrite(
  session: ProviderSession,
  error: AppError,
  { email = '' }: ContactValues,
  ownId: string | null,
): Promise<AppError> {
  const mayBeTaken =
    error.kind === 'already-exists' || (error.kind === 'rejected' && error.fields.length === 0)
  if (!mayBeTaken || !email.includes('@')) return error
  const holder = await byAddress(session, email)
  if (!holder.ok) {
    const isNobody = holder.error.kind === 'not-found' && error.kind === 'already-exists'
    return isNobody ? { kind: 'already-exists', existingId: null } : error
  }
  return holder.value === ownId ? error : { kind: 'already-exists', existingId: holder.value }
}
