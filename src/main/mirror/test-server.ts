import type { MirrorProblem } from '../../shared/model/mirror-server.ts'
import type { MirrorTest } from '../../shared/model/mirror.ts'
import type { RedisDoor } from './redis-door.ts'
import { keyNames } from './team-keys.ts'

/** Tries all that the mirror does with a server, on one key that is removed again. The door is the caller's to close. */
export async function testServer(redis: RedisDoor, teamId: string): Promise<MirrorTest> {
  const nothing = { warnings: [], evictionPolicy: null, version: null, roundTripMs: null }
  const failed = (problem: MirrorProblem): MirrorTest => ({ ...nothing, problem })
  const reached = await redis.send('PING')
  if (!reached.ok) return failed(reached.error)
  const sentAtMs = performance.now()
  const again = await redis.send('PING')
  if (!again.ok) return failed(again.error)
  const roundTripMs = Math.round(performance.now() - sentAtMs)

  const { trial } = keyNames(teamId)
  const tries = [
    () => redis.send('SET', trial, 'trial', 'PX', 10_000),
    () => redis.send('GET', trial),
    () => redis.send('DEL', trial),
    () => redis.run('lock', [trial, `${trial}:lock`], ['trial', 1_000]),
    () => redis.run('unlock', [`${trial}:lock`], ['trial']),
    () => redis.send('DEL', trial),
    () => redis.run('attend', [trial], ['trial', 1_000]),
    () => redis.send('DEL', trial),
  ]
  for (const attempt of tries) {
    const done = await attempt()
    if (!done.ok) return failed(done.error)
  }
  // A right that the mirror does not need, and most operators do not give.
  const memory = await redis.send('INFO', 'memory')
  const server = await redis.send('INFO', 'server')
  const policy = memory.ok ? field(memory.value, 'maxmemory_policy') : null
  const evicts = policy !== null && policy !== 'noeviction'
  return {
    problem: null,
    warnings: evicts ? [{ kind: 'eviction', policy }] : [],
    evictionPolicy: policy,
    version: server.ok ? field(server.value, 'redis_version') : null,
    roundTripMs,
  }
}

const field = (info: unknown, name: string): string | null =>
  new RegExp(`^${name}:([\\w.-]{1,40})\\s*$`, 'm').exec(String(info))?.[1] ?? null
