import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLoopbackTransport } from '../../src/main/oauth/loopback-transport.ts'
import type { SignInOrder } from '../../src/main/oauth/sign-in.ts'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import { providerIdSchema } from '../../src/shared/model/provider.ts'
import { err } from '../../src/shared/result.ts'
import { freePorts } from '../support/free-ports.ts'
import { answerJson, startLoopbackServer, type LoopbackServer } from '../support/loopback-server.ts'
import { rawGet, statusOf } from '../support/raw-request.ts'
import { signInAt } from '../support/sign-in-at.ts'

// Made-up providers, so that what is shown here does not hang on what the real ones do.
const names = ['harbour', 'lighthouse', 'mole'] as const
type Name = (typeof names)[number]

let port: number
let servers: Record<Name, LoopbackServer>

beforeEach(async () => {
  ;[port = 0] = await freePorts(1)
  const started = await Promise.all(
    names.map(() =>
      startLoopbackServer((_request, response) => {
        answerJson(response, 200, { access_token: 'granted', token_type: 'bearer', expires_in: 60 })
      }),
    ),
  )
  servers = Object.fromEntries(names.map((name, at) => [name, started[at]])) as Record<Name, LoopbackServer>
})
afterEach(async () => {
  for (const name of names) await servers[name].close()
})

const addressOf = (name: Name): string => `http://localhost:${port}/oauth/${name}/callback`

const orderAt = (name: Name): SignInOrder => ({
  providerId: providerIdSchema.parse(name),
  accountId: null,
  place: 'browser',
  scopes: { required: ['read'], optional: [] },
  oauth: {
    ...hubspot.oauth,
    authorizationEndpoint: `${servers[name].origin}/authorize`,
    tokenEndpoint: `${servers[name].origin}/token`,
  },
  client: { clientId: name, clientSecret: `secret of ${name}`, redirectUris: [addressOf(name)] },
})

/** A sign-in at a provider whose page is open, and the answer that would be the right one. */
async function begin(name: Name) {
  const links: URL[] = []
  const transport = createLoopbackTransport(async (link) => {
    links.push(link)
    return true
  })
  const { signIn } = signInAt(transport)
  const outcome = signIn.run(orderAt(name))
  await vi.waitUntil(() => signIn.status()?.step === 'waiting', 10_000)
  const answerAt = (address: string, issuer?: string): URL => {
    const url = new URL(address)
    url.searchParams.set('code', 'code')
    url.searchParams.set('state', links[0]?.searchParams.get('state') ?? '')
    if (issuer !== undefined) url.searchParams.set('iss', issuer)
    return url
  }
  return { signIn, outcome, answerAt }
}

const asked = (): string[] => names.filter((name) => servers[name].requests.length > 0)

const pairs = names.flatMap((asking) => names.map((answering) => ({ asking, answering })))

describe('an answer at the wrong provider\u2019s address', () => {
  it.each(pairs)(
    'R03: to $asking, arriving at the path of $answering, counts only where both are one',
    async ({ asking, answering }) => {
      const { signIn, outcome, answerAt } = await begin(asking)
      const reply = await rawGet(answerAt(addressOf(answering)))
      expect(statusOf(reply)).toBe(asking === answering ? 303 : 404)
      if (asking !== answering) {
        expect(asked()).toEqual([])
        expect(signIn.status()?.step).toBe('waiting')
        // It was not the answer, so the attempt is still there for the one that is.
        expect(statusOf(await rawGet(answerAt(addressOf(asking))))).toBe(303)
      }
      expect((await outcome).ok).toBe(true)
      expect(asked()).toEqual([asking])
      expect(servers[asking].requests).toHaveLength(1)
      expect(servers[asking].requests[0]?.body).toContain(`client_id=${asking}`)
    },
  )

  it.each(pairs)(
    'R03: to $asking in the name of $answering counts only where both are one',
    async ({ asking, answering }) => {
      const { outcome, answerAt } = await begin(asking)
      const answer = answerAt(addressOf(asking), servers[answering].origin)
      expect(statusOf(await rawGet(answer))).toBe(303)
      if (asking === answering) expect((await outcome).ok).toBe(true)
      else expect(await outcome).toEqual(err({ kind: 'sign-in-state-mismatch' }))
      expect(asked()).toEqual(asking === answering ? [asking] : [])
    },
  )

  it.each(pairs.filter(({ asking, answering }) => asking !== answering))(
    'R03: pasted from $answering is not the answer to $asking',
    async ({ asking, answering }) => {
      const { signIn, outcome, answerAt } = await begin(asking)
      const unusable = err({ kind: 'sign-in-address-unusable' })
      expect(signIn.paste(answerAt(addressOf(answering)).href)).toEqual(unusable)
      expect(asked()).toEqual([])
      expect(signIn.paste(` ${answerAt(addressOf(asking)).href}\n`).ok).toBe(true)
      expect((await outcome).ok).toBe(true)
    },
  )
})
