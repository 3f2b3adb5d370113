import { describe, expect, it } from 'vitest'
import { createHostLedger } from '../../src/main/network/host-ledger.ts'
import { eventually, startCoreInNode, valueOf } from '../support/core-in-node.ts'
import { createScriptedBrowser } from '../support/scripted-browser.ts'
import { startTeam, statusOf, untilState } from '../support/redis/two-devices.ts'

describe('the app without its Redis', () => {
  it.each([
    ['R44: is down', 'SIGKILL'],
    ['R45: hangs', 'SIGSTOP'],
  ] as const)('%s at the start: everything is answered, and loads go on', async (_what, signal) => {
    const team = await startTeam()
    await team.first.core.close()
    team.redis.signal(signal)
    const core = await startCoreInNode(team.first.profile, {
      endpoints: team.sandbox.endpoints,
      transport: createScriptedBrowser({ consent: 'wait' }),
    })
    try {
      const { handlers } = core
      // While the first call still waits for Redis, and after it.
      for (let round = 0; round < 2; round += 1) {
        expect((await handlers.items.counts({})).ok).toBe(true)
        expect((await handlers.accounts.list({})).ok).toBe(true)
        expect((await handlers.mirror.get({})).ok).toBe(true)
        const askedBefore = team.sandbox.requests.entries().length
        valueOf(await handlers.sync.start({ accountId: team.account.id, feed: null, how: 'compare' }))
        await eventually(async () => {
          const statuses = valueOf(await handlers.sync.getStatus({}))
          return statuses.length > 0 && statuses.every((one) => !one.isRunning)
        })
        expect(team.sandbox.requests.entries().length).toBeGreaterThan(askedBefore)
        const [status] = valueOf(await handlers.sync.getStatus({}))
        expect(status?.streams.map(({ state, error }) => [state, error])).toEqual(
          status?.streams.map(() => ['done', null]),
        )
        await untilState(core, 'unreachable')
      }
      expect((await statusOf(core)).problem?.kind).toBe(signal === 'SIGKILL' ? 'not-reached' : 'timed-out')
      // The workspace was open before anybody knew how it stands with Redis.
      const openedAt = core.told.indexOf('appStateChanged')
      expect(openedAt).toBeGreaterThanOrEqual(0)
      expect(core.told.findIndex((line) => line.includes('mirror.not-reached'))).toBeGreaterThan(openedAt)
      // One line, however often it was asked.
      expect(core.lines.filter((line) => line.includes('mirror.not-reached'))).toHaveLength(1)
      if (signal !== 'SIGSTOP') return
      team.redis.signal('SIGCONT')
      await eventually(async () => (await statusOf(core)).state === 'connected', 40_000)
    } finally {
      await core.close()
    }
  })
})

describe('a mirror while one works offline', () => {
  it('asks Redis nothing, and names it among the hosts once it does', async () => {
    const team = await startTeam()
    await team.first.core.close()
    const hosts = createHostLedger(Date.now)
    const { profile } = team.first
    const start = (workOffline: boolean) => {
      profile.kept.preferences = { ...profile.kept.preferences, workOffline }
      return startCoreInNode(profile, {
        endpoints: team.sandbox.endpoints,
        transport: createScriptedBrowser({ consent: 'wait' }),
        hosts,
      })
    }
    const offline = await start(true)
    // Long enough for a look that is made at the start.
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await statusOf(offline)).state).toBe('connecting')
    await offline.close()
    expect(hosts.list()).toEqual([])

    const online = await start(false)
    await untilState(online, 'connected')
    team.redis.signal('SIGKILL')
    expect(valueOf(await online.handlers.mirror.test({ change: null })).problem?.kind).toBe('not-reached')
    await online.close()
    const [redis, ...others] = hosts.list()
    expect(others).toEqual([])
    expect(redis).toMatchObject({ host: new URL(team.redis.address).host, by: 'app' })
    expect(redis?.failures).toBeGreaterThan(0)
  })
})
