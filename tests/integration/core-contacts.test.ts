import { describe, expect, it } from 'vitest'
import { connect, countsOf, settled, startConnected } from '../support/connected-core.ts'
import { valueOf } from '../support/core-in-node.ts'

const fields = {
  email: 'grace.quay@example.com',
  firstName: 'Grace',
  lastName: 'Quay',
  phone: '+44 20 7946 0999',
  company: 'Harbour Ltd',
}

async function started() {
  const running = await startConnected({ sizes: { contacts: 60, companies: 0, deals: 0 } })
  const account = await connect(running.core)
  await settled(running.core)
  return { ...running, account, contacts: running.core.handlers.contacts }
}

describe('a contact', () => {
  it('is created, and lies in the list at once as the provider answered it', async () => {
    const { core, account, contacts } = await started()
    const created = valueOf(await contacts.create({ accountId: account.id, fields }))
    expect(created.contact.fields).toEqual(fields)
    expect(await countsOf(core)).toEqual({ contact: 61 })
    const { item } = valueOf(await core.handlers.items.get({ key: created.key }))
    expect(item).toMatchObject({ name: 'Grace Quay', email: fields.email, phone: fields.phone })
  })

  it('that exists is not created twice: the answer names the existing one', async () => {
    const { core, account, contacts } = await started()
    const answer = await contacts.create({
      accountId: account.id,
      fields: { ...fields, email: 'ada.lovelace@analytical.example' },
    })
    expect(answer).toEqual({ ok: false, error: { kind: 'already-exists', existingId: '9' } })
    expect(await countsOf(core)).toEqual({ contact: 60 })
  })

  it('is changed by the given fields only; an empty one clears', async () => {
    const { account, contacts } = await started()
    const before = valueOf(await contacts.read({ accountId: account.id, externalId: '9' }))
    const { contact } = valueOf(
      await contacts.update({
        accountId: account.id,
        externalId: '9',
        changes: { phone: '+44 1', company: '' },
      }),
    )
    expect(contact.fields).toEqual({ ...before.fields, phone: '+44 1', company: '' })
  })

  it('is read fresh, whatever the list says', async () => {
    const { core, account, contacts, sandbox } = await started()
    sandbox.hubspot.records.contacts.update('9', { phone: '+44 7' })
    const fresh = valueOf(await contacts.read({ accountId: account.id, externalId: '9' }))
    expect(fresh.fields.phone).toBe('+44 7')
    const found = valueOf(
      await core.handlers.items.list({
        query: {
          type: 'contact',
          accountId: null,
          parentKey: null,
          search: 'lovelace',
          sort: { by: 'name', direction: 'ascending' },
        },
        offset: 0,
        limit: 5,
      }),
    )
    expect(found.rows[0]?.phone).toBe('+44 7')
  })

  it('is deleted after its existence was proved', async () => {
    const { core, account, contacts, sandbox } = await started()
    sandbox.requests.clear()
    valueOf(await contacts.remove({ accountId: account.id, externalId: '9' }))
    expect(sandbox.requests.entries().map(({ method }) => method)).toEqual(['GET', 'DELETE', 'GET'])
    expect(await countsOf(core)).toEqual({ contact: 59 })
    expect(sandbox.hubspot.records.contacts.get('9')?.archivedAtMs).toBeDefined()
  })

  it('that is gone already is not deleted: HubSpot would answer 204; it is said, and removed here', async () => {
    const { core, account, contacts, sandbox } = await started()
    sandbox.hubspot.records.contacts.archive('9')
    sandbox.requests.clear()
    const answer = await contacts.remove({ accountId: account.id, externalId: '9' })
    expect(answer).toEqual({ ok: false, error: { kind: 'not-found' } })
    expect(sandbox.requests.entries().map(({ method }) => method)).not.toContain('DELETE')
    expect(await countsOf(core)).toEqual({ contact: 59 })
  })

  it('whose values are refused names the fields', async () => {
    const { account, contacts } = await started()
    const answer = await contacts.create({
      accountId: account.id,
      fields: { ...fields, email: 'not an address' },
    })
    expect(answer.ok || answer.error).toMatchObject({ kind: 'rejected', fields: [{ name: 'email' }] })
  })

  it('with an id that tries to climb reaches nothing', async () => {
    const { account, contacts, sandbox } = await started()
    sandbox.requests.clear()
    for (const externalId of ['..', '../companies/9', '%2e%2e', '9/../../../oauth', '9?x=1']) {
      const answer = await contacts.remove({ accountId: account.id, externalId })
      expect(answer.ok, externalId).toBe(false)
    }
    expect(sandbox.requests.entries().map(({ method }) => method)).not.toContain('DELETE')
  })

  it('is created once when the reply is lost: the write is not repeated', async () => {
    const { account, contacts, sandbox } = await started()
    sandbox.faults.add({ method: 'POST', path: '/crm/objects/2026-09/contacts', drop: true, after: true })
    const answer = await contacts.create({ accountId: account.id, fields })
    expect(answer).toEqual({ ok: false, error: { kind: 'offline' } })
    const posts = sandbox.requests
      .entries()
      .filter(({ method, path }) => method === 'POST' && path === '/crm/objects/2026-09/contacts')
    expect(posts).toHaveLength(1)
    expect(sandbox.hubspot.records.contacts.count()).toBe(61)
  })
})
