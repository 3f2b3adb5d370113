import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SignInOrder } from '../../src/main/oauth/sign-in.ts'
import { refreshGrant } from '../../src/main/oauth/token-endpoint.ts'
import { readTokenReply, type TokenSet } from '../../src/main/oauth/token-set.ts'
import type { OAuthDescription } from '../../src/main/providers/provider.ts'
import { providerIdSchema } from '../../src/shared/model/provider.ts'
import { oauth as described } from '../fourth-provider/harbour/oauth.ts'
import { valueOf } from '../support/core-in-node.ts'
import { startOidcServer, type ClientKind, type OidcServer } from '../support/oidc-server.ts'
import { createScriptedBrowser, type Consent } from '../support/scripted-browser.ts'
import { signInAt } from '../support/sign-in-at.ts'

const redirectUris = [17863, 17873].map((port) => `http://localhost:${port}/oauth/harbour/callback`)
const clientKinds: readonly ClientKind[] = ['body', 'basic', 'none']

let server: OidcServer
beforeAll(async () => {
  server = await startOidcServer(redirectUris)
})
afterAll(() => server.close())

const oauthFor = (kind: ClientKind): OAuthDescription => ({
  ...described,
  authorizationEndpoint: server.authorizationEndpoint,
  tokenEndpoint: server.tokenEndpoint,
  clientAuthentication: kind === 'basic' ? 'basic' : 'body',
})

const orderFor = (kind: ClientKind, changes: Partial<OAuthDescription> = {}): SignInOrder => ({
  providerId: providerIdSchema.parse('harbour'),
  accountId: null,
  place: 'window',
  scopes: { required: ['harbour.read'], optional: [] },
  oauth: { ...oauthFor(kind), ...changes },
  client: { ...server.client(kind), redirectUris },
})

async function grantFor(kind: ClientKind, consent: Consent = 'approve'): Promise<TokenSet> {
  return valueOf(await signInAt(createScriptedBrowser({ consent })).signIn.run(orderFor(kind)))
}

const refresh = (kind: ClientKind, grant: Pick<TokenSet, 'refreshToken'>) =>
  refreshGrant(oauthFor(kind), server.client(kind), (url, init) => fetch(url, init), grant.refreshToken ?? '')

describe.each(clientKinds)('a certified authorization server, for a client with "%s"', (kind) => {
  it('R04: gives a grant to whoever has the verifier of S256, for exactly the scopes that were asked for', async () => {
    const grant = await grantFor(kind)
    expect(grant.scopes).toEqual(['harbour.read'])
    expect(grant.refreshToken).toEqual(expect.any(String))
    expect(await server.access(grant.accessToken)).toEqual({
      person: 'harbour-master',
      scopes: ['harbour.read'],
    })
    expect(server.tokenRequests.at(-1)).toMatchObject({
      grant_type: 'authorization_code',
      code_verifier: expect.stringMatching(/^[\w.~-]{43,128}$/),
      redirect_uri: redirectUris[0],
    })
  })

  it('refreshes with a token that works once, and takes a grant away whose spent token comes back', async () => {
    const first = await grantFor(kind)
    const renewed = valueOf(readTokenReply(replyOf(await refresh(kind, first)), first, Date.now()))
    expect(renewed.refreshToken).not.toBe(first.refreshToken)
    expect(await server.access(renewed.accessToken)).not.toBeNull()

    const refused = {
      ok: false,
      error: { kind: 'refused', failure: { class: 'revoked', code: 'invalid_grant' } },
    }
    expect(await refresh(kind, first)).toMatchObject(refused)
    // Whoever sent it may have been a thief: what was issued since is dead as well.
    expect(await refresh(kind, renewed)).toMatchObject(refused)
    expect(await server.access(renewed.accessToken)).toBeNull()
  })
})

describe('a certified authorization server', () => {
  it('R04: gives nothing where PKCE is left out', async () => {
    const { signIn } = signInAt(createScriptedBrowser({ consent: 'approve' }))
    expect((await signIn.run(orderFor('body', { pkce: 'none' }))).ok).toBe(false)
  })

  it('R04: gives nothing to somebody who has the code and not the verifier', async () => {
    let code = ''
    const { signIn } = signInAt(
      createScriptedBrowser({
        consent: 'approve',
        deliver: (callback, page) => {
          code = callback.searchParams.get('code') ?? ''
          page.onClosed()
        },
      }),
    )
    await signIn.run(orderFor('none'))
    const { clientId } = server.client('none')
    const thief = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUris[0]!,
      client_id: clientId,
    }
    for (const verifier of [{}, { code_verifier: 'a'.repeat(43) }]) {
      const body = new URLSearchParams({ ...thief, ...verifier })
      const reply = await fetch(server.tokenEndpoint, { method: 'POST', body })
      expect(reply.status).toBe(400)
      expect(await reply.json()).toMatchObject({ error: 'invalid_grant' })
    }
  })

  it('R03: names itself in its answer, and an answer in the name of another one is not used', async () => {
    const asked = server.tokenRequests.length
    const browser = createScriptedBrowser({
      consent: 'approve',
      deliver: (callback, page) => {
        expect(callback.searchParams.get('iss')).toBe(server.origin)
        callback.searchParams.set('iss', 'https://attacker.example')
        page.onCallback(callback)
      },
    })
    expect(await signInAt(browser).signIn.run(orderFor('body'))).toEqual({
      ok: false,
      error: { kind: 'sign-in-state-mismatch' },
    })
    expect(server.tokenRequests).toHaveLength(asked)
  })

  it('says no in its own words when the person does', async () => {
    const { signIn } = signInAt(createScriptedBrowser({ consent: 'deny' }))
    const reason = 'The harbour master said no'
    expect(await signIn.run(orderFor('body'))).toEqual({
      ok: false,
      error: { kind: 'sign-in-denied', reason },
    })
  })

  it('does not know a client with another secret', async () => {
    const order = orderFor('basic')
    const { signIn } = signInAt(createScriptedBrowser({ consent: 'approve' }))
    const wrong = { ...order, client: { ...order.client, clientSecret: 'another-secret' } }
    expect(await signIn.run(wrong)).toMatchObject({ ok: false, error: { kind: 'client-rejected' } })
  })
})

function replyOf(outcome: Awaited<ReturnType<typeof refreshGrant>>): unknown {
  if (outcome.ok) return outcome.value
  throw new Error(`the refresh failed: ${JSON.stringify(outcome.error)}`)
}
