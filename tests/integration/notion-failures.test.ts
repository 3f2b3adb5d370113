import { describe, expect, it } from 'vitest'
import { createAccountSession } from '../../src/main/http/account-session.ts'
import { runFeed } from '../../src/main/sync/run-feed.ts'
import { ok } from '../../src/shared/result.ts'
import { startNotionAccount } from '../support/notion-account.ts'
import { createRecordingLogger } from '../support/recording-logger.ts'

describe('a load from Notion', () => {
  it.each([
    'notion-rate-limited-for-a-second',
    'notion-rate-limited-for-long',
    'notion-overloaded',
    'notion-unavailable',
    'notion-edge-block',
  ])('F7: gets through %s, in this run or in the next', async (scenario) => {
    const account = await startNotionAccount()
    const listed = await account.listed()
    account.sandbox.play(scenario)
    const { error } = await account.run('search', 'full')
    if (error !== null) await account.runs('full')
    expect(account.stored().size).toBe(listed.size)
    expect(account.calls()['POST /v1/search']).toBe(Math.ceil(listed.size / 100) + 1)
  })

  it('F7: stops where the connection was blocked, keeps what it had, and asks no more', async () => {
    const account = await startNotionAccount()
    await account.runs('full')
    const before = account.stored().size
    account.sandbox.play('notion-blocked')
    account.calls()
    expect((await account.run('search', 'sweep')).error).toEqual({ kind: 'provider-down', status: 429 })
    expect(account.calls()).toEqual({ 'POST /v1/search': 1 })
    expect(account.stored().size).toBe(before)
  })

  it('F7: stops where the token is refused, and goes on there after a new sign-in', async () => {
    const account = await startNotionAccount({ notionPages: 260 })
    const listed = await account.listed()
    account.sandbox.play('notion-token-dies-midway')
    expect((await account.run('search', 'full')).error).toMatchObject({ kind: 'reconnect-required' })
    account.calls()
    await account.runs('full')
    expect(account.stored().size).toBe(listed.size)
    expect(account.calls()['POST /v1/search']).toBe(Math.ceil(listed.size / 100) - 1)
  })

  it('F7: goes on at once where the token is refused and can be renewed', async () => {
    const account = await startNotionAccount()
    const listed = await account.listed()
    const { sandbox, provider, store, choice, grant } = account
    let token = grant.accessToken
    const session = createAccountSession(
      provider,
      { id: account.session.accountId, externalId: 'external-1', uiOrigin: null, timeZone: null },
      {
        fetch: (address, init) => fetch(address, init),
        tokens: {
          current: () => Promise.resolve(ok(token)),
          renew: () => {
            token = sandbox.notion.grants.issue().accessToken
            return Promise.resolve(ok(token))
          },
        },
        logger: createRecordingLogger().logger,
        now: Date.now,
        wait: () => Promise.resolve(),
        isWorkingOffline: () => false,
        onReachability: () => undefined,
      },
    )
    account.sandbox.play('notion-token-dies-midway')
    const feed = (await account.feeds()).find(({ name }) => name === 'search')
    if (feed === undefined) throw new Error('There is a search')
    const ports = { store, provider, session, choice, now: Date.now }
    const result = await runFeed(ports, feed, 'full', new AbortController().signal, () => undefined)
    expect(result.error).toBeNull()
    expect(token).not.toBe(grant.accessToken)
    expect(account.stored().size).toBe(listed.size)
  })
})
