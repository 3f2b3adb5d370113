import { expect } from 'vitest'
import type { Answer, AtNotion } from './at-notion.ts'
import type { Shows } from './shows.ts'

/** Scenarios of signing in and of tokens. */
export function showSignIns(at: AtNotion): Shows {
  const refresh = (refresh_token: unknown): Promise<Answer> =>
    at.ask('token', { grant_type: 'refresh_token', refresh_token })
  const me = (token: unknown): Promise<Answer> => at.call('GET', '/v1/users/me', { token: String(token) })
  const newCode = async (): Promise<string> =>
    (await at.decide(await at.openPage(), 'approve')).searchParams.get('code') ?? ''
  const exchange = (code: string, redirect_uri = at.notion.app.redirectUris[0]): Promise<Answer> =>
    at.ask('token', { grant_type: 'authorization_code', code, redirect_uri })

  return {
    'notion-code-used-twice': async (play) => {
      play()
      const code = await newCode()
      expect((await exchange(code)).status).toBe(200)
      expect(await exchange(code)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
    },
    'notion-redirect-uri-differs': async (play) => {
      play()
      const other = at.notion.app.redirectUris[1]
      expect(await exchange(await newCode(), other)).toMatchObject({
        status: 400,
        json: { error: 'invalid_grant' },
      })
    },
    'notion-refresh-token-used-twice': async (play) => {
      play()
      const first = await at.signIn()
      const second = await refresh(first.refresh_token)
      expect(second.json.refresh_token).not.toBe(first.refresh_token)
      expect(await refresh(first.refresh_token)).toMatchObject({
        status: 400,
        json: { error: 'invalid_grant' },
      })
      expect((await refresh(second.json.refresh_token)).status).toBe(200)
    },
    'notion-grant-errors-in-own-shape': async (play) => {
      expect((await refresh('nrt_nobody')).json).toMatchObject({ error: 'invalid_grant' })
      play()
      const { status, json } = await refresh('nrt_nobody')
      expect(status).toBe(400)
      expect(json).toMatchObject({ object: 'error', status: 400, code: 'invalid_grant' })
      expect(json).not.toHaveProperty('error')
    },
    'notion-no-lifetime': async (play) => {
      play()
      const reply = await at.signIn()
      expect(reply).not.toHaveProperty('expires_in')
      expect(reply.access_token).toMatch(/^ntn_\w+$/)
    },
    'notion-no-refresh-token': async (play) => {
      const before = await at.signIn()
      expect(before.refresh_token).toMatch(/^nrt_\w+$/)
      play()
      expect((await at.signIn()).refresh_token).toBeNull()
      expect((await refresh(before.refresh_token)).json).toMatchObject({ refresh_token: null })
      // The one that was used stays good, for want of another.
      expect((await refresh(before.refresh_token)).status).toBe(200)
    },
    'notion-reauthorized': async (play) => {
      play()
      const first = await at.signIn()
      const second = await at.signIn()
      expect(second.bot_id).toBe(first.bot_id)
      expect(second.access_token).not.toBe(first.access_token)
      expect((await me(first.access_token)).status).toBe(200)
      expect((await refresh(first.refresh_token)).status).toBe(200)
    },
    'notion-reauthorized-kills-old-pair': async (play) => {
      play()
      const first = await at.signIn()
      const second = await at.signIn()
      expect((await me(first.access_token)).status).toBe(401)
      expect((await refresh(first.refresh_token)).status).toBe(400)
      expect((await me(second.access_token)).status).toBe(200)
    },
    'notion-sign-in-cancelled': async (play) => {
      play()
      const target = await at.decide(await at.openPage(), 'deny')
      expect(Object.fromEntries(target.searchParams)).toEqual({
        error: 'access_denied',
        state: 'state of the test',
      })
    },
    'notion-sign-in-in-two-tabs': async (play) => {
      play()
      const first = await at.openPage({ state: 'first' })
      const second = await at.openPage({ state: 'second' })
      expect((await at.decide(second, 'approve')).searchParams.get('state')).toBe('second')
      expect((await at.decide(first, 'approve')).searchParams.get('state')).toBe('first')
    },
    'notion-redirect-uri-unknown': async (play) => {
      play()
      const refused = await at.openPage({ redirect_uri: 'http://127.0.0.1:17823/oauth/notion/callback' })
      expect(refused.status).toBe(400)
      expect(refused.text).toContain('Missing or invalid redirect_uri')
      expect(refused.headers.get('location')).toBeNull()
    },
  }
}
