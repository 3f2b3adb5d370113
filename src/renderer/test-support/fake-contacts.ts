import type { AppError } from '../../shared/errors.ts'
import type { Client } from '../../shared/ipc/types.ts'
import { changeIdSchema } from '../../shared/model/change-id.ts'
import type { ContactValues, StoredContact } from '../../shared/model/contact.ts'
import { type Item, itemKey, type ItemKey, itemKeySchema } from '../../shared/model/item.ts'
import { providerField } from '../../shared/model/list-field.ts'
import { fakeCell } from './fake-filter.ts'
import { aContactForm } from './fake-contact-form.ts'
import { recordOf } from './fake-items.ts'
import { type Emit, fakeNowMs, type FakeState, valuesOf } from './fake-state.ts'
import { failWith, succeed } from './replies.ts'

const notFound = () => Promise.resolve(failWith({ kind: 'not-found' }))

/** The same contact with other values. */
function withValues(item: Item, values: ContactValues): Item {
  const { email = '', firstname = '', lastname = '', phone = '', company = '' } = values
  const orNull = (text: string): string | null => (text === '' ? null : text)
  return {
    ...item,
    name: `${firstname} ${lastname}`.trim(),
    email: orNull(email),
    phone: orNull(phone),
    organisation: orNull(company),
  }
}

/** Contacts out of what the state has. What is saved is in the list at once; nothing is ever sent. */
export function createFakeContacts(state: FakeState, emit: Emit): Client['contacts'] {
  let noted = 0
  const find = (key: string): Item | undefined =>
    state.items.find((item) => item.key === key && item.type === 'contact')
  const note = (key: string) => {
    noted += 1
    const id = changeIdSchema.parse(`change-${String(noted)}`)
    return Promise.resolve(succeed({ id, key: itemKeySchema.parse(key) }))
  }
  const stored = (item: Item): StoredContact => {
    const record = recordOf(state, item)
    return {
      key: item.key,
      name: item.name,
      loaded: {
        values: record.values,
        modifiedAtMs: item.modifiedAtMs,
        loadedAtMs: fakeNowMs - 120_000,
        record: record.record,
      },
      values: record.values,
      changedFields: [],
      createdBy: null,
      isBeingDeleted: false,
      ...state.contacts[item.key],
    }
  }
  const withoutIt = (key: string) => {
    if (find(key) === undefined) return notFound()
    state.items = state.items.filter((one) => one.key !== key)
    return note(key)
  }

  return {
    form: ({ accountId }) => Promise.resolve(succeed(state.forms[accountId] ?? aContactForm())),
    stored({ key }) {
      const item = find(key)
      return item === undefined ? notFound() : Promise.resolve(succeed(stored(item)))
    },
    read({ accountId, externalId }) {
      const item = state.items.find((one) => one.accountId === accountId && one.externalId === externalId)
      return item === undefined ? notFound() : Promise.resolve(succeed(recordOf(state, item)))
    },
    find({ accountId, text }) {
      const item = state.items.find(
        (one) => one.accountId === accountId && (one.externalId === text || one.email === text),
      )
      return item === undefined ? notFound() : Promise.resolve(succeed(recordOf(state, item)))
    },
    create({ accountId, values }) {
      const account = state.accounts.find((one) => one.id === accountId)
      if (account === undefined) return notFound()
      const externalId = `new-${String(state.items.length)}`
      const key = itemKey(account.providerId, account.id, 'contact', externalId)
      const place = { key, externalId, accountId: account.id, providerId: account.providerId }
      state.items = [withValues({ ...emptyContact, ...place }, values), ...state.items]
      state.contacts[key] = {
        loaded: null,
        values,
        createdBy: { id: changeIdSchema.parse(`change-${String(noted + 1)}`), revision: 0 },
      }
      return note(key)
    },
    update({ key, values }) {
      const item = find(key)
      if (item === undefined) return notFound()
      const before = stored(item)
      const after = { ...before.values, ...values }
      state.items = state.items.map((one) => (one.key === key ? withValues(item, after) : one))
      state.contacts[key] = {
        ...state.contacts[key],
        loaded: before.loaded,
        values: after,
        changedFields: Object.keys(values),
      }
      return note(key)
    },
    updateMany({ keys, field, value, stepId }) {
      const failed: { key: ItemKey; error: AppError }[] = []
      const changed: ItemKey[] = []
      for (const key of keys) {
        const item = find(key)
        const held = item === undefined ? null : fakeCell(state, item, providerField(field))
        if (item === undefined) failed.push({ key: itemKeySchema.parse(key), error: { kind: 'not-found' } })
        else if ((held ?? '') !== value) {
          changed.push(item.key)
          const record = state.records[key] as { properties?: Record<string, string | null> } | undefined
          const properties = { ...record?.properties, [field]: value }
          state.records = { ...state.records, [key]: { ...record, properties } }
          const pending = { kind: 'update' as const, state: 'waiting' as const, fields: [field] }
          state.pending = { ...state.pending, [key]: pending }
          state.items = state.items.map((one) =>
            one.key === key ? withValues(item, { ...valuesOf(item), [field]: value }) : one,
          )
        }
      }
      const before = stepId === null ? 0 : (state.outbox.undo?.count ?? 0)
      const count = before + changed.length
      if (count > 0) state.outbox = { ...state.outbox, undo: { kind: 'update', name: '', count } }
      emit('outboxChanged', {})
      emit('itemsChanged', {})
      const unchanged = keys.length - changed.length - failed.length
      const id = stepId ?? '00000000-0000-4000-8000-000000000001'
      return Promise.resolve(succeed({ stepId: id, changed: changed.length, unchanged, failed }))
    },
    amend: () => Promise.resolve(succeed({})),
    remove: ({ key }) => withoutIt(key),
    erase: ({ key }) => withoutIt(key),
    previewMerge({ primary, other }) {
      const [first, second] = [find(primary), find(other)]
      if (first === undefined || second === undefined) return notFound()
      const [one, two] = [valuesOf(first), valuesOf(second)]
      const fields = aContactForm()
        .fields.filter(({ name }) => (one[name] ?? '') !== (two[name] ?? ''))
        .map(({ name, label }) => ({
          name,
          label,
          primary: one[name] ?? '',
          other: two[name] ?? '',
          result: one[name] ?? two[name] ?? '',
        }))
      const named = ({ key, name }: Item) => ({ key, name })
      return Promise.resolve(succeed({ primary: named(first), other: named(second), fields }))
    },
    merge({ primary, other }) {
      state.items = state.items.filter((one) => one.key !== other)
      return note(primary)
    },
    versions: ({ key }) => Promise.resolve(succeed(state.versions[key] ?? [])),
    previewRevert({ key, version }) {
      const changes = state.versions[key]?.find(({ id }) => id === version)?.changes ?? []
      return Promise.resolve(
        succeed(changes.map(({ name, label, from, to }) => ({ name, label, now: to, then: from }))),
      )
    },
    revert: () => Promise.resolve(succeed({ id: changeIdSchema.parse('change-back') })),
  }
}

/** Drafts as main keeps them, over the state alone. */
export function createFakeDrafts(state: FakeState): Client['drafts'] {
  return {
    get: ({ id }) => Promise.resolve(succeed(state.drafts[id] ?? null)),
    put(draft) {
      state.drafts[draft.id] = { ...draft, atMs: fakeNowMs } as FakeState['drafts'][string]
      return Promise.resolve(succeed({}))
    },
    remove({ id }) {
      const { [id]: _removed, ...others } = state.drafts
      state.drafts = others
      return Promise.resolve(succeed({}))
    },
  }
}

const emptyContact: Omit<Item, 'key' | 'externalId' | 'accountId' | 'providerId'> = {
  type: 'contact',
  name: '',
  email: null,
  organisation: null,
  phone: null,
  parentKey: null,
  parentPath: null,
  url: null,
  createdAtMs: fakeNowMs,
  modifiedAtMs: fakeNowMs,
  isDirectory: false,
  isVisible: true,
  mimeType: null,
  childCount: null,
}
