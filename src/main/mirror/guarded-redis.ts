import type { MirrorProblem } from '../../shared/model/mirror-server.ts'
import { err, type Result } from '../../shared/result.ts'
import { isAboutServer } from './problem.ts'
import type { RedisDoor } from './redis-door.ts'

export interface BreakerPorts {
  /** Counts evenly. */
  readonly clockMs: () => number
  /** In [0, 1). */
  readonly random: () => number
  /** The server answers again, or no longer. Told once each time. */
  readonly onChanged: (problem: MirrorProblem | null) => void
}

/** Redis behind a circuit breaker: while it does not answer, nobody waits for it. */
export interface GuardedRedis extends Pick<RedisDoor, 'run' | 'send'> {
  /**
   * For good: what is under way is `not-reached` at once, whatever the server does, and so is all that is asked later. It
   * tells nobody: that says nothing of the server.
   */
  close(): void
  /** Why it is not asked; null while it answers, and before anybody asked. */
  problem(): MirrorProblem | null
  /** When it is asked again, on the even clock; null while it answers. */
  againAtMs(): number | null
}

const shortestRestMs = 1_000
const longestRestMs = 30_000

/**
 * After a failure the server is left alone for a second, then twice as long after each further one, up to half a minute.
 * Then one call goes first, and the others are refused until it is answered.
 */
export function guardRedis(
  door: Pick<RedisDoor, 'run' | 'send' | 'close'>,
  ports: BreakerPorts,
): GuardedRedis {
  let problem: MirrorProblem | null = null
  let failures = 0
  let openUntilMs = -Infinity
  let isTrying = false
  const over = Promise.withResolvers<Result<never, MirrorProblem>>()
  let isOver = false
  const isClosed = (): boolean => isOver

  async function guard<Value>(
    ask: () => Promise<Result<Value, MirrorProblem>>,
  ): Promise<Result<Value, MirrorProblem>> {
    if (isClosed()) return over.promise
    const before = problem
    if (before !== null && (isTrying || ports.clockMs() < openUntilMs)) return err(before)
    if (before !== null) isTrying = true
    try {
      const answer = await Promise.race([ask(), over.promise])
      if (isClosed()) return answer
      if (answer.ok || !isAboutServer(answer.error)) heal()
      else open(answer.error)
      return answer
    } finally {
      if (before !== null) isTrying = false
    }
  }

  function heal(): void {
    failures = 0
    if (problem === null) return
    problem = null
    ports.onChanged(null)
  }

  function open(reason: MirrorProblem): void {
    const isNews = problem === null
    // Those that were on their way together failed together: that is one failure.
    if (isNews || ports.clockMs() >= openUntilMs) failures += 1
    const fullMs = Math.min(longestRestMs, shortestRestMs * 2 ** Math.min(failures - 1, 10))
    openUntilMs = ports.clockMs() + fullMs * (0.5 + ports.random() / 2)
    problem = reason
    if (isNews) ports.onChanged(reason)
  }

  return {
    run: (...asked) => guard(() => door.run(...asked)),
    send: (...asked) => guard(() => door.send(...asked)),
    close() {
      isOver = true
      over.resolve(err({ kind: 'not-reached' }))
      door.close()
    },
    problem: () => problem,
    againAtMs: () => (problem === null ? null : openUntilMs),
  }
}
