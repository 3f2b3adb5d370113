import { describe, expect, it } from 'vitest'
import { refusalOf, type AtHubSpot } from './at-hubspot.ts'

export function describeTokens(at: () => AtHubSpot): void {
  const create = (grant: {
    code?: string
    refreshToken?: string
    clientSecret?: string
    redirectUri?: string
  }) => {
    const { clientId, clientSecret, redirectUris } = at().sandbox.endpoints.hubspot
    return at().client.oauth.tokensApi.create(
      grant.code === undefined ? 'refresh_token' : 'authorization_code',
      grant.code,
      grant.redirectUri ?? redirectUris[0],
      clientId,
      grant.clientSecret ?? clientSecret,
      grant.refreshToken,
    )
  }
  const newCode = async (): Promise<string> => {
    const { visitor } = at()
    const target = await visitor.decide(await visitor.openAuthorizePage(), 'approve')
    return target.searchParams.get('code') ?? ''
  }

  describe('HubSpot’s client signs in', () => {
    it('with a code, and goes on with the refresh token', async () => {
      const first = await create({ code: await newCode() })
      expect(first).toMatchObject({ tokenType: 'bearer', expiresIn: 1800 })
      const second = await create({ refreshToken: first.refreshToken })
      expect(second.accessToken).not.toBe(first.accessToken)
      const { client } = { client: at().clientWith({ accessToken: second.accessToken }) }
      expect((await client.crm.contacts.basicApi.getPage(1)).results).toHaveLength(1)
    })

    it('and asks what its tokens are good for', async () => {
      const { accessToken, refreshToken } = await create({ code: await newCode() })
      const access = await at().client.oauth.accessTokensApi.get(accessToken)
      expect(access).toMatchObject({
        token: accessToken,
        hubId: expect.any(Number),
        userId: expect.any(Number),
      })
      expect(access.scopes).toContain('crm.objects.contacts.read')
      const refresh = await at().client.oauth.refreshTokensApi.get(refreshToken)
      expect(refresh).toMatchObject({ token: refreshToken, hubId: access.hubId })
    })

    it('and revokes the grant: the refresh token dies, the access token lives on', async () => {
      const { accessToken, refreshToken } = await create({ code: await newCode() })
      await at().client.oauth.refreshTokensApi.archive(refreshToken)
      const { code, body } = await refusalOf(create({ refreshToken }))
      expect(code).toBe(400)
      expect(body.status).toBe('BAD_REFRESH_TOKEN')
      const client = at().clientWith({ accessToken })
      expect((await client.crm.contacts.basicApi.getPage(1)).results).toHaveLength(1)
    })

    it.each([
      [
        'a code a second time',
        'BAD_AUTH_CODE',
        async () => {
          const code = await newCode()
          await create({ code })
          return create({ code })
        },
      ],
      [
        'a wrong secret',
        'BAD_CLIENT_SECRET',
        async () => create({ refreshToken: 'x', clientSecret: 'wrong' }),
      ],
      [
        'another address',
        'BAD_REDIRECT_URI',
        async () => create({ code: await newCode(), redirectUri: 'http://localhost:1/elsewhere' }),
      ],
    ])('and is refused %s', async (_name, status, attempt) => {
      const { code, body } = await refusalOf(attempt())
      expect(code).toBe(400)
      expect(body.status).toBe(status)
    })
  })
}
