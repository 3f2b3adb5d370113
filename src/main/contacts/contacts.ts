import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import {
  valueIn,
  type ContactForm,
  type ContactRecord,
  type ContactValues,
  type ContactVersion,
  type MergePreview,
  type RevertedField,
  type StoredContact,
} from '../../shared/model/contact.ts'
import { itemKey, type ItemKey } from '../../shared/model/item.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import type { AccountAccess } from '../accounts/account-access.ts'
import type { Publish } from '../ipc/publish.ts'
import type { Logger } from '../logging/logger.ts'
import { differing } from '../outbox/compare.ts'
import type { ContactHere } from '../outbox/contact-here.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { picked } from '../outbox/picked.ts'
import { readVersion } from '../outbox/version.ts'
import type { ContactEditing, SavedContact, StoredFacts } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'

export interface ContactPorts {
  readonly store: Store
  readonly publish: Publish
  readonly now: () => number
  readonly access: (accountId: AccountId) => Promise<Result<AccountAccess, AppError>>
  readonly workspaceId: () => WorkspaceId | null
  readonly logger: Logger
  readonly outbox: Pick<Outbox, 'accounts' | 'here' | 'now'>
}

/** Looking at contacts: as they are here, as the provider has them now, and as they were. */
export interface Contacts {
  form(accountId: AccountId): Promise<Result<ContactForm, AppError>>
  stored(key: ItemKey): Promise<Result<StoredContact, AppError>>
  /** Fetches a contact and keeps it. One that is gone or was merged goes from here too. */
  read(accountId: AccountId, externalId: string): Promise<Result<ContactRecord, AppError>>
  /** The same by id or e-mail address. */
  find(accountId: AccountId, text: string): Promise<Result<ContactRecord, AppError>>
  previewMerge(primary: ItemKey, other: ItemKey): Promise<Result<MergePreview, AppError>>
  versions(key: ItemKey): Promise<Result<ContactVersion[], AppError>>
  /** What setting a contact back to a state that is kept would change, as a person reads it. */
  previewRevert(key: ItemKey, version: number): Promise<Result<RevertedField[], AppError>>
  /** What it takes to do so; empty where nothing differs. */
  toRevert(
    key: ItemKey,
    version: number,
  ): Promise<Result<{ values: ContactValues; base: ContactValues }, AppError>>
}

const mostVersions = 50
const mostDifferences = 500

export function createContacts(ports: ContactPorts): Contacts {
  const { store, outbox } = ports

  async function fetched(
    accountId: AccountId,
    ask: (at: {
      readonly contacts: ContactEditing
      readonly facts: StoredFacts
      readonly session: AccountAccess['session']
    }) => Promise<Result<SavedContact, AppError>>,
  ): Promise<Result<ContactRecord, AppError>> {
    const workspaceId = ports.workspaceId()
    const known = await outbox.accounts.find(accountId)
    if (!known.ok) return known
    const access = await ports.access(accountId)
    if (!access.ok) return access
    // Of the provider as it is placed: a sandbox has other addresses.
    const contacts = access.value.provider.contacts ?? known.value.contacts
    const found = await ask({ contacts, facts: known.value.facts, session: access.value.session })
    if (!found.ok) return found
    await keep(accountId, workspaceId, contacts, found.value)
    return ok(found.value.contact)
  }

  /** Whether the store that is open is still the account's, and the account still there. */
  async function isStillHere(accountId: AccountId, workspaceId: WorkspaceId | null): Promise<boolean> {
    const access = await ports.access(accountId)
    return access.ok && ports.workspaceId() === workspaceId
  }

  /** A contact that could not be stored is shown all the same, and comes with the next load. */
  async function keep(
    accountId: AccountId,
    workspaceId: WorkspaceId | null,
    contacts: ContactEditing,
    { loaded }: SavedContact,
  ): Promise<void> {
    if (!(await isStillHere(accountId, workspaceId))) return
    const stored = await store.call('putItem', {
      feed: contacts.feed,
      item: { item: loaded.item, record: JSON.stringify(loaded.record) },
      nowMs: ports.now(),
    })
    if (stored.ok) ports.publish('itemsChanged', {})
    else ports.logger.warn('contact.not-stored', { error: stored.error.kind })
  }

  async function both(
    primary: ItemKey,
    other: ItemKey,
  ): Promise<Result<readonly [ContactHere, ContactHere], AppError>> {
    const [one, two] = [await outbox.here(primary), await outbox.here(other)]
    if (!one.ok) return one
    if (!two.ok) return two
    const isPossible = one.value.key !== two.value.key && one.value.account.id === two.value.account.id
    return isPossible
      ? ok([one.value, two.value])
      : err({ kind: 'invalid-request', detail: 'not two contacts of one account' })
  }

  return {
    async form(accountId) {
      const known = await outbox.accounts.find(accountId)
      return known.ok ? ok(known.value.contacts.form(known.value.facts)) : known
    },

    async stored(key) {
      const found = await outbox.here(key)
      if (!found.ok) return found
      const { loaded, open, values, name } = found.value
      const creation = open.find(({ kind }) => kind === 'create')
      const isRewritable = creation !== undefined && creation.attempt === null
      return ok({
        key: found.value.key,
        name,
        loaded:
          loaded === null
            ? null
            : {
                values: loaded.values,
                modifiedAtMs: loaded.item.modifiedAtMs,
                loadedAtMs: loaded.loadedAtMs,
                record: loaded.record as ContactRecord['record'],
              },
        values,
        changedFields: [...new Set(open.flatMap((change) => Object.keys(change.values)))],
        createdBy: isRewritable ? { id: creation.id, revision: creation.revision } : null,
        isBeingDeleted: open.some(({ kind }) => kind === 'delete' || kind === 'erase'),
      })
    },

    async read(accountId, externalId) {
      const workspaceId = ports.workspaceId()
      const found = await fetched(accountId, ({ contacts, session, facts }) =>
        contacts.read(session, externalId, facts),
      )
      const isElsewhere =
        !found.ok && (found.error.kind === 'not-found' || found.error.kind === 'merged-into')
      if (isElsewhere && (await isStillHere(accountId, workspaceId))) {
        const known = await outbox.accounts.find(accountId)
        if (!known.ok) return known
        const key = itemKey(known.value.account.providerId, accountId, 'contact', externalId)
        const removed = await store.call('removeItem', { key, nowMs: ports.now() })
        if (!removed.ok) return removed
        if (removed.value.removed) ports.publish('itemsChanged', {})
      }
      return found
    },

    find: (accountId, text) =>
      fetched(accountId, ({ contacts, session, facts }) => contacts.find(session, text, facts)),

    async previewMerge(primary, other) {
      const found = await both(primary, other)
      if (!found.ok) return found
      const [one, two] = found.value
      const { contacts, facts } = one
      const merged = contacts.merged(one.values, two.values)
      const fields = contacts.form(facts).fields
      const textOf = (name: string, values: ContactValues): string =>
        contacts.describeValue(facts, name, valueIn(values, name)).text
      const names = differing(
        fields.filter(({ readOnly }) => readOnly === null).map(({ name }) => name),
        one.values,
        two.values,
        (name, left, right) => contacts.isSameValue(facts, name, left, right),
      )
      return ok({
        primary: { key: one.key, name: one.name },
        other: { key: two.key, name: two.name },
        fields: names.map((name) => ({
          name,
          label: contacts.describeValue(facts, name, '').label,
          primary: textOf(name, one.values),
          other: textOf(name, two.values),
          result: textOf(name, merged),
        })),
      })
    },

    async versions(key) {
      const found = await outbox.here(key)
      if (!found.ok) return found
      const { contacts, facts, values: now } = found.value
      const stored = await store.call('versionsOf', { key: found.value.key, limit: mostVersions })
      if (!stored.ok) return stored
      const kept = stored.value.map(({ id, atMs, body }) => ({ id, atMs, ...readVersion(body) }))
      const isSame = (name: string, left: string, right: string): boolean =>
        contacts.isSameValue(facts, name, left, right)
      return ok(
        kept.map(({ id, atMs, origin, values }, at) => {
          const before = kept[at + 1]?.values ?? {}
          const names = at + 1 < kept.length ? fieldsOf(contacts, facts, values, before) : []
          return {
            id,
            atMs,
            origin,
            isCurrent: differing(fieldsOf(contacts, facts, values, now), now, values, isSame).length === 0,
            changes: differing(names, before, values, isSame)
              .slice(0, mostDifferences)
              .map((name) => ({
                name: wellFormedStart(name, 200),
                label: contacts.describeValue(facts, name, '').label,
                from: contacts.describeValue(facts, name, valueIn(before, name)).text,
                to: contacts.describeValue(facts, name, valueIn(values, name)).text,
              })),
          }
        }),
      )
    },

    async previewRevert(key, version) {
      const found = await outbox.here(key)
      if (!found.ok) return found
      const wanted = await toRevert(key, version)
      if (!wanted.ok) return wanted
      const { contacts, facts } = found.value
      const { values, base } = wanted.value
      return ok(
        Object.entries(values).map(([name, value]) => ({
          name,
          label: contacts.describeValue(facts, name, '').label,
          now: contacts.describeValue(facts, name, valueIn(base, name)).text,
          then: contacts.describeValue(facts, name, value).text,
        })),
      )
    },

    toRevert,
  }

  async function toRevert(
    key: ItemKey,
    version: number,
  ): Promise<Result<{ values: ContactValues; base: ContactValues }, AppError>> {
    const found = await outbox.here(key)
    if (!found.ok) return found
    const stored = await store.call('versionsOf', { key: found.value.key, limit: mostVersions })
    if (!stored.ok) return stored
    const body = stored.value.find(({ id }) => id === version)?.body
    if (body === undefined) return err({ kind: 'not-found' })
    const kept = readVersion(body)
    const { contacts, facts, values } = found.value
    const names = differing(
      fieldsOf(contacts, facts, kept.values, values),
      values,
      kept.values,
      (name, left, right) => contacts.isSameValue(facts, name, left, right),
    )
    const at = (from: ContactValues): ContactValues => picked(from, names)
    return ok({ values: at(kept.values), base: at(values) })
  }
}

/** Fields that somebody may have set in one of two states; what the provider computes is no change of anybody's. */
function fieldsOf(
  contacts: ContactEditing,
  facts: StoredFacts,
  one: ContactValues,
  other: ContactValues,
): readonly string[] {
  const set = new Set([...Object.keys(one), ...Object.keys(other)])
  return contacts
    .form(facts)
    .fields.filter(({ name, readOnly }) => readOnly === null && set.has(name))
    .map(({ name }) => name)
}
