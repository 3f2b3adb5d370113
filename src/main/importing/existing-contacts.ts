import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { OpenOutbox } from '../outbox/outbox.ts'
import type { ContactEditing } from '../providers/provider.ts'
import type { StoreOutput } from '../../shared/store-protocol.ts'
import type { Store } from '../store/store.ts'

const pageSize = 2_000
type Page = Result<StoreOutput<'emailsOf'>, AppError>

/** The account's contacts by e-mail address in lower case: those that were loaded, and over them what waits. */
export async function existingContacts(
  { store, book }: { readonly store: Store; readonly book: OpenOutbox['book'] },
  accountId: AccountId,
  contacts: Pick<ContactEditing, 'addressOf'>,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, ItemKey>, AppError>> {
  const known = new Map<string, ItemKey>()
  let after: number | null = 0
  while (after !== null && !signal.aborted) {
    const page: Page = await store.call('emailsOf', { accountId, type: 'contact', after, limit: pageSize })
    if (!page.ok) return page
    for (const { email, key } of page.value.rows) known.set(email.trim().toLowerCase(), key)
    after = page.value.next
  }
  for (const change of book.open()) {
    if (change.accountId !== accountId || (change.kind !== 'create' && change.kind !== 'update')) continue
    const address = contacts.addressOf(change.values)
    if (address !== null) known.set(address.trim().toLowerCase(), change.key)
  }
  return ok(known)
}
