import { describe, expect, it } from 'vitest'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { listPage } from './list.ts'
import { crmTypes } from './object-types.ts'
import { scriptedSession } from '../test-support/scripted-session.ts'

const id = providerIdSchema.parse('hubspot')
const { signal } = new AbortController()

describe('a page of HubSpot’s list', () => {
  it.each(crmTypes)('of %ss is asked for by an address far below 8 KB', async (type) => {
    const { session, calls } = scriptedSession([{ body: { results: [] } }])
    await listPage(id, session, type, 'x'.repeat(200), signal)
    const [call] = calls
    expect(call?.query).toMatchObject({ limit: '100', after: 'x'.repeat(200) })
    const query = encodeURIComponent(JSON.stringify(call?.query))
    expect(query.length).toBeLessThan(2_000)
  })

  it.each([
    [undefined, null],
    [null, null],
    [{}, null],
    [{ next: null }, null],
    [{ next: {} }, null],
    [{ next: { after: '' } }, null],
    [{ next: { after: 'opaque=/+', link: 'https://elsewhere.example' } }, 'opaque=/+'],
    [{ next: { after: 502 } }, '502'],
  ])('with paging %j goes on at %j', async (paging, next) => {
    const { session } = scriptedSession([{ body: { results: [], paging } }])
    expect(await listPage(id, session, 'contact', null, signal)).toEqual({
      ok: true,
      value: { items: [], next, total: null },
    })
  })

  it('starts without a cursor and can be called off', async () => {
    const { session, calls } = scriptedSession([{ body: { results: [] } }])
    await listPage(id, session, 'deal', null, signal)
    expect(calls[0]?.query).not.toHaveProperty('after')
    expect(calls[0]).toMatchObject({ signal, path: ['crm', 'objects', '2026-09', 'deals'] })
  })
})
