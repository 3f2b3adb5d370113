import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { ContactFields, ContactRecord } from '../../shared/model/contact.ts'
import { itemKey, type ItemKey } from '../../shared/model/item.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import type { Publish } from '../ipc/publish.ts'
import type { Logger } from '../logging/logger.ts'
import type { ContactEditing, ProviderSession, SavedContact, StoredFacts } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import { storedRows } from '../sync/local-rows.ts'
import type { AccountAccess } from '../accounts/account-access.ts'

export interface ContactPorts {
  readonly store: Store
  readonly publish: Publish
  readonly now: () => number
  readonly access: (accountId: AccountId) => Promise<Result<AccountAccess, AppError>>
  readonly workspaceId: () => WorkspaceId | null
  readonly logger: Logger
}

interface Editing {
  readonly contacts: ContactEditing
  readonly session: ProviderSession
  readonly facts: StoredFacts
  readonly access: AccountAccess
  /** Where the account is; another one may be open when the provider has answered. */
  readonly workspaceId: WorkspaceId | null
}

/**
 * Reading and changing contacts at the provider. What the provider answers goes into the store at once, so
 * that the list shows it without another load; the store is never told anything that the provider did not.
 */
export interface Contacts {
  read(accountId: AccountId, externalId: string): Promise<Result<ContactRecord, AppError>>
  create(accountId: AccountId, fields: ContactFields): Promise<Result<Saved, AppError>>
  update(
    accountId: AccountId,
    externalId: string,
    changes: Partial<ContactFields>,
  ): Promise<Result<Saved, AppError>>
  /** `not-found`: it was gone already, and is gone from the store as well now. */
  remove(accountId: AccountId, externalId: string): Promise<Result<null, AppError>>
}

export interface Saved {
  readonly key: ItemKey
  readonly contact: ContactRecord
}

export function createContacts(ports: ContactPorts): Contacts {
  async function editing(accountId: AccountId): Promise<Result<Editing, AppError>> {
    const workspaceId = ports.workspaceId()
    const access = await ports.access(accountId)
    if (!access.ok) return access
    const { contacts } = access.value.provider
    if (contacts === undefined) {
      return err({ kind: 'invalid-request', detail: 'this provider has no contacts to edit' })
    }
    const { session } = access.value
    const facts: Record<string, unknown> = {}
    for (const name of contacts.facts) {
      // A store that cannot be read is no reason not to edit: the provider does without.
      const fact = await storedRows(ports.store, accountId).fact(name)
      facts[name] = fact.ok ? fact.value : undefined
    }
    return ok({ contacts, session, facts, access: access.value, workspaceId })
  }

  /** Whether the store that is open is still the account's, and the account still there. */
  async function isStillHere({ session, workspaceId }: Editing): Promise<boolean> {
    const access = await ports.access(session.accountId)
    return access.ok && ports.workspaceId() === workspaceId
  }

  /**
   * Never a failure: at the provider it is done, and who is told otherwise creates the contact once more. A
   * contact that could not be stored comes with the next load.
   */
  async function keep(edit: Editing, saved: SavedContact): Promise<Result<Saved, AppError>> {
    const { item, record } = saved.loaded
    if (await isStillHere(edit)) {
      const stored = await ports.store.call('putItem', {
        feed: edit.contacts.feed,
        item: { item, record: JSON.stringify(record) },
        nowMs: ports.now(),
      })
      if (stored.ok) ports.publish('itemsChanged', {})
      else ports.logger.warn('contact.not-stored', { error: stored.error.kind })
    }
    return ok({ key: item.key, contact: saved.contact })
  }

  async function forget(edit: Editing, externalId: string): Promise<Result<null, AppError>> {
    if (!(await isStillHere(edit))) return ok(null)
    const { access } = edit
    const key = itemKey(access.provider.descriptor.id, access.session.accountId, 'contact', externalId)
    const removed = await ports.store.call('removeItem', { key, nowMs: ports.now() })
    if (!removed.ok) return removed
    if (removed.value.removed) ports.publish('itemsChanged', {})
    return ok(null)
  }

  return {
    async read(accountId, externalId) {
      const edit = await editing(accountId)
      if (!edit.ok) return edit
      const found = await edit.value.contacts.read(edit.value.session, externalId, edit.value.facts)
      if (found.ok) {
        const kept = await keep(edit.value, found.value)
        return kept.ok ? ok(kept.value.contact) : kept
      }
      if (found.error.kind === 'not-found' || found.error.kind === 'merged-into') {
        const forgotten = await forget(edit.value, externalId)
        if (!forgotten.ok) return forgotten
      }
      return found
    },

    async create(accountId, fields) {
      const edit = await editing(accountId)
      if (!edit.ok) return edit
      const { contacts, session, facts } = edit.value
      const created = await contacts.create(session, fields, facts)
      return created.ok ? keep(edit.value, created.value) : created
    },

    async update(accountId, externalId, changes) {
      const edit = await editing(accountId)
      if (!edit.ok) return edit
      const { contacts, session, facts } = edit.value
      const updated = await contacts.update(session, externalId, changes, facts)
      return updated.ok ? keep(edit.value, updated.value) : updated
    },

    async remove(accountId, externalId) {
      const edit = await editing(accountId)
      if (!edit.ok) return edit
      const removed = await edit.value.contacts.remove(edit.value.session, externalId)
      const isGone = removed.ok || removed.error.kind === 'not-found'
      if (isGone) {
        const forgotten = await forget(edit.value, externalId)
        if (!forgotten.ok) return forgotten
      }
      return removed
    },
  }
}
