import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { ContactValues } from '../../shared/model/contact.ts'
import { itemKeyParts, type Item, type ItemKey } from '../../shared/model/item.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ContactEditing, Provider, StoredFacts } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import type { Book } from './book.ts'
import type { Change } from './change.ts'
import { valuesOver } from './lay-over.ts'

/** An account whose contacts can be edited, and what is known of it. Nobody is asked for it. */
export interface ContactAccount {
  readonly account: Account
  readonly contacts: ContactEditing
  readonly facts: StoredFacts
}

export interface ContactAccountPorts {
  readonly store: Store
  readonly now: () => number
  readonly provider: (id: Account['providerId']) => Provider | null
  readonly account: (id: AccountId) => Promise<Result<Account, AppError>>
}

/** Facts change when a load ends; screens ask several times a second. */
const factsAgeMs = 3_000

/** Looks accounts up; their facts are remembered for a moment. */
export function createContactAccounts(ports: ContactAccountPorts) {
  const known = new Map<AccountId, { readonly facts: StoredFacts; readonly atMs: number }>()

  async function factsOf(accountId: AccountId, names: readonly string[]): Promise<StoredFacts> {
    const remembered = known.get(accountId)
    const ageMs = remembered === undefined ? Infinity : ports.now() - remembered.atMs
    if (remembered !== undefined && ageMs >= 0 && ageMs < factsAgeMs) return remembered.facts
    const entries = await Promise.all(
      names.map(async (name) => {
        // A store that cannot be read is no reason not to edit: the provider does without.
        const fact = await ports.store.call('getFact', { accountId, name })
        return [
          name,
          fact.ok && fact.value !== null ? (JSON.parse(fact.value) as unknown) : undefined,
        ] as const
      }),
    )
    const facts = Object.fromEntries(entries)
    known.set(accountId, { facts, atMs: ports.now() })
    return facts
  }

  return {
    async find(accountId: AccountId): Promise<Result<ContactAccount, AppError>> {
      const account = await ports.account(accountId)
      if (!account.ok) return account
      const contacts = ports.provider(account.value.providerId)?.contacts
      if (contacts === undefined) {
        return err({ kind: 'invalid-request', detail: 'this provider has no contacts to edit' })
      }
      return ok({ account: account.value, contacts, facts: await factsOf(accountId, contacts.facts) })
    },
    forget: () => known.clear(),
  }
}
export type ContactAccounts = ReturnType<typeof createContactAccounts>

/** A contact as it is here. */
export interface ContactHere extends ContactAccount {
  readonly key: ItemKey
  /** Null for one that waits to be created. */
  readonly externalId: string | null
  readonly loaded: {
    readonly item: Item
    readonly record: unknown
    readonly values: ContactValues
    readonly loadedAtMs: number
  } | null
  /** Its changes that are not over, oldest first. */
  readonly open: readonly Change[]
  /** With those laid over. */
  readonly values: ContactValues
  readonly name: string
}

/** `not-found` where nothing is loaded of it and nothing waits to create it. */
export async function contactHere(
  ports: { readonly store: Store; readonly book: Book; readonly accounts: ContactAccounts },
  asked: ItemKey,
): Promise<Result<ContactHere, AppError>> {
  const key = ports.book.currentKey(asked)
  const parts = itemKeyParts(key)
  if (parts?.type !== 'contact') return err({ kind: 'not-found' })
  const [known, stored] = await Promise.all([
    ports.accounts.find(parts.accountId),
    ports.store.call('getItem', { key }),
  ])
  if (!known.ok) return known
  if (!stored.ok) return stored
  const { contacts } = known.value
  const open = ports.book.openOf(key)
  const creation = open.find(({ kind }) => kind === 'create')
  if (stored.value === null && creation === undefined) return err({ kind: 'not-found' })
  const record = stored.value === null ? null : (JSON.parse(stored.value.record) as unknown)
  const values = valuesOver(record === null ? {} : contacts.valuesOf(record), open)
  const shown = contacts.shown(values).name
  return ok({
    ...known.value,
    key,
    externalId: stored.value === null ? (creation?.externalId ?? null) : parts.externalId,
    loaded:
      stored.value === null
        ? null
        : {
            item: stored.value.item,
            record,
            values: contacts.valuesOf(record),
            loadedAtMs: stored.value.loadedAtMs,
          },
    open,
    values,
    name: shown === '' ? (stored.value?.item.name ?? '') : shown,
  })
}
