import { describe, expect, it } from 'vitest'
import { eventually, valueOf } from '../support/core-in-node.ts'
import { serverAt, startTeam, statusOf, teamPassphrase, untilState } from '../support/redis/two-devices.ts'

describe('a second device', () => {
  it('joins with address and passphrase, needs no sign-in, and loads', async () => {
    const team = await startTeam()
    const { core } = await team.newDevice('lighthouse')
    const { mirror } = core.handlers
    valueOf(await mirror.configure(serverAt(await team.joinAddress())))
    const joined = valueOf(await mirror.join({ passphrase: teamPassphrase }))
    expect(joined.connected).toHaveLength(1)
    const [account] = valueOf(await core.handlers.accounts.list({}))
    expect(account).toMatchObject({
      label: team.account.label,
      externalId: team.account.externalId,
      status: 'connected',
    })
    expect(account?.id).not.toBe(team.account.id)
    await eventually(async () => {
      const [status] = valueOf(await core.handlers.sync.getStatus({}))
      return status !== undefined && !status.isRunning && status.streams.some(({ loaded }) => loaded > 0)
    })
    await untilState(core, 'connected')
    await eventually(async () => (await statusOf(core)).team?.devices.length === 2)
    expect((await statusOf(core)).team?.devices.map(({ name }) => name).toSorted()).toEqual([
      'harbour',
      'lighthouse',
    ])
  })

  it('R54: a wrong passphrase writes nothing, locks nobody out, and always says the same', async () => {
    const team = await startTeam()
    const { core } = await team.newDevice('lighthouse')
    const { mirror } = core.handlers
    valueOf(await mirror.configure(serverAt(await team.joinAddress())))
    const before = await dumpOf(team.redis)
    for (const passphrase of ['not the passphrase', 'x', `${teamPassphrase} `]) {
      expect(await mirror.join({ passphrase })).toEqual({ ok: false, error: { kind: 'wrong-passphrase' } })
    }
    expect(await dumpOf(team.redis)).toEqual(before)
    expect(valueOf(await mirror.join({ passphrase: teamPassphrase })).connected).toHaveLength(1)
  })

  it('is out after the passphrase was changed, until it is given the new one', async () => {
    const team = await startTeam()
    const second = await team.newDevice('lighthouse')
    const { mirror } = second.core.handlers
    valueOf(await mirror.configure(serverAt(await team.joinAddress())))
    valueOf(await mirror.join({ passphrase: teamPassphrase }))
    const rotated = await team.first.core.handlers.mirror.rotate({ passphrase: 'another one for the team' })
    expect(valueOf(rotated).team?.keyMadeAtMs).toBeGreaterThan(0)
    second.core.resumed()
    await untilState(second.core, 'new-key')
    expect(await mirror.join({ passphrase: teamPassphrase })).toEqual({
      ok: false,
      error: { kind: 'wrong-passphrase' },
    })
    const again = valueOf(await mirror.join({ passphrase: 'another one for the team' }))
    expect(again.status.state).not.toBe('new-key')
    await eventually(async () => (await statusOf(second.core)).accounts[0]?.state === 'in-step')
  })

  it('is in its team all along while it begins anew with another passphrase', async () => {
    const { first } = await startTeam()
    const { mirror } = first.core.handlers
    const change = { isOver: false }
    const rotating = mirror
      .rotate({ passphrase: 'another one for the team' })
      .finally(() => (change.isOver = true))
    const seen = new Set<string>()
    while (!change.isOver) {
      const { state, team } = await statusOf(first.core)
      seen.add(team === null || state === 'set' ? 'in none' : 'in one')
    }
    expect(valueOf(await rotating).team).not.toBeNull()
    expect([...seen]).toEqual(['in one'])
  })

  it('R42: disconnecting for good takes the record out of Redis', async () => {
    const team = await startTeam()
    expect(await team.redis.ask('KEYS', '*:r:*')).toMatch(/^\*1/)
    valueOf(
      await team.first.core.handlers.accounts.disconnect({
        accountId: team.account.id,
        data: 'wipe',
        revokes: true,
      }),
    )
    await eventually(async () => (await team.redis.ask('KEYS', '*:r:*')).startsWith('*0'))
    expect(await team.redis.ask('HGETALL', `cv1:{${await teamIdOf(team)}}:accounts`)).toMatch(/^\*0/)
  })

  it('R26: no answer holds the password, and the address that is shown has none', async () => {
    const team = await startTeam()
    const { core } = await team.newDevice('lighthouse')
    const secret = 'a-password-of-redis'
    const address = team.redis.address.replace('://', `://ana:${secret}@`)
    const status = valueOf(await core.handlers.mirror.configure(serverAt(address)))
    expect(status.settings).toMatchObject({ username: 'ana', hasPassword: true })
    expect(JSON.stringify(status)).not.toContain(secret)
    expect(core.lines.join('\n')).not.toContain(secret)
  })
})

const teamIdOf = async (team: Awaited<ReturnType<typeof startTeam>>): Promise<string> =>
  (await team.joinAddress()).split('#')[1] ?? ''

/** Every record of the team, byte by byte; who was seen when is no record. */
async function dumpOf(redis: Awaited<ReturnType<typeof startTeam>>['redis']): Promise<string[]> {
  const keys = [...(await redis.ask('KEYS', 'cv1:*')).matchAll(/\r\n(cv1:\S+)/g)].map(([, key]) => key ?? '')
  const kept = keys.filter((key) => !/:(seen|m:.*)$/.test(key)).toSorted()
  return Promise.all(kept.map(async (key) => `${key} ${await redis.ask('DUMP', key)}`))
}
