import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { envPreviewSchema } from '../../shared/model/client-settings.ts'
import { providerIdSchema } from '../../shared/model/provider.ts'
import { providers } from '../providers/registry.ts'
import { offerOf } from './env-offer.ts'
import { parseEnv } from './parse-env.ts'
import { type EnvContents, readEnv } from './read-env.ts'
import { redisAddress } from './redis-settings.ts'

const ids = ['harbour', 'light-house'].map((id) => providerIdSchema.parse(id))
const read = (source: string): EnvContents => readEnv(parseEnv(source), ids)

describe('what a .env holds', () => {
  it('is found under the id of each provider, in capitals', () => {
    expect(
      read(`HARBOUR_CLIENT_ID=id-1
HARBOUR_CLIENT_SECRET="s3cret"
HARBOUR_REDIRECT_URI=http://localhost:8000/integrations/harbour/oauth2callback
HARBOUR_AUTH_URL=https://harbour.example/oauth/7/authorize?client_id=x
HARBOUR_SCOPE=contacts.read,contacts.write contacts.read
LIGHT_HOUSE_CLIENT_ID=id-2`).clients,
    ).toEqual([
      {
        providerId: 'harbour',
        clientId: 'id-1',
        clientSecret: 's3cret',
        redirectUri: 'http://localhost:8000/integrations/harbour/oauth2callback',
        authorizationUrl: 'https://harbour.example/oauth/7/authorize?client_id=x',
        scopes: ['contacts.read', 'contacts.write'],
      },
      {
        providerId: 'light-house',
        clientId: 'id-2',
        clientSecret: null,
        redirectUri: null,
        authorizationUrl: null,
        scopes: [],
      },
    ])
  })

  it('may belong to a provider that only the user knows', () => {
    expect(read('CLIENT_ID=a\nCLIENT_SECRET=b\nREDIRECT_URI=http://localhost/x').clients).toEqual([
      {
        providerId: null,
        clientId: 'a',
        clientSecret: 'b',
        redirectUri: 'http://localhost/x',
        authorizationUrl: null,
        scopes: [],
      },
    ])
  })

  it('is nothing where a value is empty or cannot be a value', () => {
    expect(read('CLIENT_ID=\nCLIENT_SECRET=').clients).toEqual([])
    expect(read('CLIENT_ID="two\nlines"\nCLIENT_SECRET=b').clients).toMatchObject([{ clientId: null }])
    expect(read(`CLIENT_ID=${'x'.repeat(301)}\nCLIENT_SECRET=b`).clients).toMatchObject([{ clientId: null }])
  })

  it.each([
    ['REDIS_URL=rediss://ana:pa55word@cache.example:6380/2?x=y', 'rediss://cache.example:6380/2'],
    ['REDIS_HOST=localhost\nREDIS_PORT=6400\nREDIS_PASSWORD=pa55word', 'localhost:6400'],
    ['REDIS_HOST=cache\nREDIS_PORT=many', 'cache:6379'],
    ['REDIS_URL=http://ana:pa55word@cache.example', null],
    ['REDIS_HOST=ana:pa55word@cache', null],
    ['REDIS_PORT=6379', null],
  ])('has the address of Redis in %j without who is let in', (source, address) => {
    const { redis } = read(source)
    expect(redis === null ? null : redisAddress(redis)).toBe(address)
  })

  it('names what means nothing here, and nothing that may be no name', () => {
    expect(read('DEBUG=1\nsecret=2\nMIIEpAIBAAKCAQEA7xyz==\nREDIS_URL=nonsense').ignored).toEqual(['DEBUG'])
  })

  it('is shown without its secrets, whatever they are and wherever they stand (R24, R26)', () => {
    const secret = fc
      .string({ minLength: 12, maxLength: 60, unit: fc.constantFrom(...'abcXYZ0189-_.~') })
      .map((text) => `5ecret${text}`)
    const named = fc.record({
      clientId: fc.constantFrom('', 'an-id'),
      secret,
      redirect: fc.constantFrom(
        (one: string) => `http://localhost:8000/back?token=${one}`,
        (one: string) => `https://ana:${one}@elsewhere.example/back`,
        (one: string) => `http://localhost:8000/back#${one}`,
        (one: string) => `not an address ${one}`,
      ),
      authorization: fc.constantFrom(
        (one: string) => `https://app.hubspot.com/oauth/authorize?client_secret=${one}`,
        (one: string) => `https://ana:${one}@app.hubspot.com/oauth/authorize`,
        (one: string) => `javascript:${one}`,
      ),
    })
    fc.assert(
      fc.property(named, fc.constantFrom('', '"', "'"), (file, quote) => {
        const prefix = providers[0]!.descriptor.id.toUpperCase()
        const source = [
          `${prefix}_CLIENT_ID=${file.clientId}`,
          `${prefix}_CLIENT_SECRET=${quote}${file.secret}${quote}`,
          `${prefix}_REDIRECT_URI=${file.redirect(file.secret)}`,
          `${prefix}_AUTH_URL=${file.authorization(file.secret)}`,
          `REDIS_URL=redis://ana:${file.secret}@cache:1`,
          `REDIS_PASSWORD=${file.secret}`,
          `OTHER=${file.secret}`,
        ].join('\n')
        const contents = readEnv(
          parseEnv(source),
          providers.map(({ descriptor }) => descriptor.id),
        )
        const preview = envPreviewSchema.parse({
          fileName: '.env',
          clients: contents.clients.map((client) => offerOf(client, providers, false)),
          redisAddress: contents.redis === null ? null : redisAddress(contents.redis),
          ignored: contents.ignored,
        })
        expect(preview.clients).toMatchObject([{ hasSecret: true }])
        expect(JSON.stringify(preview)).not.toContain('5ecret')
      }),
    )
  })
})
