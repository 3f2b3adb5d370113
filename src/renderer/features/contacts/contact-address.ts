import { type AccountId, accountIdSchema } from '../../../shared/model/account.ts'
import { type ItemKey, itemKey, itemKeySchema } from '../../../shared/model/item.ts'
import { type ProviderId, providerIdSchema } from '../../../shared/model/provider.ts'

export interface ContactPlace {
  readonly key: ItemKey
  readonly providerId: ProviderId
  readonly accountId: AccountId
  readonly externalId: string
}

/** Reads the key of a contact as `itemKey` wrote it; null for anything else, such as a mistyped address. */
export function contactPlace(text: string): ContactPlace | null {
  const parts = text.split(':').map(decoded)
  const key = itemKeySchema.safeParse(text)
  const providerId = providerIdSchema.safeParse(parts[0])
  const accountId = accountIdSchema.safeParse(parts[1])
  const externalId = parts[3]
  if (parts.length !== 4 || parts[2] !== 'contact' || typeof externalId !== 'string' || externalId === '')
    return null
  if (!key.success || !providerId.success || !accountId.success) return null
  return { key: key.data, providerId: providerId.data, accountId: accountId.data, externalId }
}

/** Another contact of the same account. */
export const siblingKey = ({ providerId, accountId }: ContactPlace, externalId: string): ItemKey =>
  itemKey(providerId, accountId, 'contact', externalId)

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    // A lone percent sign: not a key of ours.
    return null
  }
}

/** Whether the contact waits to be created: then the provider has not named it yet. */
export const isUnsentKey = (key: ItemKey): boolean =>
  contactPlace(key)?.externalId.startsWith('new-') === true
