import { describe, expect, it } from 'vitest'
import { accountDetailsSchema, introspectionSchema, pageSchema, recordSchema } from './schema.ts'

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success

describe('a record as HubSpot sends it', () => {
  it('needs an id, and keeps what else it came with', () => {
    const record = { id: '1', properties: { a: null }, createdAt: 7, updatedAt: 'x', archived: true, more: 1 }
    expect(recordSchema.parse(record)).toEqual(record)
    expect(recordSchema.parse({ id: '1' })).toEqual({ id: '1' })
    expect(recordSchema.parse({ id: 'x'.repeat(60), properties: null })).toMatchObject({ properties: null })
    for (const id of ['', 7, undefined, 'x'.repeat(61), '\ud800'])
      expect(accepts(recordSchema, { id })).toBe(false)
    expect(accepts(recordSchema, { id: '1', properties: [] })).toBe(false)
  })

  it.each([
    [{ results: [{ id: '1' }] }, true],
    [{ results: [], paging: null }, true],
    [{ results: [], paging: {} }, true],
    [{ results: [], paging: { next: null } }, true],
    [{ results: [], paging: { next: {} } }, true],
    [{ results: [], paging: { next: { after: null } } }, true],
    [{ results: [], paging: { next: { after: 'x' } } }, true],
    [{ results: [], paging: { next: { after: 7 } } }, true],
    [{ results: [], paging: { next: { after: true } } }, false],
    [{ results: [], paging: { next: 7 } }, false],
    [{ results: [], paging: 7 }, false],
    [{ results: [7] }, false],
    [{}, false],
  ])('comes in pages: %j is %s', (page, expected) => {
    expect(accepts(pageSchema, page)).toBe(expected)
    if (expected) expect(pageSchema.parse(page)).toEqual(page)
  })
})

describe('the account', () => {
  it.each([
    [7, '7'],
    ['7', '7'],
    ['1'.repeat(30), '1'.repeat(30)],
    ['1'.repeat(31), null],
    ['7x', null],
    ['x7', null],
    ['', null],
    [1.5, null],
    [undefined, null],
  ])('has the number %j', (portalId, expected) => {
    const parsed = accountDetailsSchema.safeParse({ portalId })
    expect(parsed.success ? parsed.data.portalId : null).toBe(expected)
    const told = introspectionSchema.safeParse({ active: true, hub_id: portalId, hub_domain: 'a' })
    expect(told.success ? told.data.hub_id : null).toBe(expected)
  })

  it('has what else it came with, unread', () => {
    const details = { portalId: '7', uiDomain: 7, timeZone: [], companyCurrency: 'EUR' }
    expect(accountDetailsSchema.parse({ ...details, more: 1 })).toEqual(details)
  })

  it.each([
    ['acme-1.example', true],
    ['x'.repeat(190), true],
    ['x'.repeat(191), false],
    ['', false],
    ['acme.example/x', false],
    ['a b', false],
    ['acme.example\n', false],
    ['<b>', false],
    [undefined, false],
  ])('that a token tells has the domain %j: %s', (hub_domain, expected) => {
    expect(accepts(introspectionSchema, { active: true, hub_id: 7, hub_domain })).toBe(expected)
    expect(accepts(introspectionSchema, { active: false, hub_id: 7, hub_domain })).toBe(false)
  })
})
