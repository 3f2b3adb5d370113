import { describe, expect, it } from 'vitest'
import { eventually, valueOf } from '../support/core-in-node.ts'
import { serverAt, startTeam, statusOf, teamPassphrase, untilState } from '../support/redis/two-devices.ts'

describe('leaving a team', () => {
  it('takes the device out of the list that the others see, and says that nothing else went', async () => {
    const team = await startTeam()
    const { core } = await team.newDevice('lighthouse')
    const { mirror } = core.handlers
    valueOf(await mirror.configure(serverAt(await team.joinAddress())))
    valueOf(await mirror.join({ passphrase: teamPassphrase }))
    await untilState(core, 'connected')
    const left = valueOf(await mirror.leave({ erases: false }))
    expect(left).toMatchObject({ isStillListed: false, status: { state: 'off', team: null } })
    team.first.core.resumed()
    await eventually(async () => (await statusOf(team.first.core)).team?.devices.length === 1)
    expect((await statusOf(team.first.core)).team?.devices.map(({ name }) => name)).toEqual(['harbour'])
    expect(await team.redis.ask('KEYS', '*:r:*')).toMatch(/^\*1/)
  })

  it.each([
    ['is down', 'SIGKILL'],
    ['hangs', 'SIGSTOP'],
  ] as const)('V13: is done here although Redis %s, and says what stays there', async (_what, signal) => {
    const team = await startTeam()
    team.redis.signal(signal)
    const { handlers } = team.first.core
    expect(valueOf(await handlers.mirror.leave({ erases: false }))).toMatchObject({
      isStillListed: true,
      status: { state: 'off', settings: null, team: null },
    })
    expect(valueOf(await handlers.accounts.list({}))).toMatchObject([{ status: 'needs-reconnect' }])
  })

  it('with its records needs Redis, and changes nothing without it', async () => {
    const team = await startTeam()
    team.redis.signal('SIGKILL')
    const { handlers } = team.first.core
    expect(await handlers.mirror.leave({ erases: true })).toMatchObject({
      ok: false,
      error: { kind: 'mirror-failed', problem: { kind: 'not-reached' } },
    })
    expect((await statusOf(team.first.core)).team?.devices).toBeDefined()
    expect(valueOf(await handlers.accounts.list({}))).toMatchObject([{ status: 'connected' }])
  })
})

describe('leaving a workspace', () => {
  it('V13: cuts off what is under way at a Redis that hangs, and opens the next one', async () => {
    const team = await startTeam()
    const { core } = team.first
    team.redis.signal('SIGSTOP')
    const underWay = core.handlers.mirror.settle({ accountId: team.account.id })
    const next = valueOf(await core.handlers.workspaces.create({ user: 'Ben', organisation: 'Acme' }))
    expect(valueOf(await core.handlers.app.getState({})).workspace?.id).toBe(next.id)
    // Not `timed-out`: nobody waited for that.
    expect(await underWay).toMatchObject({
      ok: false,
      error: { kind: 'mirror-failed', problem: { kind: 'not-reached' } },
    })
    expect((await statusOf(core)).state).toBe('off')
  })
})
