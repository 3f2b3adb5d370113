import { describe, expect, it, onTestFinished } from 'vitest'
import { connect, notionId, startConnected } from '../support/connected-core.ts'
import { createProfile, startCoreInNode, valueOf } from '../support/core-in-node.ts'
import { createScriptedBrowser } from '../support/scripted-browser.ts'
import { startRedis } from '../support/redis/redis-server.ts'
import { serverAt } from '../support/redis/two-devices.ts'

/** What a predecessor has: tokens of a sign-in at the sandbox, as the app's own token request gets them. */
async function startWithTokens() {
  const redis = await startRedis()
  onTestFinished(() => redis.stop())
  const tokens: Record<string, unknown>[] = []
  const spying: typeof fetch = async (...asked) => {
    const reply = await fetch(...asked)
    if (typeof asked[0] === 'string' && asked[0].includes('token')) {
      const body: unknown = await reply
        .clone()
        .json()
        .catch(() => null)
      if (typeof body === 'object' && body !== null && 'access_token' in body) tokens.push({ ...body })
    }
    return reply
  }
  const { core, sandbox } = await startConnected({
    fetch: spying,
    sizes: { contacts: 2, companies: 1, deals: 1 },
  })
  await connect(core, notionId)
  const profile = await createProfile()
  onTestFinished(profile.remove)
  const fresh = await startCoreInNode(profile, {
    endpoints: sandbox.endpoints,
    transport: createScriptedBrowser({ consent: 'wait' }),
  })
  onTestFinished(() => fresh.close())
  valueOf(await fresh.handlers.workspaces.create({ user: 'Ana', organisation: 'Acme' }))
  valueOf(await fresh.handlers.mirror.configure(serverAt(redis.address)))
  return { redis, tokens, fresh }
}

describe('sign-ins that a predecessor left in clear', () => {
  it('are found, connected once, and deleted only when the user says so', async () => {
    const { redis, tokens, fresh } = await startWithTokens()
    const [grant] = tokens
    expect(grant).toBeDefined()
    const key = 'notion_credentials:acme:ana'
    const value = JSON.stringify({ ...grant, expires_at: Math.floor(Date.now() / 1_000) + 3_000 })
    await redis.ask('SET', key, value)
    await redis.ask('SET', 'hubspot_credentials:acme:ana', 'not json')
    await redis.ask('SET', 'notion_state:acme:ana', 'x')
    await redis.ask('HSET', 'airtable_credentials:acme:ana', 'a', 'b')
    const { mirror } = fresh.handlers
    const found = valueOf(await mirror.findPlainKeys({}))
    expect(found.map((one) => [one.key, one.problem])).toEqual([
      ['airtable_credentials:acme:ana', 'not-readable'],
      ['hubspot_credentials:acme:ana', 'not-readable'],
      [key, null],
    ])
    expect(JSON.stringify(found)).not.toContain(String(grant?.['access_token']))
    const imported = valueOf(await mirror.importPlainKeys({ keys: [key] }))
    expect(imported).toMatchObject([{ key, error: null }])
    expect(valueOf(await fresh.handlers.accounts.list({}))).toMatchObject([
      { providerId: 'notion', status: 'connected' },
    ])
    // Sealed here, and the original untouched.
    expect(await redis.ask('GET', key)).toContain(String(grant?.['access_token']))
    expect(fresh.lines.join('\n')).not.toContain(String(grant?.['access_token']))

    expect(
      valueOf(await mirror.removePlainKeys({ keys: [key, 'notion_state:acme:ana', 'cv1:{x}:team'] })),
    ).toEqual({
      removed: 1,
    })
    expect(await redis.ask('GET', key)).toBe('$-1\r\n')
    expect(await redis.ask('GET', 'notion_state:acme:ana')).toContain('x')
  })
})
