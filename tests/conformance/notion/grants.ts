import { APIErrorCode, APIResponseError, UnknownHTTPResponseError } from '@notionhq/client'
import { describe, expect, it } from 'vitest'
import { newNotionCode, refusalOf, type AtNotion } from './at-notion.ts'

export function describeGrants(at: () => AtNotion): void {
  const credentials = () => {
    const { clientId, clientSecret } = at().sandbox.endpoints.notion
    return { client_id: clientId, client_secret: clientSecret }
  }
  const refresh = (refreshToken: string | null) =>
    at().client.oauth.token({
      ...credentials(),
      grant_type: 'refresh_token',
      refresh_token: refreshToken ?? '',
    })

  describe('Notion’s client signs in', () => {
    it('and gets a pair without a lifetime, which a refresh replaces', async () => {
      const first = await at().signIn()
      expect(first.refreshToken).toBeTypeOf('string')
      const second = await refresh(first.refreshToken)
      expect(second).not.toHaveProperty('expires_in')
      expect(second.access_token).not.toBe(first.accessToken)
      expect(second.refresh_token).not.toBe(first.refreshToken)
      const client = at().clientWith({ token: second.access_token })
      expect((await client.users.me({})).type).toBe('bot')
    })

    it('and is refused a refresh token that was used, a code that was used, another address', async () => {
      const { refreshToken } = await at().signIn()
      await refresh(refreshToken)
      const place = at().sandbox.endpoints.notion
      const exchange = (code: string, redirect_uri: string) =>
        at().client.oauth.token({ ...credentials(), grant_type: 'authorization_code', code, redirect_uri })
      const code = await newNotionCode(place)
      await exchange(code, place.redirectUris[0] ?? '')
      for (const call of [
        () => refresh(refreshToken),
        () => exchange(code, place.redirectUris[0] ?? ''),
        async () => exchange(await newNotionCode(place), 'http://localhost:1/elsewhere'),
      ]) {
        // The client knows no name for an error of OAuth's own shape.
        const refusal = await refusalOf(call())
        if (!(refusal instanceof UnknownHTTPResponseError)) throw refusal
        expect(refusal.status).toBe(400)
        expect(JSON.parse(refusal.body)).toMatchObject({ error: 'invalid_grant' })
      }
    })

    it('and asks about a token, revokes it, and is refused from then on', async () => {
      const { accessToken } = await at().signIn()
      const { oauth } = at().client
      expect(await oauth.introspect({ ...credentials(), token: accessToken })).toMatchObject({ active: true })
      await oauth.revoke({ ...credentials(), token: accessToken })
      expect(await oauth.introspect({ ...credentials(), token: accessToken })).toMatchObject({
        active: false,
      })
      const refusal = await refusalOf(at().clientWith({ token: accessToken }).users.me({}))
      expect(APIResponseError.isAPIResponseError(refusal)).toBe(true)
      expect(refusal).toMatchObject({ code: APIErrorCode.Unauthorized })
    })
  })
}
