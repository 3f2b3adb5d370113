import type { ConnectionOptions } from 'node:tls'
import { Cluster, Redis } from 'ioredis'
import { isOnLoopback, redisAddressParts, type MirrorProblem } from '../../shared/model/mirror-server.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { RedisAccess } from './mirror-settings.ts'
import { problemOf } from './problem.ts'
import { scripts, type ScriptName } from './scripts.ts'

/**
 * A connection, or every command, is given up after so long. ioredis' own settings let one GET wait 74 s for a server that is
 * down (twenty tries, a queue while offline).
 */
export const deadlineMs = 1_500

/** Commands that are sent as they are; everything that has to be one step is a script. */
export type PlainCommand = 'PING' | 'GET' | 'SET' | 'DEL' | 'HSET' | 'HDEL' | 'HGETALL' | 'INFO'

/** The one way to Redis. Connects when it is first asked, and again when it is asked after it broke; nothing is queued. */
export interface RedisDoor {
  run(
    script: ScriptName,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<Result<unknown, MirrorProblem>>
  send(command: PlainCommand, ...args: readonly (string | number)[]): Promise<Result<unknown, MirrorProblem>>
  /** Names that match, at least `most` of them where there are so many; in a cluster those of every master. */
  scan(pattern: string, most: number): Promise<Result<readonly string[], MirrorProblem>>
  close(): void
}

/** So many names are looked at in a call, and so many calls made before a server counts as too slow to be searched. */
const scanCount = 500
const mostScans = 20_000

/**
 * `deadline`: in place of {@link deadlineMs}. `onNode` is told the address of a server that a Sentinel or a cluster named,
 * before it is connected to.
 */
export function openRedis(
  access: RedisAccess,
  {
    deadline = deadlineMs,
    onNode = () => undefined,
  }: { deadline?: number; onNode?: (address: string) => void } = {},
): RedisDoor {
  const addresses = access.server.addresses.map(redisAddressParts)
  let said: unknown = null
  let saidBySentinel: unknown = null
  let client: Redis | Cluster | null = null
  let connecting: Promise<unknown> | null = null

  function make(): Redis | Cluster {
    const made = access.server.kind === 'cluster' ? makeCluster() : makeRedis()
    // Without a listener ioredis prints; what it says is the reason when a command fails without one.
    made.on('error', (thrown: unknown) => (said = thrown))
    made.on('sentinelError', (thrown: unknown) => (saidBySentinel = thrown))
    return made
  }

  const common = () => ({
    lazyConnect: true,
    enableOfflineQueue: false,
    // INFO is not among the rights of the team's user.
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: deadline,
    // Who is asked next, and when, is the circuit breaker's to say.
    retryStrategy: () => null,
    protocol: 2 as const,
    // CLIENT SETINFO came with Redis 7.2.
    disableClientInfo: true,
    ...(access.username === null ? {} : { username: access.username }),
    ...(access.password === null ? {} : { password: access.password }),
  })

  function tlsOf(host: string): ConnectionOptions {
    const isName = !/^[\d.]+$|:/.test(host)
    return {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(isName ? { servername: host } : {}),
      ...(access.authorities.length === 0 ? {} : { ca: [...access.authorities] }),
    }
  }

  function makeRedis(): Redis {
    const [first] = addresses
    if (first == null) throw new Error('no usable address')
    const db = first.database === 0 ? {} : { db: first.database }
    if (access.server.kind === 'single') {
      const tls = first.isTls ? { tls: tlsOf(first.host) } : {}
      return new Redis({ ...common(), ...db, ...tls, host: first.host, port: first.port })
    }
    const tls = first.isTls
      ? { tls: tlsOf(first.host), sentinelTLS: tlsOf(first.host), enableTLSForSentinelMode: true }
      : {}
    return new Redis({
      ...common(),
      ...db,
      ...tls,
      sentinels: addresses.flatMap((one) => (one === null ? [] : [{ host: one.host, port: one.port }])),
      name: access.server.groupName ?? '',
      sentinelRetryStrategy: () => null,
      sentinelReconnectStrategy: () => null,
      sentinelCommandTimeout: deadline,
      updateSentinels: false,
      // It is asked where the master is to be found, and finds it where the Sentinel said.
      natMap: (master) => {
        onNode(`${first.isTls ? 'rediss' : 'redis'}://${withBrackets(master)}`)
        return null
      },
    })
  }

  function makeCluster(): Cluster {
    const nodes = addresses.flatMap((one) => (one === null ? [] : [one]))
    const tls = nodes[0]?.isTls === true ? { tls: tlsOf(nodes[0].host) } : {}
    const cluster = new Cluster(
      nodes.map(({ host, port }) => ({ host, port })),
      {
        lazyConnect: true,
        enableOfflineQueue: false,
        enableReadyCheck: false,
        clusterRetryStrategy: () => null,
        slotsRefreshTimeout: deadline,
        maxRedirections: 4,
        retryDelayOnFailover: 100,
        // Names of certificates are the nodes' names, as the cluster announces them.
        dnsLookup: (address, callback) => callback(null, address),
        redisOptions: { ...common(), ...tls },
      },
    )
    const scheme = nodes[0]?.isTls === true ? 'rediss' : 'redis'
    cluster.on('+node', (node: Redis) => {
      const { host = '', port = 0 } = node.options
      node.on('connecting', () => onNode(`${scheme}://${withBrackets(`${host}:${port}`)}`))
    })
    return cluster
  }

  async function connected(): Promise<Redis | Cluster> {
    // In clear to this computer alone, whatever the settings say.
    if (!addresses.every((one) => one !== null && (one.isTls || isOnLoopback(one)))) throw new NeedsTls()
    client ??= make()
    if (client.status === 'ready') return client
    connecting ??= client.connect().finally(() => (connecting = null))
    await connecting
    return client
  }

  async function ask<Value>(
    work: (to: Redis | Cluster) => Promise<Value>,
  ): Promise<Result<Value, MirrorProblem>> {
    said = null
    saidBySentinel = null
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), deadline)
    })
    try {
      const asked = connected().then(work)
      const answer = await Promise.race([asked.then((value) => ({ value })), late])
      if (answer !== 'late') return ok(answer.value)
      // What is still on its way must not be answered to somebody else.
      asked.catch(() => undefined)
      drop()
      return err({ kind: 'timed-out' })
    } catch (thrown) {
      if (thrown instanceof NeedsTls) return err({ kind: 'needs-tls' })
      const problem = problemNow(thrown)
      if (problem.kind !== 'permission' && problem.kind !== 'refused') drop()
      return err(problem)
    } finally {
      clearTimeout(timer)
    }
  }

  function problemNow(thrown: unknown): MirrorProblem {
    const problem = problemOf(thrown, said)
    // Sentinels that answer and know no master of the group; one that does not answer has told why.
    if (access.server.kind !== 'sentinel' || problem.kind !== 'not-redis') return problem
    const isSilent = (saidBySentinel as NodeJS.ErrnoException | null)?.code !== undefined
    return isSilent ? problemOf(saidBySentinel) : { kind: 'no-group' }
  }

  /** A cursor is a node's own: each is walked from its beginning to its end. */
  async function scan(pattern: string, most: number): Promise<Result<readonly string[], MirrorProblem>> {
    const masters = await ask(async (to) => (to instanceof Cluster ? to.nodes('master') : [to]))
    if (!masters.ok) return masters
    const names = new Set<string>()
    let scans = 0
    for (const master of masters.value) {
      let cursor = '0'
      do {
        scans += 1
        if (scans > mostScans) return err({ kind: 'timed-out' })
        const page = await ask(() => master.scan(cursor, 'MATCH', pattern, 'COUNT', scanCount))
        if (!page.ok) return page
        const [next, found] = page.value
        for (const name of found) names.add(name)
        cursor = next
      } while (cursor !== '0' && names.size < most)
    }
    return ok([...names])
  }

  function drop(): void {
    const dropped = client
    client = null
    connecting = null
    dropped?.disconnect()
  }

  return {
    run: (name, keys, args) => ask((to) => to.eval(scripts[name].lua, keys.length, ...keys, ...args)),
    send: (command, ...args) => ask((to) => to.call(command, ...args.map(String))),
    scan,
    close: drop,
  }
}

/** `::1:6379`, as Redis writes it, is no address; `[::1]:6379` is. */
function withBrackets(node: string): string {
  const end = node.lastIndexOf(':')
  const host = node.slice(0, end)
  return host.includes(':') ? `[${host}]${node.slice(end)}` : node
}

/** Nothing was sent. */
class NeedsTls extends Error {}
