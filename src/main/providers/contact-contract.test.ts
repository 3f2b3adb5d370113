import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox/start-sandbox.ts'
import { contactRecordSchema, type ContactFields } from '../../shared/model/contact.ts'
import type { ContactEditing, Provider, ProviderSession } from './provider.ts'
import { providers } from './registry.ts'
import { loadAll } from './test-support/load-all.ts'
import { startProviderInSandbox } from './test-support/provider-in-sandbox.ts'

const counts = { contacts: 30, companies: 5, deals: 5 }
const ada: ContactFields = {
  email: 'ada.byron@new.example',
  firstName: 'Ada',
  lastName: 'Byron',
  phone: '+44 20 7946 0000',
  company: 'Analytical Engines',
}
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

  /** Where the last record or list was read, so that a fault can be put there. */
  const lastPath = () => sandbox.requests.entries().findLast(({ method }) => method === 'GET')?.path ?? ''

  it('from creation to deletion', async () => {
    const created = await contacts.create(session, ada)
    if (!created.ok) throw new Error(created.error.kind)
    const { externalId } = created.value.contact
    expect(contactRecordSchema.parse(created.value.contact)).toEqual(created.value.contact)
    expect(created.value.contact.fields).toEqual(ada)
    expect(created.value.loaded.item).toMatchObject({ externalId, name: 'Ada Byron', type: 'contact' })

    const updated = await contacts.update(session, externalId, { firstName: 'Augusta', phone: '' })
    expect(updated).toMatchObject({
      ok: true,
      value: { contact: { fields: { ...ada, firstName: 'Augusta', phone: '' } } },
    })

    const read = await contacts.read(session, externalId)
    expect(read).toEqual(updated)
    const listed = (await loadAll(provider, session, 'contact')).items.find(
      ({ item }) => item.externalId === externalId,
    )
    expect(read.ok && read.value.loaded.item).toEqual(listed?.item)

    expect(await contacts.remove(session, externalId)).toEqual({ ok: true, value: null })
    const gone = { ok: false, error: { kind: 'not-found' } }
    expect(await contacts.read(session, externalId)).toEqual(gone)
    expect(await contacts.update(session, externalId, { firstName: 'A' })).toEqual(gone)
    expect(await contacts.remove(session, externalId)).toEqual(gone)
  })

  it('and says not-found for the deletion of an id that never was, without deleting', async () => {
    expect(await contacts.remove(session, '999999999')).toEqual({ ok: false, error: { kind: 'not-found' } })
    expect(sandbox.requests.entries().filter(({ method }) => method === 'DELETE')).toEqual([])
  })

  it('and names the contact that has the address already, on creation and on change', async () => {
    const first = await contacts.create(session, { ...ada, email: 'first@new.example' })
    const second = await contacts.create(session, { ...ada, email: 'second@new.example' })
    if (!first.ok || !second.ok) throw new Error('Both must be there')
    const taken = { ok: false, error: { kind: 'already-exists', existingId: first.value.contact.externalId } }
    expect(await contacts.create(session, { ...ada, email: 'first@new.example' })).toEqual(taken)
    expect(
      await contacts.update(session, second.value.contact.externalId, { email: 'first@new.example' }),
    ).toEqual(taken)
  })

  it('and says which field was refused, by the form’s name of it', async () => {
    const refused = await contacts.create(session, { ...ada, email: 'not an address' })
    expect(refused).toMatchObject({ ok: false, error: { kind: 'rejected', fields: [{ name: 'email' }] } })
  })

  it('and does not send a creation twice when its answer is lost', async () => {
    sandbox.faults.add({ method: 'POST', path: '/', drop: true, after: true })
    expect((await contacts.create(session, { ...ada, email: 'lost@new.example' })).ok).toBe(false)
    expect(sandbox.requests.entries().filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  it.each(hostileIds)('and never leaves the contacts for the id %j', async (hostileId) => {
    for (const outcome of [
      await contacts.read(session, hostileId),
      await contacts.update(session, hostileId, { firstName: 'X' }),
      await contacts.remove(session, hostileId),
    ]) {
      expect(outcome).toEqual({ ok: false, error: { kind: 'not-found' } })
    }
    const known = await contacts.read(session, '9')
    expect(known.ok).toBe(true)
    const base = lastPath().replace(/[^/]*$/, '')
    for (const { path, method } of sandbox.requests.entries()) {
      expect(path.startsWith(base) && path.length > base.length).toBe(true)
      expect(method).toBe('GET')
    }
  })

  it('and reads a contact of which only the id is there', async () => {
    sandbox.faults.add({ method: 'GET', path: '/', times: 1, body: { id: '9', properties: { email: null } } })
    const read = await contacts.read(session, '9')
    const fields = { email: '', firstName: '', lastName: '', phone: '', company: '' }
    expect(read).toMatchObject({
      ok: true,
      value: { contact: { externalId: '9', fields, modifiedAtMs: null } },
    })
  })

  it('and tells where a merged contact went, and changes nothing', async () => {
    for (const attempt of [
      () => contacts.read(session, '9'),
      () => contacts.update(session, '9', { firstName: 'X' }),
      () => contacts.remove(session, '9'),
    ]) {
      sandbox.faults.replace([{ method: 'GET', path: '/', times: 1, body: { id: '51' } }])
      expect(await attempt()).toEqual({ ok: false, error: { kind: 'merged-into', currentId: '51' } })
    }
    expect(sandbox.requests.entries().every(({ method }) => method === 'GET')).toBe(true)
  })
})
