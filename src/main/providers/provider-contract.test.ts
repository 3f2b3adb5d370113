import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox/start-sandbox.ts'
import { appErrorSchema } from '../../shared/errors.ts'
import { accountIdSchema } from '../../shared/model/account.ts'
import { itemSchema } from '../../shared/model/item.ts'
import { providerDescriptorSchema, scopesFor } from '../../shared/model/provider.ts'
import { readTokenReply } from '../oauth/token-set.ts'
import type { Provider, ProviderSession } from './provider.ts'
import { providers } from './registry.ts'
import { loadAll } from './test-support/load-all.ts'
import { startProviderInSandbox, type ProviderInSandbox } from './test-support/provider-in-sandbox.ts'

const accountId = accountIdSchema.parse('account-1')
const never = new AbortController().signal
const counts = { contacts: 230, companies: 100, deals: 0 }

// Every provider of the registry, against the sandbox's service of the same id.
describe.each(providers.map((own) => [own.descriptor.id, own] as const))('provider %s', (_id, own) => {
  let place: ProviderInSandbox
  let sandbox: Sandbox
  let provider: Provider
  let session: ProviderSession

  beforeAll(async () => {
    place = await startProviderInSandbox(own, counts, (input, init) => fetch(input, init))
    ;({ sandbox, provider, session } = place)
  })
  afterAll(() => sandbox.close())
  beforeEach(() => {
    sandbox.faults.clear()
    sandbox.requests.clear()
  })

  /** Where the last record or list was read, so that a fault can be put there. */
  const lastPath = () => sandbox.requests.entries().findLast(({ method }) => method === 'GET')?.path ?? ''

  describe('describes itself', () => {
    it('in the shape that the screens read', () => {
      expect(providerDescriptorSchema.parse(own.descriptor)).toEqual(own.descriptor)
      expect(own.descriptor.capabilities.contacts).toBe(own.contacts !== undefined)
    })

    it('with https addresses only', () => {
      const addresses = [own.oauth.authorizationEndpoint, own.oauth.tokenEndpoint, own.apiBaseUrl]
      expect(addresses.map((address) => new URL(address).protocol)).toEqual(['https:', 'https:', 'https:'])
      expect(own.apiBaseUrl).not.toMatch(/\/$/)
    })

    it('with page hosts that are matched whole', () => {
      for (const host of own.pageHosts) {
        expect(host.source).toMatch(/^\^.*\$$/)
        expect(host.flags).toBe('')
        expect(host.test('evil.example')).toBe(false)
      }
    })

    it('R18: with an authorization address that Windows can open', () => {
      const { origin, href } = place.authorizationUrl
      const ownOrigin = new URL(own.oauth.authorizationEndpoint).origin
      expect(href.length - origin.length + ownOrigin.length).toBeLessThan(2_081)
    })
  })

  describe('signs in', () => {
    it('and gets a grant with the scopes that it needs', () => {
      expect(place.grant.refreshToken).toEqual(expect.any(String))
      expect(place.grant.expiresAtMs).toBeGreaterThan(place.grant.obtainedAtMs)
      expect(place.grant.scopes).toEqual(expect.arrayContaining(scopesFor(own.descriptor, 'write').required))
    })

    it('and says who it was', async () => {
      const identity = await provider.identify(session)
      expect(identity).toMatchObject({ ok: true, value: { externalId: expect.stringMatching(/.+/) } })
      const { label, uiOrigin } = identity.ok ? identity.value : { label: '', uiOrigin: null }
      expect(label.length).toBeGreaterThan(0)
      expect(provider.pageHosts.some((host) => host.test(new URL(uiOrigin!).hostname))).toBe(true)
    })

    it('R16: and leaves a token reply that is none as it is', () => {
      for (const body of [null, [], 'text', 7, {}, { access_token: 7 }]) {
        expect(
          readTokenReply(provider.oauth.conformTokenReply(body), { refreshToken: null, scopes: [] }, 0).ok,
        ).toBe(false)
      }
      const odd = { access_token: 'a', expires_in: -1 }
      expect(
        readTokenReply(provider.oauth.conformTokenReply(odd), { refreshToken: null, scopes: [] }, 0).ok,
      ).toBe(false)
    })

    it('and keeps the grant when the token endpoint answers anything but a refusal', () => {
      for (const [status, body] of [
        [500, null],
        [503, '<html>'],
        [429, {}],
        [404, null],
        [400, []],
        [400, { error: 7 }],
      ] as const) {
        expect(provider.oauth.classifyTokenFailure({ status, headers: {}, body }).class).toBe('transient')
      }
      const refused = { status: 400, headers: {}, body: { error: 'invalid_grant' } }
      expect(provider.oauth.classifyTokenFailure(refused).class).toBe('revoked')
    })
  })

  describe('lists', () => {
    it.each(own.descriptor.itemTypes)('every %s once, over all pages, also an empty type', async (type) => {
      const { items } = await loadAll(provider, session, type)
      const ids = items.map(({ item }) => item.externalId)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).toHaveLength(
        { contact: counts.contacts, company: counts.companies, deal: counts.deals }[type],
      )
      for (const { item } of items) expect(itemSchema.parse(item)).toEqual(item)
      expect(new Set(items.map(({ item }) => item.key)).size).toBe(ids.length)
    })

    it('ids that do not sort as text, in the order that they have there', async () => {
      const { items } = await loadAll(provider, session, 'contact')
      const ids = items.map(({ item }) => item.externalId)
      expect(ids).not.toEqual(ids.toSorted())
      expect(ids).toEqual(ids.toSorted((left, right) => Number(left) - Number(right)))
    })

    it('on after a short and after an empty page', async () => {
      await provider.listPage(session, 'contact', null, never)
      const path = lastPath()
      sandbox.faults.add({
        path,
        nth: 1,
        body: { results: [{ id: '9' }], paging: { next: { after: '10' } } },
      })
      sandbox.faults.add({ path, nth: 2, body: { results: [], paging: { next: { after: '11' } } } })
      const { items, pageSizes } = await loadAll(provider, session, 'contact')
      expect(pageSizes.slice(0, 2)).toEqual([1, 0])
      expect(items).toHaveLength(230)
    })

    it('a record whose properties are all unset under a name that is not "null"', async () => {
      await provider.listPage(session, 'contact', null, never)
      const body = { results: [{ id: '501', properties: { email: null, firstname: null, lastname: null } }] }
      sandbox.faults.add({ path: lastPath(), times: 1, body })
      const page = await provider.listPage(session, 'contact', null, never)
      const item = page.ok ? page.value.items[0]?.item : undefined
      expect(item).toMatchObject({ externalId: '501', email: null, organisation: null, phone: null })
      expect(item?.name).toMatch(/501/)
      expect(item?.name).not.toMatch(/null|undefined/)
    })

    it('nothing of a type without permission, while the others load', async () => {
      await provider.listPage(session, 'company', null, never)
      sandbox.faults.add({ path: lastPath(), status: 403, body: { category: 'MISSING_SCOPES' } })
      expect(await provider.listPage(session, 'company', null, never)).toMatchObject({
        ok: false,
        error: { kind: 'missing-permission' },
      })
      expect((await provider.listPage(session, 'contact', null, never)).ok).toBe(true)
    })

    it('no further once it is called off', async () => {
      const page = await provider.listPage(session, 'contact', null, AbortSignal.abort())
      expect(page).toEqual({ ok: false, error: { kind: 'cancelled' } })
      expect(sandbox.requests.entries()).toEqual([])
    })

    it.each([
      '<html>',
      '{"results":',
      'null',
      '[]',
      '{"results":{}}',
      '{"results":[{}]}',
      '{"results":[{"id":9}]}',
    ])('R61: nothing out of %s, and says that the answer was odd', async (body) => {
      await provider.listPage(session, 'contact', null, never)
      sandbox.faults.add({ path: lastPath(), body })
      expect(await provider.listPage(session, 'contact', null, never)).toMatchObject({
        ok: false,
        error: { kind: 'unexpected-response' },
      })
    })
  })

  describe('turns every error reply into an error of the app', () => {
    it.each([400, 401, 403, 404, 405, 409, 413, 414, 418, 423, 429, 477, 500, 502, 503, 504, 530])(
      'HTTP %i',
      (status) => {
        const hostile = {
          category: 7,
          message: 'x'.repeat(9_000) + '\ud800',
          errors: [null, { context: { requiredGranularScopes: ['\udc00'.repeat(999)] } }],
        }
        for (const body of [null, [], 'text', {}, { errors: 'x' }, hostile]) {
          const error = provider.describeFailure({ status, headers: {}, body }, accountId)
          expect(appErrorSchema.parse(error)).toEqual(error)
        }
      },
    )

    it('with the meanings that the app acts upon', () => {
      const kindOf = (status: number) =>
        provider.describeFailure({ status, headers: {}, body: null }, accountId).kind
      expect([401, 403, 404, 429, 500, 503].map(kindOf)).toEqual([
        'reconnect-required',
        'missing-permission',
        'not-found',
        'rate-limited',
        'provider-down',
        'provider-down',
      ])
    })
  })
})
