import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { err } from '../../src/shared/result.ts'
import { hubspotId as providerId, signInAt } from '../support/connected-core.ts'
import { valueOf } from '../support/core-in-node.ts'
import { startWithoutClient as start } from '../support/core-without-client.ts'

const prefix = providerId.toUpperCase()
const secret = 'a-secret-that-must-not-be-seen-1f2e3d'

describe('the import of a .env', () => {
  it('shows what there is without its secrets, and takes it when told to (R24, R26)', async () => {
    const { core, change, choose, sandbox, restart } = await start()
    const { clients } = core.handlers
    const place = sandbox.endpoints.hubspot
    choose(`# from before
${prefix}_CLIENT_ID=${change.clientId}
${prefix}_CLIENT_SECRET='${place.clientSecret}'
${prefix}_REDIRECT_URI=http://localhost:8000/integrations/oauth2callback
${prefix}_AUTH_URL=https://app-eu1.hubspot.com/oauth/77/authorize?x=${secret}
${prefix}_SCOPE=oauth crm.objects.contacts.read crm.objects.contacts.write
REDIS_URL=redis://ana:${secret}@localhost:6379/0
DEBUG=1`)
    const preview = valueOf(await clients.chooseEnvFile({}))
    await core.handlers.app.reportProblem({ message: `${place.clientSecret} ${secret}`, stack: null })
    expect(preview).toEqual({
      fileName: '.env',
      clients: [
        {
          providerId,
          clientId: change.clientId,
          hasSecret: true,
          redirectUri: 'http://localhost:8000/integrations/oauth2callback',
          authorizationUrl: 'https://app-eu1.hubspot.com/oauth/77/authorize',
          isAuthorizationUrlUsed: true,
          scopes: ['oauth', 'crm.objects.contacts.read', 'crm.objects.contacts.write'],
          problem: null,
          replaces: false,
        },
      ],
      redisAddress: 'redis://localhost:6379/0',
      ignored: ['DEBUG'],
    })
    expect(valueOf(await clients.get({ providerId })).state).toBe('missing')
    expect(valueOf(await clients.importEnv({ bareFor: null }))).toEqual({ providerIds: [providerId] })

    const again = await restart()
    const settings = valueOf(await again.handlers.clients.get({ providerId }))
    expect(settings).toMatchObject({
      state: 'set',
      hasSecret: true,
      isAuthorizationUrlUsed: true,
      choice: {
        access: 'write',
        scopes: {
          read: null,
          write: { required: ['oauth', 'crm.objects.contacts.read', 'crm.objects.contacts.write'] },
        },
      },
    })
    expect(valueOf(await again.handlers.clients.test({ providerId })).outcome).toBe('accepted')
    const said = [JSON.stringify([preview, settings]), ...core.lines, ...again.lines].join('\n')
    for (const hidden of [secret, place.clientSecret]) expect(said).not.toContain(hidden)
  })

  it('can be signed in with: what is imported is what the provider sees', async () => {
    const { core, change, choose, sandbox } = await start()
    choose(`CLIENT_ID=${change.clientId}\nCLIENT_SECRET=${sandbox.endpoints.hubspot.clientSecret}`)
    const preview = valueOf(await core.handlers.clients.chooseEnvFile({}))
    expect(preview?.clients).toMatchObject([{ providerId: null, hasSecret: true, problem: null }])
    valueOf(await core.handlers.clients.importEnv({ bareFor: providerId }))
    expect(valueOf(await core.handlers.signIn.start(signInAt(providerId))).status).toBe('connected')
  })

  it('opens the authorization address of the file where that is the provider’s own', async () => {
    const opened: URL[] = []
    const { core, change, choose } = await start({
      async open(page) {
        opened.push(await page.authorizationUrl(page.redirectUris[0]!))
        return err({ kind: 'browser-not-opened' })
      },
    })
    const { clients, signIn } = core.handlers
    for (const host of ['app-eu1.hubspot.com', 'app-eu1.hubspot.com.evil.example']) {
      choose(
        `${prefix}_CLIENT_ID=${change.clientId}\n${prefix}_CLIENT_SECRET=b\n` +
          `${prefix}_AUTH_URL=https://${host}/oauth/77/authorize?client_id=other`,
      )
      valueOf(await clients.chooseEnvFile({}))
      valueOf(await clients.importEnv({ bareFor: null }))
      expect((await signIn.start(signInAt(providerId))).ok).toBe(false)
    }
    const [own, foreign] = opened
    expect(own?.href.startsWith('https://app-eu1.hubspot.com/oauth/77/authorize?')).toBe(true)
    expect(own?.searchParams.getAll('client_id')).toEqual([change.clientId])
    expect(foreign?.hostname).toBe('localhost')
  })

  it('takes nothing that it could not use, and nothing twice', async () => {
    const { core, choose } = await start()
    const { clients } = core.handlers
    expect(await clients.importEnv({ bareFor: null })).toMatchObject({ error: { kind: 'invalid-request' } })
    choose(`${prefix}_CLIENT_ID=a\n${prefix}_CLIENT_SECRET=b\n${prefix}_REDIRECT_URI=https://a.example/back`)
    expect(valueOf(await clients.chooseEnvFile({}))?.clients).toMatchObject([
      { problem: 'redirect-not-local', redirectUri: 'https://a.example/back' },
    ])
    expect(valueOf(await clients.importEnv({ bareFor: providerId })).providerIds).toEqual([])
    expect(await clients.importEnv({ bareFor: null })).toMatchObject({ error: { kind: 'invalid-request' } })
    choose(`${prefix}_CLIENT_ID=a\n${prefix}_CLIENT_SECRET=b\nCLIENT_ID=c\nCLIENT_SECRET=d`)
    valueOf(await clients.chooseEnvFile({}))
    expect(await clients.importEnv({ bareFor: providerId })).toMatchObject({
      error: { kind: 'invalid-request' },
    })
    expect(valueOf(await clients.get({ providerId })).state).toBe('missing')
  })

  it('goes into the workspace in which it was shown, or nowhere', async () => {
    const { core, choose } = await start()
    choose(`${prefix}_CLIENT_ID=a\n${prefix}_CLIENT_SECRET=b`)
    valueOf(await core.handlers.clients.chooseEnvFile({}))
    valueOf(await core.handlers.workspaces.create({ user: 'Ana', organisation: 'Globex' }))
    expect(await core.handlers.clients.importEnv({ bareFor: null })).toMatchObject({
      error: { kind: 'invalid-request' },
    })
  })

  it('says what it would replace, and reads what Windows writes', async () => {
    const { core, change, choose } = await start()
    valueOf(await core.handlers.clients.set(change))
    const utf16 = Buffer.from(`\ufeff${prefix}_CLIENT_ID=a\r\n${prefix}_CLIENT_SECRET=b\r\n`, 'utf16le')
    choose(new Uint8Array(utf16))
    expect(valueOf(await core.handlers.clients.chooseEnvFile({}))?.clients).toMatchObject([
      { clientId: 'a', hasSecret: true, replaces: true },
    ])
  })
})
