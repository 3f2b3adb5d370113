import { expect } from 'vitest'
import type { Answer, AtNotion } from './at-notion.ts'
import type { Shows } from './shows.ts'

type Json = Record<string, unknown>

/** Scenarios of refusals, and of when to come back. */
export function showFailures(at: AtNotion): Shows {
  const page = (id: string): Promise<Answer> => at.get(`/v1/pages/${id}`)
  const search = (body: Json = {}): Promise<Answer> => at.post('/v1/search', body)
  const refresh = (refresh_token: unknown): Promise<Answer> =>
    at.ask('token', { grant_type: 'refresh_token', refresh_token })

  return {
    'notion-limit-of-connection': async (play) => {
      play()
      const answers = await Promise.all(Array.from({ length: 181 }, () => at.get('/v1/users/me')))
      const refused = answers.filter(({ status }) => status === 429)
      expect(refused).toHaveLength(1)
      expect(refused[0]?.json.additional_data).toEqual({
        rate_limit_reason: 'public_api_request_rate_limit',
        retry_after: '60',
      })
      expect(refused[0]?.headers.get('retry-after')).toBe('60')
      at.clock.advance(60_000)
      expect((await at.get('/v1/users/me')).status).toBe(200)
    },
    'notion-limit-of-workspace': async (play) => {
      play()
      for (let call = 0; call < 5; call++) expect((await at.get('/v1/users/me')).status).toBe(200)
      const refused = await at.get('/v1/users/me')
      expect(refused.json).toMatchObject({
        code: 'rate_limited',
        additional_data: { rate_limit_reason: 'public_api_space_request_rate_limit' },
      })
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
    },
    'notion-rate-limited-for-a-second': async (play) => {
      play()
      const refused = await search()
      expect(refused).toMatchObject({
        status: 429,
        json: { code: 'rate_limited', additional_data: { retry_after: '1' } },
      })
      expect(refused.headers.get('retry-after')).toBe('1')
      expect((await search()).status).toBe(200)
    },
    'notion-rate-limited-for-long': async (play) => {
      play()
      const refused = await search()
      expect(refused).toMatchObject({ status: 429, json: { additional_data: { retry_after: '90' } } })
      expect(refused.headers.get('retry-after')).toBe('90')
    },
    'notion-blocked': async (play) => {
      play()
      for (let attempt = 0; attempt < 2; attempt++) {
        const refused = await search()
        expect(refused).toMatchObject({
          status: 429,
          json: { additional_data: { rate_limit_reason: 'public_api_request_blocked' } },
        })
        expect(refused.headers.get('retry-after')).toBeNull()
      }
    },
    'notion-overloaded': async (play) => {
      play()
      expect(await search()).toMatchObject({
        status: 529,
        json: { object: 'error', code: 'service_overload' },
      })
      expect((await search()).status).toBe(200)
    },
    'notion-unavailable': async (play) => {
      play()
      const refused = await search()
      expect(refused).toMatchObject({ status: 503, json: { code: 'service_unavailable' } })
      expect(refused.headers.get('retry-after')).toBeNull()
      expect((await search()).status).toBe(200)
    },
    'notion-edge-block': async (play) => {
      play()
      const refused = await search()
      expect(refused.status).toBe(403)
      expect(refused.headers.get('cf-ray')).not.toBeNull()
      expect(refused.headers.get('content-type')).toContain('text/html')
      expect((await search()).status).toBe(200)
    },
    'notion-token-dies-midway': async (play) => {
      const { access_token, refresh_token } = await at.signIn()
      const searchAs = (token: unknown): Promise<Answer> =>
        at.call('POST', '/v1/search', { token: String(token), body: {} })
      play()
      expect((await searchAs(access_token)).status).toBe(200)
      expect(await searchAs(access_token)).toMatchObject({ status: 401, json: { code: 'unauthorized' } })
      const renewed = await refresh(refresh_token)
      expect((await searchAs(renewed.json.access_token)).status).toBe(200)
    },
    'notion-page-restricted': async (play) => {
      const [id = ''] = at.notion.pages.top()
      expect((await page(id)).status).toBe(200)
      play()
      expect(await page(id)).toMatchObject({ status: 403, json: { code: 'restricted_resource' } })
      expect((await search()).status).toBe(200)
    },
  }
}
