import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox/start-sandbox.ts'
import {
  contactFormSchema,
  contactRecordSchema,
  type ContactValues,
  type FormField,
} from '../../shared/model/contact.ts'
import type { ContactEditing, Provider, ProviderSession } from './provider.ts'
import { providers } from './registry.ts'
import { loadAll } from './test-support/load-all.ts'
import { startProviderInSandbox } from './test-support/provider-in-sandbox.ts'

const counts = { contacts: 30, companies: 5, deals: 5 }
const facts = {}
/** Texts that a path must not be made of as they stand. */
const hostileIds = [
  '../deals/9',
  '..',
  '.',
  '',
  '9/../../deals/9',
  '%2e%2e%2fdeals',
  '9?archived=true',
  '9#',
  '9\\..',
  '\u0000',
  '\u202e9',
  '\ud800',
]

// Every provider with contacts to edit, against the sandbox's service of the same id.
const editing = providers.filter(({ contacts }) => contacts !== undefined)
describe.each(editing.map((own) => [own.descriptor.id, own] as const))('contacts of %s', (_id, own) => {
  let sandbox: Sandbox
  let provider: Provider
  let contacts: ContactEditing
  let session: ProviderSession

  beforeAll(async () => {
    ;({ sandbox, provider, session } = await startProviderInSandbox(own, counts, (input, init) =>
      fetch(input, init),
    ))
    contacts = provider.contacts!
  })
  afterAll(() => sandbox.close())
  beforeEach(() => {
    sandbox.faults.clear()
    sandbox.requests.clear()
  })

  /** The form's first fields of a kind that can be set. */
  const namesOf = (kind: FormField['kind']): string[] =>
    contacts
      .form(facts)
      .fields.filter((field) => field.kind === kind && field.readOnly === null)
      .map(({ name }) => name)
  const made = (address: string): ContactValues => {
    const [first = '', last = ''] = namesOf('text')
    return {
      [namesOf('email')[0] ?? '']: address,
      [namesOf('phone')[0] ?? '']: '+44 20 7946 0000',
      [first]: 'Ada',
      [last]: 'Byron',
    }
  }
  const createdAt = async (address: string) => {
    const created = await contacts.create(session, made(address), facts)
    if (!created.ok) throw new Error(created.error.kind)
    return created.value
  }

  it('have a form before anything is known of the account', () => {
    const form = contacts.form(facts)
    expect(contactFormSchema.parse(form)).toEqual(form)
    expect(form.fields.some(({ name }) => form.needsOneOf.includes(name))).toBe(true)
  })

  it('from creation to deletion', async () => {
    const values = made('ada.byron@new.example')
    const [first = ''] = namesOf('text')
    const [phone = ''] = namesOf('phone')
    const created = await createdAt('ada.byron@new.example')
    const { externalId } = created.contact
    expect(contactRecordSchema.parse(created.contact)).toEqual(created.contact)
    expect(created.contact.values).toMatchObject(values)
    expect(created.createdAtMs).toBeGreaterThan(0)
    expect(created.loaded.item).toMatchObject({ externalId, name: 'Ada Byron', type: 'contact' })
    expect(contacts.addressOf(values)).toBe('ada.byron@new.example')

    const updated = await contacts.update(session, externalId, { [first]: 'Augusta', [phone]: '' }, facts)
    if (!updated.ok) throw new Error(updated.error.kind)
    const { [phone]: _cleared, ...kept } = values
    expect(updated.value.contact.values).toMatchObject({ ...kept, [first]: 'Augusta' })
    expect(updated.value.contact.values).not.toHaveProperty(phone)

    const read = await contacts.read(session, externalId, facts)
    expect(read).toEqual(updated)
    for (const text of [externalId, 'ada.byron@new.example', ' Ada.Byron@new.example ']) {
      expect(await contacts.find(session, text, facts)).toEqual(read)
    }
    const listed = (await loadAll(provider, session, 'contact')).items.find(
      ({ item }) => item.externalId === externalId,
    )
    expect(read.ok && read.value.loaded.item).toEqual(listed?.item)
    expect(contacts.valuesOf(listed?.record)).toMatchObject({ [first]: 'Augusta' })

    expect(await contacts.remove(session, externalId)).toEqual({ ok: true, value: null })
    const gone = { ok: false, error: { kind: 'not-found' } }
    expect(await contacts.read(session, externalId, facts)).toEqual(gone)
    expect(await contacts.update(session, externalId, { [first]: 'A' }, facts)).toEqual(gone)
    expect(await contacts.find(session, 'ada.byron@new.example', facts)).toEqual(gone)
  })

  it('lie over each other as the service would write them', async () => {
    const [first = ''] = namesOf('text')
    const [phone = ''] = namesOf('phone')
    const before = await createdAt('over@new.example')
    const changes = { [first]: 'Augusta', [phone]: '' }
    const laid = contacts.withValues(before.loaded.record, changes)
    const { ok, value } = (await contacts.update(session, before.contact.externalId, changes, facts)) as {
      ok: true
      value: typeof before
    }
    expect(ok).toBe(true)
    const { item } = value.loaded
    expect(contacts.shown(contacts.valuesOf(laid))).toEqual({
      name: item.name,
      email: item.email,
      organisation: item.organisation,
      phone: item.phone,
    })
    expect(contacts.valuesOf(contacts.withValues(null, changes))).toEqual({ [first]: 'Augusta' })
    expect(contacts.isSameValue(facts, namesOf('email')[0]!, 'Over@New.example', 'over@new.example')).toBe(
      true,
    )
    expect(contacts.isSameValue(facts, first, 'Augusta', 'augusta')).toBe(false)
  })

  it('say who set a value, and when, as far as the service tells', async () => {
    const [first = ''] = namesOf('text')
    const { contact } = await createdAt('author@new.example')
    const authors = await contacts.authorsOf(session, contact.externalId, [first], facts)
    if (!authors.ok) throw new Error(authors.error.kind)
    expect(authors.value.get(first)?.atMs).toBeGreaterThan(0)
  })

  it('are found by when they were created and what they hold', async () => {
    const sinceMs = session.serverNowMs() - 1_000
    const values = { [namesOf('text')[0] ?? '']: 'Nobody', [namesOf('text')[1] ?? '']: 'Else' }
    const created = await contacts.create(session, values, facts)
    if (!created.ok) throw new Error(created.error.kind)
    await createdAt('another@new.example')
    await expect
      .poll(async () => {
        const found = await contacts.createdSince(session, values, sinceMs, facts)
        return found.ok ? found.value.map(({ contact }) => contact.externalId) : found.error
      })
      .toEqual([created.value.contact.externalId])
  })

  it('are merged, and both lead to one', async () => {
    const primary = await createdAt('primary@new.example')
    const other = await createdAt('other@new.example')
    const expected = contacts.merged(primary.contact.values, other.contact.values)
    const merged = await contacts.merge(session, primary.contact.externalId, other.contact.externalId, facts)
    if (!merged.ok) throw new Error(merged.error.kind)
    const [email = ''] = namesOf('email')
    expect(merged.value.contact.values[email]).toBe(expected[email])
    expect(await contacts.read(session, other.contact.externalId, facts)).toEqual({
      ok: false,
      error: { kind: 'merged-into', currentId: merged.value.contact.externalId },
    })
  })

  it('are deleted for good', async () => {
    const { contact } = await createdAt('forget.me@new.example')
    expect(await contacts.erase(session, contact.externalId)).toEqual({ ok: true, value: null })
    expect(await contacts.read(session, contact.externalId, facts)).toEqual({
      ok: false,
      error: { kind: 'not-found' },
    })
  })

  it('and name the contact that has the address already, on creation and on change', async () => {
    const first = await createdAt('first@new.example')
    const second = await createdAt('second@new.example')
    const taken = { ok: false, error: { kind: 'already-exists', existingId: first.contact.externalId } }
    expect(await contacts.create(session, made('first@new.example'), facts)).toEqual(taken)
    const [email = ''] = namesOf('email')
    expect(
      await contacts.update(session, second.contact.externalId, { [email]: 'first@new.example' }, facts),
    ).toEqual(taken)
  })

  it('and say which field was refused, by its name', async () => {
    const refused = await contacts.create(session, made('not an address'), facts)
    const [email = ''] = namesOf('email')
    expect(refused).toMatchObject({ ok: false, error: { kind: 'rejected', fields: [{ name: email }] } })
  })

  it('and do not send a creation twice when its answer is lost, nor call it unsent', async () => {
    sandbox.faults.add({ method: 'POST', path: '/', drop: true, after: true })
    expect(await contacts.create(session, made('lost@new.example'), facts)).toEqual({
      ok: false,
      error: { kind: 'reply-lost' },
    })
    expect(sandbox.requests.entries().filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  it.each(hostileIds)('and never leave the contacts for the id %j', async (hostileId) => {
    for (const outcome of [
      await contacts.read(session, hostileId, facts),
      await contacts.update(session, hostileId, made('x@new.example'), facts),
      await contacts.remove(session, hostileId),
      await contacts.erase(session, hostileId),
      await contacts.merge(session, hostileId, '9', facts),
      await contacts.merge(session, '9', hostileId, facts),
      await contacts.authorsOf(session, hostileId, ['email'], facts),
      await contacts.find(session, hostileId, facts),
    ]) {
      expect(outcome).toEqual({ ok: false, error: { kind: 'not-found' } })
    }
    expect(sandbox.requests.entries()).toEqual([])
  })

  it('and read a contact of which only the id is there', async () => {
    sandbox.faults.add({ method: 'GET', path: '/', times: 1, body: { id: '9', properties: { email: null } } })
    const read = await contacts.read(session, '9', facts)
    expect(read).toMatchObject({
      ok: true,
      value: { contact: { externalId: '9', values: {}, modifiedAtMs: null }, createdAtMs: null },
    })
  })

  it('and tell where a merged contact went', async () => {
    sandbox.faults.replace([{ method: 'GET', path: '/', times: 1, body: { id: '51' } }])
    expect(await contacts.read(session, '9', facts)).toEqual({
      ok: false,
      error: { kind: 'merged-into', currentId: '51' },
    })
  })
})
