import { describe, expect, it, onTestFinished } from 'vitest'
import { createLazyRedis } from '../../src/main/mirror/lazy-redis.ts'
import { createHostLedger } from '../../src/main/network/host-ledger.ts'
import { openRedis } from '../../src/main/mirror/redis-door.ts'
import type { RedisAccess } from '../../src/main/mirror/mirror-settings.ts'
import { findPlainKeys } from '../../src/main/mirror/plain-keys.ts'
import { createRemoteRecord } from '../../src/main/mirror/remote-record.ts'
import { newTeam, wrapKeys } from '../../src/main/mirror/team-keys.ts'
import { writeEntry, readEntries } from '../../src/main/mirror/team.ts'
import { testServer } from '../../src/main/mirror/test-server.ts'
import { providerIdSchema } from '../../src/shared/model/provider.ts'
import { accessTo } from '../support/redis/grants.ts'
import { startRedis, type RedisServer } from '../support/redis/redis-server.ts'

const account = { providerId: providerIdSchema.parse('harbour'), externalId: '4711' }
const isOk = (reply: string): boolean => reply.startsWith('+OK')

async function start(config: readonly string[] = [], isSentinel = false): Promise<RedisServer> {
  const server = await startRedis({ config, isSentinel })
  onTestFinished(() => server.stop())
  return server
}

/** Three masters that share the slots. */
async function startCluster(): Promise<{ nodes: RedisServer[]; access: RedisAccess }> {
  const nodes: RedisServer[] = []
  for (let at = 0; at < 3; at += 1) {
    nodes.push(
      await start(['cluster-enabled yes', `cluster-config-file nodes.conf`, 'cluster-node-timeout 2000']),
    )
  }
  const [first] = nodes
  const shares = [
    [0, 5_460],
    [5_461, 10_922],
    [10_923, 16_383],
  ]
  for (const [at, node] of nodes.entries()) {
    const [from = 0, to = 0] = shares[at] ?? []
    expect(isOk(await node.ask('CLUSTER', 'ADDSLOTSRANGE', String(from), String(to)))).toBe(true)
    expect(isOk(await node.ask('CLUSTER', 'SET-CONFIG-EPOCH', String(at + 1)))).toBe(true)
  }
  for (const node of nodes.slice(1)) await node.ask('CLUSTER', 'MEET', '127.0.0.1', String(first?.port))
  for (const node of nodes) {
    await expect
      .poll(() => node.ask('CLUSTER', 'INFO'))
      .toMatch(/cluster_state:ok[\s\S]*cluster_known_nodes:3/)
  }
  const addresses = nodes.map(({ address }) => address)
  const server = { kind: 'cluster' as const, addresses, groupName: null }
  return { nodes, access: { ...accessTo(first?.address ?? ''), server } }
}

describe('a cluster of three nodes', () => {
  it('keeps all of a team in one slot, and every script finds its keys', async () => {
    const { access } = await startCluster()
    // Teams lie on different nodes; each has to be found.
    for (let count = 0; count < 6; count += 1) {
      const redis = openRedis(access)
      onTestFinished(() => redis.close())
      const keys = newTeam(0)
      expect(await testServer(redis, keys.teamId)).toMatchObject({ problem: null })
      await redis.send('SET', `cv1:{${keys.teamId}}:team`, await wrapKeys(keys, 'a passphrase of the team'))
      const remote = createRemoteRecord(redis, keys, account, 2_000)
      const lock = await remote.lock('me')
      if (!lock.ok || lock.value.kind !== 'locked') throw new Error('no lock')
      const record = { generation: 1, keyId: keys.keyId, sealed: 'x' }
      expect(await remote.write(lock.value.at.fence, 0, record)).toEqual({ ok: true, value: 'written' })
      expect(await writeEntry(redis, keys, account)).toMatchObject({ ok: true })
      expect(await readEntries(redis, keys)).toEqual({ ok: true, value: [account] })
    }
  })

  it('is searched on every master for what a predecessor left', async () => {
    const { nodes, access } = await startCluster()
    const first = { ...access, server: { ...access.server, addresses: access.server.addresses.slice(0, 1) } }
    const redis = openRedis(first)
    onTestFinished(() => redis.close())
    const names = Array.from({ length: 12 }, (_, at) => `notion_credentials:acme:user-${at}`)
    for (const name of names) {
      expect(await redis.send('SET', name, '{"access_token":"a","refresh_token":"r"}')).toMatchObject({
        ok: true,
      })
    }
    // They lie on all of them, or this proves nothing.
    for (const node of nodes) expect(await node.ask('DBSIZE')).not.toMatch(/^:0/)
    const found = await findPlainKeys(redis, [providerIdSchema.parse('notion')], 0)
    expect(found.ok && found.value.map(({ shown }) => shown.key)).toEqual(names.toSorted())
    expect(found.ok && found.value.every(({ grant }) => grant?.accessToken === 'a')).toBe(true)
  })

  it('names the nodes that it was not told of among the hosts, before it asks them', async () => {
    const { nodes, access } = await startCluster()
    const [told = '', ...named] = access.server.addresses
    const hosts = createHostLedger(Date.now)
    const redis = createLazyRedis({ ...access, server: { ...access.server, addresses: [told] } }, hosts)
    onTestFinished(() => redis.close())
    // Names of teams that lie on each of the three.
    for (let at = 0; at < 12; at += 1) await redis.send('SET', `cv1:{${at}}:team`, 'x')
    for (const node of nodes) expect(await node.ask('DBSIZE')).not.toMatch(/^:0/)
    const listed = hosts.list().map(({ host }) => host)
    expect(listed.toSorted()).toEqual([told, ...named].map((address) => new URL(address).host).toSorted())
  })

  it('that was set up as one server says so', async () => {
    const node = await start(['cluster-enabled yes', 'cluster-config-file nodes.conf'])
    const redis = openRedis(accessTo(node.address))
    onTestFinished(() => redis.close())
    expect(await testServer(redis, 'team')).toMatchObject({ problem: { kind: 'cluster' } })
  })
})

describe('a group under Sentinel', () => {
  it('is found again at its new master after the old one is gone', async () => {
    const master = await start(['repl-diskless-sync-delay 0'])
    const replica = await start([`replicaof 127.0.0.1 ${master.port}`])
    const sentinels: RedisServer[] = []
    for (let at = 0; at < 3; at += 1) {
      const watch = [
        `sentinel monitor team 127.0.0.1 ${master.port} 2`,
        'sentinel down-after-milliseconds team 800',
        'sentinel failover-timeout team 3000',
      ]
      sentinels.push(await start(watch, true))
    }
    for (const sentinel of sentinels) {
      await expect
        .poll(() => sentinel.ask('SENTINEL', 'MASTER', 'team'))
        .toMatch(/num-slaves\r\n\$1\r\n1[\s\S]*num-other-sentinels\r\n\$1\r\n2/)
    }
    await expect.poll(() => replica.ask('INFO', 'replication')).toContain('master_link_status:up')
    const access = {
      ...accessTo(master.address),
      server: {
        kind: 'sentinel' as const,
        addresses: sentinels.map(({ address }) => address),
        groupName: 'team',
      },
    }
    const redis = openRedis(access)
    onTestFinished(() => redis.close())
    expect(await redis.send('SET', 'cv1:{t}:team', 'header')).toEqual({ ok: true, value: 'OK' })
    await expect.poll(() => replica.ask('GET', 'cv1:{t}:team')).toContain('header')
    master.signal('SIGKILL')
    await expect.poll(() => redis.send('SET', 'cv1:{t}:devices', 'x')).toEqual({ ok: true, value: 'OK' })
    expect(await replica.ask('GET', 'cv1:{t}:devices')).toContain('x')

    const hosts = createHostLedger(Date.now)
    const counted = createLazyRedis(access, hosts)
    onTestFinished(() => counted.close())
    expect(await counted.send('GET', 'cv1:{t}:devices')).toEqual({ ok: true, value: 'x' })
    expect(hosts.list().map(({ host }) => host)).toContain(new URL(replica.address).host)

    const unknown = openRedis({ ...access, server: { ...access.server, groupName: 'nobody' } })
    onTestFinished(() => unknown.close())
    expect(await unknown.send('PING')).toEqual({ ok: false, error: { kind: 'no-group' } })
  })
})
