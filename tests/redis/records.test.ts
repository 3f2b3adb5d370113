import { copyFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openGrant, sealGrant } from '../../src/main/mirror/shared-record.ts'
import { newTeam, recordName } from '../../src/main/mirror/team-keys.ts'
import { anAccount, sharedAccountId } from '../support/redis/device.ts'
import { hourMs, startGrantWorld, type GrantWorld } from '../support/redis/grants.ts'

const keyOf = ({ keys }: GrantWorld): string =>
  `cv1:{${keys.teamId}}:r:${recordName(keys, anAccount().providerId, anAccount().externalId)}`

const bulkOf = (reply: string): string => reply.split('\r\n')[1] ?? ''

describe('a record that somebody tampered with', () => {
  it.each<[string, (world: GrantWorld, sealed: string) => string]>([
    [
      'a bit is flipped',
      (_world, sealed) => `${sealed.slice(0, 60)}${sealed[60] === 'A' ? 'B' : 'A'}${sealed.slice(61)}`,
    ],
    ['it is cut', (_world, sealed) => sealed.slice(0, 200)],
    ['it is empty', () => ''],
    ['it is of a version that nobody knows', (_world, sealed) => `_${sealed.slice(1)}`],
    [
      'it is another account’s',
      ({ keys, grant }) => {
        const { id: _id, status: _status, ...account } = { ...anAccount(), externalId: '4712-other' }
        return sealGrant(keys, { account, grant, client: null, ownerDevice: 'owner' }, 2).sealed
      },
    ],
    ['an old one is dressed up as newer', (_world, sealed) => sealed],
  ])('R49: %s: it is not used, and what is here counts', async (_what, tamper) => {
    const world = await startGrantWorld()
    const { redis, owner, clock, provider, grant } = world
    const key = keyOf(world)
    const sealed = bulkOf(await redis.ask('HGET', key, 'b'))
    expect(sealed.length).toBeGreaterThan(500)
    await redis.ask('HSET', key, 'b', tamper(world, sealed), 'g', '2')
    await owner.shared.reconcile(sharedAccountId)
    expect(owner.state().grant).toEqual(grant)
    expect(owner.state().step?.problem).toBe('unreadable')
    clock.nowMs += hourMs - 120_000
    expect(await owner.tokens.current(sharedAccountId)).toEqual({ ok: true, value: provider.goodToken() })
  })

  it('R49: opens under its own account, generation and key alone', () => {
    const keys = newTeam(0)
    const { id: _id, status: _status, ...account } = anAccount()
    const grant = { accessToken: 'a', refreshToken: 'r', obtainedAtMs: 0, expiresAtMs: null, scopes: [] }
    const record = sealGrant(keys, { account, grant, client: null, ownerDevice: 'd' }, 7)
    expect(openGrant(keys, account, record)?.grant).toEqual(grant)
    expect(openGrant(keys, account, { ...record, generation: 8 })).toBeNull()
    expect(openGrant(keys, { ...account, externalId: 'x' }, record)).toBeNull()
    expect(openGrant(newTeam(0), account, record)).toBeNull()
  })
})

describe('a Redis that went back in time', () => {
  it('R53: after FLUSHALL what is here remains, the owner alone writes it again, and both say so', async () => {
    const world = await startGrantWorld()
    const { redis, owner, clock, grant } = world
    const other = await world.join('other')
    const header = bulkOf(await redis.ask('GET', `cv1:{${world.keys.teamId}}:team`))
    await redis.ask('FLUSHALL')
    await redis.ask('SET', `cv1:{${world.keys.teamId}}:team`, header)
    await other.shared.reconcile(sharedAccountId)
    expect(await redis.ask('HGET', keyOf(world), 'g')).toBe('$-1\r\n')
    expect(other.state().step?.problem).toBe('rolled-back')
    expect(other.state().grant).toEqual(grant)
    await owner.shared.reconcile(sharedAccountId)
    expect(bulkOf(await redis.ask('HGET', keyOf(world), 'g'))).toBe('2')
    expect(owner.state().step?.problem).toBe('rolled-back')
    expect(owner.lines.join('\n')).toContain('mirror.rolled-back')
    // What the owner wrote again is taken, and ends the alarm there.
    await other.shared.reconcile(sharedAccountId)
    expect(other.state().step).toMatchObject({ generation: 2, problem: null })
    clock.nowMs += 1
  })

  it('R53: an older RDB that is restored brings no old grant back', async () => {
    const world = await startGrantWorld({ config: ['dbfilename dump.rdb'] })
    const { redis, owner, clock, provider } = world
    const other = await world.join('other')
    await redis.ask('SAVE')
    const dump = path.join(redis.folder, 'dump.rdb')
    const kept = path.join(redis.folder, 'older.rdb')
    await copyFile(dump, kept)
    clock.nowMs += hourMs - 120_000
    await owner.tokens.current(sharedAccountId)
    await owner.shared.settled()
    await other.shared.reconcile(sharedAccountId)
    const newest = provider.goodToken()
    expect(other.state().grant.accessToken).toBe(newest)

    await redis.restart(() => copyFile(kept, dump))
    await expect.poll(() => other.shared.reconcile(sharedAccountId)).toEqual({ ok: true, value: null })
    expect(other.state().grant.accessToken).toBe(newest)
    expect(other.state().step?.problem).toBe('rolled-back')
    expect(bulkOf(await redis.ask('HGET', keyOf(world), 'g'))).toBe('1')
    await expect.poll(() => owner.shared.reconcile(sharedAccountId)).toEqual({ ok: true, value: null })
    expect(owner.state().grant.accessToken).toBe(newest)
    expect(bulkOf(await redis.ask('HGET', keyOf(world), 'g'))).toBe('3')
    expect(provider.isBurnt()).toBe(false)
  })
})
