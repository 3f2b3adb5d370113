import { describe, expect, it } from 'vitest'
import { itemSchema } from '../../../shared/model/item.ts'
import type { CrmType } from './object-types.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { recordSchema } from './schema.ts'
import { scriptedSession } from '../test-support/scripted-session.ts'
import { toLoadedItem } from './to-item.ts'

const { session } = scriptedSession([])
const providerId = providerIdSchema.parse('hubspot')
const itemOf = (type: CrmType, record: unknown, from = session) =>
  toLoadedItem(providerId, from, type, recordSchema.parse(record)).item
const contact = (properties: Record<string, unknown>) => itemOf('contact', { id: '501', properties })

describe('a HubSpot record as an item', () => {
  it.each([
    [{ firstname: 'Ana', lastname: 'Lima', email: 'a@b.co' }, 'Ana Lima'],
    [{ firstname: null, lastname: 'Lima', email: 'a@b.co' }, 'Lima'],
    [{ firstname: ' Ana ', lastname: '', email: 'a@b.co' }, 'Ana'],
    [{ firstname: null, lastname: null, email: 'a@b.co' }, 'a@b.co'],
    [{ firstname: null, lastname: null, email: null }, 'Contact 501'],
    [{ firstname: '  ', lastname: '\t' }, 'Contact 501'],
    [{}, 'Contact 501'],
    [{ firstname: '秀樹', lastname: '湯川' }, '秀樹 湯川'],
    [{ firstname: { odd: true }, lastname: ['x'], email: 7 }, '7'],
  ])('names a contact with %j', (properties, name) => {
    expect(contact(properties).name).toBe(name)
  })

  it.each([
    ['company', { name: 'Acme', domain: 'acme.example' }, 'Acme', 'acme.example'],
    ['company', { name: null, domain: 'acme.example' }, 'acme.example', 'acme.example'],
    ['company', { name: null, domain: null }, 'Company 501', null],
    ['deal', { dealname: 'Renewal' }, 'Renewal', null],
    ['deal', { dealname: null }, 'Deal 501', null],
  ] as const)('names a %s with %j', (type, properties, name, organisation) => {
    expect(itemOf(type, { id: '501', properties })).toMatchObject({ name, organisation })
  })

  it('takes the mobile number where there is no other', () => {
    expect(contact({ phone: '1', mobilephone: '2' }).phone).toBe('1')
    expect(contact({ phone: null, mobilephone: '2' }).phone).toBe('2')
  })

  it('links to the page of the account, by the type’s number', () => {
    const page = 'https://app-eu1.hubspot.com/contacts/147312908/record'
    expect(contact({}).url).toBe(`${page}/0-1/501`)
    expect(itemOf('company', { id: '9' }).url).toBe(`${page}/0-2/9`)
    expect(itemOf('deal', { id: '9' }).url).toBe(`${page}/0-3/9`)
    expect(itemOf('deal', { id: '../x' }).url).toBe(`${page}/0-3/..%2Fx`)
    expect(itemOf('contact', { id: '9' }, { ...session, uiOrigin: null }).url).toBeNull()
  })

  it('keeps one key per type for an id that all types have', () => {
    const types = ['contact', 'company', 'deal'] as const
    expect(new Set(types.map((type) => itemOf(type, { id: '9' }).key)).size).toBe(3)
  })

  it('reads times with and without fractions, in ms, and from the properties where they stand alone', () => {
    const times = { createdAt: '2026-01-02T03:04:05.678Z', updatedAt: '2026-11-02T10:00:00Z' }
    expect(itemOf('contact', { id: '1', ...times })).toMatchObject({
      createdAtMs: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
      modifiedAtMs: Date.UTC(2026, 10, 2, 10),
    })
    expect(contact({ lastmodifieddate: '1762077600000' }).modifiedAtMs).toBe(1_762_077_600_000)
    expect(
      itemOf('deal', { id: '1', properties: { hs_lastmodifieddate: times.updatedAt } }).modifiedAtMs,
    ).toBe(Date.UTC(2026, 10, 2, 10))
    expect(itemOf('contact', { id: '1', createdAt: 'soon', updatedAt: 7 })).toMatchObject({
      createdAtMs: null,
      modifiedAtMs: null,
    })
  })

  it.each([
    ['contact', { associatedcompanyid: '901' }, 'hubspot:account-1:company:901'],
    ['deal', { hs_primary_associated_company: 901 }, 'hubspot:account-1:company:901'],
    ['company', { associatedcompanyid: '901' }, null],
    ['contact', { associatedcompanyid: null }, null],
    ['contact', { associatedcompanyid: '' }, null],
    ['contact', { associatedcompanyid: '../9' }, null],
  ] as const)('lets a %s with %j stand in its company', (type, properties, parentKey) => {
    expect(itemOf(type, { id: '1', properties }).parentKey).toBe(parentKey)
  })

  it('is the same text whoever read it: unset properties are left out, the others stand by name', () => {
    const stored = (properties: Record<string, unknown>) =>
      JSON.stringify(
        toLoadedItem(providerId, session, 'contact', recordSchema.parse({ id: '1', properties })).record,
      )
    expect(stored({ lastname: 'Lima', email: null, city: '' })).toBe(stored({ city: '', lastname: 'Lima' }))
  })

  it('is not visible once it is archived', () => {
    expect(itemOf('contact', { id: '1', archived: true }).isVisible).toBe(false)
    expect(itemOf('contact', { id: '1', archived: false }).isVisible).toBe(true)
  })

  it('keeps fields that nobody knows in the record, and mends lone surrogates in what is shown', () => {
    const raw = { id: '1', properties: { firstname: 'A\ud800', odd: [1] }, later: { x: 1 } }
    const loaded = toLoadedItem(providerId, session, 'contact', recordSchema.parse(raw))
    expect(loaded.record).toEqual(raw)
    expect(loaded.item.name).toBe('A\ufffd')
    expect(itemSchema.parse(loaded.item)).toEqual(loaded.item)
  })
})
