import { describe, expect, it, onTestFinished } from 'vitest'
import { beginKeyChange, finishKeyChange } from '../../src/main/mirror/change-key.ts'
import { openRedis, type RedisDoor } from '../../src/main/mirror/redis-door.ts'
import { createRemoteRecord } from '../../src/main/mirror/remote-record.ts'
import { openGrant, sealGrant } from '../../src/main/mirror/shared-record.ts'
import { readEntries, readHeader, writeEntry } from '../../src/main/mirror/team.ts'
import { keyIdOf, keyNames, newTeam, withNewKey, wrapKeys } from '../../src/main/mirror/team-keys.ts'
import { err, ok } from '../../src/shared/result.ts'
import { eventually, valueOf } from '../support/core-in-node.ts'
import { anAccount, sharedAccountId } from '../support/redis/device.ts'
import { accessTo, hourMs, startGrantWorld } from '../support/redis/grants.ts'
import { startRedis } from '../support/redis/redis-server.ts'
import { serverAt, startTeam, statusOf, teamPassphrase, untilState } from '../support/redis/two-devices.ts'

const passphrase = 'another one for the team'
const locking = {
  owner: 'me',
  lockMs: 10_000,
  wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
}
const nothing = { ok: false, error: { kind: 'not-reached' } } as const

/** Lets the first few calls through, and is cut off then. */
function cutAfter(calls: number, redis: RedisDoor): { door: RedisDoor; left: () => number } {
  let left = calls
  const gate = <Value>(ask: () => Promise<Value>): Promise<Value | typeof nothing> => {
    left -= 1
    return left < 0 ? Promise.resolve(nothing) : ask()
  }
  return {
    door: {
      run: (...asked) => gate(() => redis.run(...asked)),
      send: (...asked) => gate(() => redis.send(...asked)),
      scan: (...asked) => gate(() => redis.scan(...asked)),
      close: () => undefined,
    },
    left: () => left,
  }
}

describe("a change of the team's key that is cut off", () => {
  it('V6: is taken up again wherever it was, and leaves nothing under the old key', async () => {
    const server = await startRedis()
    onTestFinished(() => server.stop())
    const redis = openRedis(accessTo(server.address))
    onTestFinished(() => redis.close())
    const { id: _id, status: _status, ...account } = anAccount()
    const accounts = ['one', 'two'].map((externalId) => ({ ...account, externalId }))
    const grant = {
      ...{ accessToken: 'access', refreshToken: 'refresh', obtainedAtMs: 0, expiresAtMs: 1 },
      scopes: [],
    }
    const from = newTeam(0)
    const to = withNewKey(from, 1)
    const change = { keys: to, header: await wrapKeys(to, passphrase) }
    const header = await wrapKeys(from, 'a passphrase of the team')
    for (let calls = 0; ; calls += 1) {
      await server.ask('FLUSHALL')
      await redis.send('SET', keyNames(from.teamId).team, header)
      for (const one of accounts) {
        await writeEntry(redis, from, one)
        const shared = { account: one, grant, client: null, ownerDevice: 'me' }
        await createRemoteRecord(redis, from, one, 1_000).write(0, 0, sealGrant(from, shared, 1))
      }
      const kept: string[] = []
      const { door, left } = cutAfter(calls, redis)
      const keep = async () => {
        kept.push(to.keyId)
        return ok(null)
      }
      const begun = await beginKeyChange(door, from, change, keep, locking)
      if (begun.ok) await finishKeyChange(door, from, change, locking)
      if (kept.length > 0) {
        // Twice: done again it changes nothing.
        for (let round = 0; round < 2; round += 1) {
          expect(await finishKeyChange(redis, from, change, locking), `cut after ${calls}`).toEqual(
            ok('done'),
          )
        }
      }
      const holds = kept.length > 0 ? to : from
      const now = await readHeader(redis, from.teamId)
      expect(now.ok && now.value !== null && keyIdOf(now.value)).toBe(holds.keyId)
      expect(await readEntries(redis, holds)).toMatchObject({ ok: true, value: { length: 2 } })
      for (const one of accounts) {
        const at = await createRemoteRecord(redis, holds, one, 1_000).read()
        expect(at.ok && openGrant(holds, one, at.value)?.grant, `cut after ${calls}`).toEqual(grant)
      }
      if (left() > 0) break
      expect(calls).toBeLessThan(100)
    }
  }, 120_000)

  it('V6: lets nobody with the old key renew meanwhile: what came of it could be given to nobody', async () => {
    const { owner, keys, provider, clock } = await startGrantWorld()
    const change = { keys: withNewKey(keys, 1), header: await wrapKeys(withNewKey(keys, 1), passphrase) }
    const begun = await beginKeyChange(owner.redis, keys, change, async () => ok(null), locking)
    expect(begun).toEqual(ok(null))
    clock.nowMs += 2 * hourMs
    expect((await owner.tokens.current(sharedAccountId)).ok).toBe(false)
    expect(provider.calls).toEqual([])
  })

  it("V6: loses against somebody else's, which came first", async () => {
    const { owner, keys } = await startGrantWorld()
    const { redis } = owner
    const changes = await Promise.all(
      [withNewKey(keys, 1), withNewKey(keys, 2)].map(async (to) => ({
        keys: to,
        header: await wrapKeys(to, passphrase),
      })),
    )
    const [mine, theirs] = changes as [(typeof changes)[0], (typeof changes)[0]]
    expect(await finishKeyChange(redis, keys, theirs, locking)).toEqual(ok('done'))
    expect(await finishKeyChange(redis, keys, mine, locking)).toEqual(ok('lost'))
    expect(
      await beginKeyChange(redis, keys, mine, async () => err({ kind: 'storage-full' }), locking),
    ).toEqual(err({ kind: 'storage-full' }))
  })

  it('V6: is told, goes on by itself, and lets the next device in afterwards', async () => {
    const team = await startTeam()
    const { core, profile } = team.first
    // The list of accounts takes no writes: the header goes through, and what follows does not.
    const rule = ['resetkeys', '~*:team', '~*:devices', '~*:seen', '~*:[rlmb]:*', '%R~*:accounts']
    expect(await team.redis.ask('ACL', 'SETUSER', 'default', ...rule)).toContain('OK')
    const status = valueOf(await core.handlers.mirror.rotate({ passphrase }))
    expect(status.team).toMatchObject({ isKeyChanging: true })
    expect(await core.handlers.mirror.rotate({ passphrase: 'and one more of them' })).toMatchObject({
      ok: false,
      error: { kind: 'invalid-request' },
    })
    expect((await statusOf(core)).state).not.toBe('new-key')

    expect(await team.redis.ask('ACL', 'SETUSER', 'default', 'resetkeys', 'allkeys')).toContain('OK')
    core.resumed()
    await eventually(async () => (await statusOf(core)).team?.isKeyChanging === false)
    expect(core.lines.join('\n')).not.toContain(passphrase)
    expect(profile).toBeDefined()

    const second = await team.newDevice('lighthouse')
    const { mirror } = second.core.handlers
    valueOf(await mirror.configure(serverAt(await team.joinAddress())))
    expect((await mirror.join({ passphrase: teamPassphrase })).ok).toBe(false)
    expect(valueOf(await mirror.join({ passphrase })).connected).toHaveLength(1)
    await untilState(second.core, 'connected')
    await eventually(async () => (await statusOf(second.core)).accounts[0]?.state === 'in-step')
  })
})
