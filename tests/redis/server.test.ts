import { describe, expect, it, onTestFinished } from 'vitest'
import { accessRuleOf } from '../../src/main/mirror/access-rule.ts'
import { guardRedis } from '../../src/main/mirror/guarded-redis.ts'
import { openRedis } from '../../src/main/mirror/redis-door.ts'
import type { RedisAccess } from '../../src/main/mirror/mirror-settings.ts'
import { scripts } from '../../src/main/mirror/scripts.ts'
import { testServer } from '../../src/main/mirror/test-server.ts'
import type { MirrorProblem } from '../../src/shared/model/mirror-server.ts'
import { issueCertificate, makeAuthority, makeUntrustedCertificate } from '../support/certificate.ts'
import { freePort, startRedis } from '../support/redis/redis-server.ts'
import { accessTo } from '../support/redis/grants.ts'
import { startScriptedRedis } from '../support/redis/scripted-redis.ts'

const open = (access: RedisAccess) => {
  const redis = openRedis(access)
  onTestFinished(() => redis.close())
  return redis
}

async function scripted(answer: string | Buffer | null): Promise<RedisAccess> {
  const server = await startScriptedRedis(answer)
  onTestFinished(() => server.close())
  return accessTo(`redis://127.0.0.1:${server.port}`)
}

describe('a server that refuses', () => {
  it.each<[string, string, MirrorProblem['kind']]>([
    ['NOAUTH', '-NOAUTH Authentication required.\r\n', 'auth'],
    ['WRONGPASS', '-WRONGPASS invalid username-password pair\r\n', 'auth'],
    ['NOPERM', "-NOPERM this user has no permissions to run the 'eval' command\r\n", 'permission'],
    ['READONLY', "-READONLY You can't write against a read only replica.\r\n", 'read-only'],
    ['OOM', "-OOM command not allowed when used memory > 'maxmemory'.\r\n", 'out-of-memory'],
    ['LOADING', '-LOADING Redis is loading the dataset in memory\r\n', 'loading'],
    ['MOVED', '-MOVED 3999 127.0.0.1:6381\r\n', 'cluster'],
    ['CLUSTERDOWN', '-CLUSTERDOWN Hash slot not served\r\n', 'cluster'],
    ['another error', '-ERR something\r\n', 'refused'],
    ['garbage', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'not-redis'],
  ])('R52: %s has a name', async (_what, answer, kind) => {
    const redis = open(await scripted(answer))
    expect(await redis.run('read', ['cv1:{t}:r:x'], [])).toMatchObject({ ok: false, error: { kind } })
  })

  it('R52: an answer of another shape is none', async () => {
    const { createRemoteRecord } = await import('../../src/main/mirror/remote-record.ts')
    const { newTeam } = await import('../../src/main/mirror/team-keys.ts')
    const account = { providerId: 'harbour', externalId: '1' }
    for (const answer of ['+OK\r\n', ':1\r\n', '*1\r\n$1\r\nx\r\n', '$-1\r\n']) {
      const remote = createRemoteRecord(open(await scripted(answer)), newTeam(0), account, 1_000)
      expect(await remote.read()).toEqual({ ok: false, error: { kind: 'not-redis' } })
      expect(await remote.lock('me')).toEqual({ ok: false, error: { kind: 'not-redis' } })
    }
  })

  it('says which address it could not find, and where nobody listens', async () => {
    const nowhere = open({ ...accessTo('rediss://no-such-host.invalid:6379') })
    expect(await nowhere.send('PING')).toEqual({ ok: false, error: { kind: 'dns' } })
    const closed = open(accessTo(`redis://127.0.0.1:${await freePort()}`))
    expect(await closed.send('PING')).toEqual({ ok: false, error: { kind: 'not-reached' } })
  })
})

describe('a server that hangs', () => {
  it('R45: a call is cut off, the breaker opens, nobody waits any more, and it is told once', async () => {
    const server = await startRedis()
    onTestFinished(() => server.stop())
    const told: (string | null)[] = []
    let clockMs = 0
    const redis = guardRedis(openRedis(accessTo(server.address), { deadline: 300 }), {
      clockMs: () => clockMs,
      random: () => 0.5,
      onChanged: (problem) => told.push(problem?.kind ?? null),
    })
    onTestFinished(() => redis.close())
    expect((await redis.send('PING')).ok).toBe(true)
    server.signal('SIGSTOP')
    const hung = { ok: false, error: { kind: 'timed-out' } }
    const calls = await Promise.all([
      redis.send('PING'),
      redis.send('PING'),
      redis.run('attend', ['k'], ['d', 1]),
    ])
    expect(calls).toEqual([hung, hung, hung])
    // Refused at once: even a call that would never be answered.
    for (let count = 0; count < 1_000; count += 1) expect(await redis.send('PING')).toEqual(hung)
    expect(told).toEqual(['timed-out'])
    server.signal('SIGCONT')
    clockMs += 60_000
    expect((await redis.send('PING')).ok).toBe(true)
    expect(told).toEqual(['timed-out', null])
  })
})

describe('a server over the network', () => {
  const withTls = async (tls: Parameters<typeof startScriptedRedis>[1], host = 'localhost') => {
    const server = await startScriptedRedis('+PONG\r\n', tls)
    onTestFinished(() => server.close())
    return { server, address: `rediss://${host}:${server.port}` }
  }
  const secret = 'the-password'

  it('R50: in clear to another host: nothing is sent', async () => {
    const redis = open({ ...accessTo('redis://127.0.0.2:6379'), password: secret })
    expect(await redis.send('PING')).toEqual({ ok: false, error: { kind: 'needs-tls' } })
  })

  it('R50: another authority, name or date, or no TLS at all: refused before the password is sent', async () => {
    const authority = await makeAuthority('Acme Root')
    const wrongName = await issueCertificate(authority, ['subjectAltName=DNS:other.example'])
    const over = await issueCertificate(authority, ['subjectAltName=DNS:localhost'], undefined, -1)
    const right = await issueCertificate(authority, ['subjectAltName=DNS:localhost'])
    const cases: [Awaited<ReturnType<typeof withTls>>, string[], MirrorProblem['kind']][] = [
      [await withTls(await makeUntrustedCertificate()), [authority.cert], 'tls-authority'],
      [await withTls(right), [], 'tls-authority'],
      [await withTls(wrongName), [authority.cert], 'tls-name'],
      [await withTls(over), [authority.cert], 'tls-date'],
    ]
    for (const [{ server, address }, authorities, kind] of cases) {
      const redis = open({ ...accessTo(address), username: 'ana', password: secret, authorities })
      expect(await redis.send('PING')).toEqual({ ok: false, error: { kind } })
      expect(server.received()).not.toContain('AUTH')
      expect(server.received()).not.toContain(secret)
    }
    const clear = await withTls(null)
    const toClear = open({ ...accessTo(clear.address), password: secret })
    expect(await toClear.send('PING')).toMatchObject({ ok: false })
    expect(clear.server.received()).not.toContain(secret)
    const good = await withTls(right)
    const redis = open({ ...accessTo(good.address), authorities: [authority.cert] })
    expect(await redis.send('PING')).toEqual({ ok: true, value: 'PONG' })
  })
})

describe('a user of the team', () => {
  it('has the rights for all that the mirror does, on its own keys, and for nothing else', async () => {
    const server = await startRedis()
    onTestFinished(() => server.stop())
    await server.ask('ACL', 'SETUSER', 'ana', 'on', '>secret', ...accessRuleOf('team').split(' '))
    await server.ask('ACL', 'SETUSER', 'default', 'off', 'nopass')
    const redis = open({ ...accessTo(server.address), username: 'ana', password: 'secret' })
    expect(await testServer(redis, 'team')).toMatchObject({ problem: null, evictionPolicy: null })
    const denied = { ok: false, error: { kind: 'permission' } }
    expect(await redis.send('GET', 'cv1:{other}:team')).toMatchObject(denied)
    expect(await redis.scan('*', 1)).toMatchObject(denied)
    expect(await redis.run('read', ['cv1:{other}:r:x'], [])).toMatchObject({ ok: false })
    expect(await testServer(redis, 'other')).toMatchObject({ problem: { kind: 'permission' } })
    const wrong = open({ ...accessTo(server.address), username: 'ana', password: 'wrong' })
    expect(await wrong.send('PING')).toEqual({ ok: false, error: { kind: 'auth' } })
  })

  it('is warned where the server may throw records away', async () => {
    const server = await startRedis()
    onTestFinished(() => server.stop())
    expect(await testServer(open(accessTo(server.address)), 'team')).toMatchObject({
      problem: null,
      warnings: [],
      evictionPolicy: 'noeviction',
    })
    await server.ask('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru')
    expect(await testServer(open(accessTo(server.address)), 'team')).toMatchObject({
      problem: null,
      warnings: [{ kind: 'eviction', policy: 'allkeys-lru' }],
    })
  })
})

describe('what is asked of Redis', () => {
  it('is nothing that came after Redis 6.2', async () => {
    const server = await startRedis()
    onTestFinished(() => server.stop())
    const redis = open(accessTo(server.address))
    await testServer(redis, 'team')
    const words = Object.values(scripts).flatMap(({ lua }) =>
      [...lua.matchAll(/redis\.call\('(\w+)'/g)].map(([, word]) => word!.toLowerCase()),
    )
    const sent = [...(await server.ask('INFO', 'commandstats')).matchAll(/cmdstat_([\w|]+):/g)].map(
      ([, word]) => word!,
    )
    const asked = [...new Set([...words, ...sent])]
    expect(asked.length).toBeGreaterThan(10)
    for (const command of asked) {
      const [name = '', sub] = command.split('|')
      const docs = await server.ask('COMMAND', 'DOCS', sub === undefined ? name : `${name}|${sub}`)
      const since = /since\r\n\$\d+\r\n(\d+)\.(\d+)/.exec(docs)
      expect(since, command).not.toBeNull()
      const version = Number(since?.[1]) * 100 + Number(since?.[2])
      expect(version, `${command} came with ${since?.[1]}.${since?.[2]}`).toBeLessThanOrEqual(602)
    }
  })
})
