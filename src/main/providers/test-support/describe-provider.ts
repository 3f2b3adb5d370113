import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appErrorSchema } from '../../../shared/errors.ts'
import { accountIdSchema } from '../../../shared/model/account.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import { limitStatusSchema } from '../../../shared/model/limit-status.ts'
import { providerDescriptorSchema, scopesFor } from '../../../shared/model/provider.ts'
import type { Provider } from '../provider.ts'
import { describeFeeds } from './describe-feeds.ts'
import { describeGrants } from './describe-grants.ts'
import { contextOf, feedOf, loadAll } from './load-all.ts'
import type { ProviderFixture, ServiceUnderTest } from './service-under-test.ts'

const accountId = accountIdSchema.parse('account-1')
const never = new AbortController().signal

/** What every provider promises, held against a running service. */
export function describeProvider(own: Provider, fixture: ProviderFixture): void {
  describe(`provider ${own.descriptor.id}`, () => {
    let service: ServiceUnderTest
    beforeAll(async () => {
      service = await fixture.start(own)
    })
    afterAll(() => service.close())
    beforeEach(() => service.reset())

    describe('describes itself', () => describeDescription(own, () => service))
    describeGrants(own, () => service)
    describe('lists', () => describeLists(own, fixture, () => service))
    describe('limits its calls', () => describeLimits(own))
    describeFeeds(own, fixture, () => service)
    describe('turns every error reply into an error of the app', () => describeErrors(own, fixture))
  })
}

function describeDescription(own: Provider, service: () => ServiceUnderTest): void {
  const { descriptor, oauth, pageHosts } = own

  it('in the shape that the screens read', () => {
    expect(providerDescriptorSchema.parse(descriptor)).toEqual(descriptor)
    expect(descriptor.capabilities.contacts).toBe(own.contacts !== undefined)
    expect(descriptor.capabilities.search).toBe(own.search !== undefined)
    expect(descriptor.capabilities.revocation).toBe(oauth.revocation !== null)
    expect(descriptor.capabilities.publicClient && oauth.pkce === 'none').toBe(false)
  })

  it('with https addresses only', () => {
    const addresses = [
      oauth.authorizationEndpoint,
      oauth.tokenEndpoint,
      own.apiBaseUrl,
      ...(oauth.revocation === null ? [] : [oauth.revocation.address]),
      ...(oauth.introspection === undefined ? [] : [oauth.introspection.address]),
    ]
    expect(new Set(addresses.map((address) => new URL(address).protocol))).toEqual(new Set(['https:']))
    expect(own.apiBaseUrl).not.toMatch(/\/$/)
    const { hostname } = new URL(oauth.authorizationEndpoint)
    expect(oauth.authorizationHosts.some((host) => host.test(hostname))).toBe(true)
  })

  it('with hosts that are matched whole', () => {
    for (const host of [...pageHosts, ...oauth.authorizationHosts]) {
      expect(host.source).toMatch(/^\^.*\$$/)
      expect(host.flags).toBe('')
      expect(host.test('evil.example')).toBe(false)
    }
  })

  it('without any right to change something where only reading is offered', () => {
    const { required, optional } = scopesFor(descriptor, 'read')
    const changing = descriptor.scopes.filter(({ right }) => right === 'change').map(({ name }) => name)
    expect([...required, ...optional].filter((name) => changing.includes(name))).toEqual([])
    expect(descriptor.access.includes('write') || changing.length === 0).toBe(true)
  })

  it('R18: with an authorization address that Windows can open', () => {
    const { origin, href } = service().authorizationUrl
    const ownOrigin = new URL(oauth.authorizationEndpoint).origin
    expect(href.length - origin.length + ownOrigin.length).toBeLessThan(2_081)
  })

  it('so that at another place none of its endpoints is left behind', () => {
    const moved = JSON.stringify([service().provider.oauth, service().provider.apiBaseUrl])
    expect(moved).not.toContain('https://')
    const { revocation, introspection, tokenEndpoint } = service().provider.oauth
    for (const endpoint of [revocation, introspection]) {
      if (endpoint != null) expect(new URL(endpoint.address).origin).toBe(new URL(tokenEndpoint).origin)
    }
  })
}

function describeLists(own: Provider, fixture: ProviderFixture, service: () => ServiceUnderTest): void {
  const { itemTypes } = own.descriptor
  const [first] = itemTypes
  if (first === undefined) throw new Error('A provider has types')
  const firstStep = async (type: ItemType, signal = never) => {
    const { provider, session } = service()
    const feed = await feedOf(provider, type)
    const [lane = ''] = provider.feeds.lanes(feed, 'full')
    const request = { feed, mode: 'full', lane, places: () => ({}), watermark: null } as const
    return provider.feeds.step(contextOf(session, signal), request)
  }
  const firstPage = () => firstStep(first)

  it('something, in the same order each time', async () => {
    const once = await loadAll(service().provider, service().session, first)
    const again = await loadAll(service().provider, service().session, first)
    expect(once.items.length).toBeGreaterThan(0)
    expect(again.items.map(({ item }) => item.key)).toEqual(once.items.map(({ item }) => item.key))
  })

  it('on after a short and after an empty page', async () => {
    service().answerLists([
      { body: fixture.listReply(['9'], '10') },
      { body: fixture.listReply([], '11') },
      { body: fixture.listReply(['12'], null) },
    ])
    const { items } = await loadAll(service().provider, service().session, first)
    const ids = items.map(({ item }) => item.externalId)
    expect(ids.filter((id) => id === '9' || id === '12')).toEqual(['9', '12'])
  })

  it('a record of which hardly anything is known under a name that is not "null"', async () => {
    service().answerLists([{ body: fixture.listReply(['501'], null) }])
    const page = await firstPage()
    const item = page.ok ? page.value.items[0]?.item : undefined
    expect(item).toMatchObject({ externalId: '501', email: null, organisation: null, phone: null })
    expect(item?.name).toMatch(/\S/)
    expect(item?.name).not.toMatch(/null|undefined/)
  })

  it('nothing without permission, while the next call works', async () => {
    service().answerLists([{ status: 403, body: fixture.forbidden }])
    expect(await firstPage()).toMatchObject({ ok: false, error: { kind: 'missing-permission' } })
    const other = await firstPage()
    expect(other.ok).toBe(true)
  })

  it('R57: on after a failure that passes: listing changes nothing', async () => {
    service().answerLists([{ status: 503, body: 'busy' }])
    expect((await firstPage()).ok).toBe(true)
  })

  it('no further once it is called off', async () => {
    const page = await firstStep(first, AbortSignal.abort())
    expect(page).toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect(service().calls()).toBe(0)
  })

  it('R62: and follows no pointer to another place', async () => {
    const { port } = new URL(service().provider.apiBaseUrl)
    // The same service by another name of this computer: it would count the call.
    service().answerLists([{ redirect: `http://127.0.0.1:${port}/elsewhere` }])
    expect(await firstPage()).toEqual({
      ok: false,
      error: { kind: 'unexpected-response', detail: 'redirected' },
    })
    expect(service().calls()).toBe(1)
  })

  const page = JSON.stringify(fixture.listReply(['9'], null))
  it.each([
    ...['<html>', page.slice(0, -1), 'null', '[]', '7', `\ufeff${page}`, '{"a":1,"a":1}'],
    ...fixture.oddBodies,
  ])('R61: nothing out of %s, and says that the answer was odd', async (body) => {
    service().answerLists([{ body }])
    expect(await firstPage()).toMatchObject({ ok: false, error: { kind: 'unexpected-response' } })
  })
}

function describeLimits({ rateLimits }: Provider): void {
  const ways = [[], ['v1'], ['..', ''], ['crm', 'objects', 'search'], ['v0', 'app'], ['\ud800'.repeat(999)]]

  it('whatever is called, under names that can be shown', () => {
    for (const method of ['GET', 'POST', 'DELETE', '']) {
      for (const path of ways) {
        for (const { name, kind, window, atOnce } of rateLimits.classesOf({ method, path })) {
          const { calls: max, perMs: intervalMs, reserved } = window ?? { calls: 1, perMs: 1, reserved: 0 }
          const status = { ...{ name, kind, max, intervalMs }, used: 0, waiting: 0 }
          limitStatusSchema.parse({ ...status, waitingUntilMs: null, source: 'published' })
          expect(atOnce).toBeGreaterThan(0)
          expect(max - Math.floor(max * reserved)).toBeGreaterThan(0)
        }
        expect(['day', 'month', null]).toContain(rateLimits.quotaOf?.({ method, path }) ?? null)
      }
    }
  })

  it('and believes no headers nor bodies that make no sense', () => {
    for (const headers of [{}, { 'retry-after': 'x' }, { 'x-ratelimit-limit': '-1' }]) {
      expect(rateLimits.readWindow?.(headers) ?? null).toBeNull()
    }
    for (const body of [null, [], 'text', 7, { policyName: {} }, { error: [] }]) {
      expect(rateLimits.alsoRefused?.({ status: 429, body }) ?? []).toEqual([])
    }
  })
}

function describeErrors(own: Provider, { hostileErrors }: ProviderFixture): void {
  const statuses = [400, 401, 402, 403, 404, 405, 409, 413, 414, 418, 422, 423, 429, 477]

  it.each([...statuses, 500, 502, 503, 504, 529, 530])('HTTP %i', (status) => {
    for (const body of [null, [], 'text', {}, { errors: 'x' }, { error: 'x' }, ...hostileErrors]) {
      const error = own.describeFailure({ status, headers: {}, body }, accountId)
      expect(appErrorSchema.parse(error)).toEqual(error)
    }
  })

  it('with the meanings that the app acts upon', () => {
    const kindOf = (status: number) =>
      own.describeFailure({ status, headers: {}, body: null }, accountId).kind
    expect([401, 403, 404, 429, 500, 503].map(kindOf)).toEqual([
      'reconnect-required',
      'missing-permission',
      'not-found',
      'rate-limited',
      'provider-down',
      'provider-down',
    ])
  })
}
