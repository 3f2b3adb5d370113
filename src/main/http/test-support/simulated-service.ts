import type { AppError } from '../../../shared/errors.ts'
import type { LimitedCall, RateLimits } from '../../providers/rate-limits.ts'
import { createLimiter, type Limiter, type Refusal } from '../limiter.ts'
import type { Priority } from '../rate-bucket.ts'
import { createSpentQuotas, type SpentQuotas } from '../spent-quotas.ts'
import { createSimulatedTime, type SimulatedTime } from './simulated-time.ts'

/** What a service says to a call when it arrives. */
export interface Answer {
  readonly headers?: Readonly<Record<string, string>>
  readonly refusal?: Refusal
}

export interface Simulation {
  readonly time: SimulatedTime
  readonly limiter: Limiter
  readonly quotas: SpentQuotas
  /** Every call that was answered or given up, in the order in which it was sent or failed. */
  readonly log: SimulatedCall[]
  /** Enters a call now, under a name of its own for the log. */
  send(name: string, call: LimitedCall, priority: Priority, signal?: AbortSignal): Promise<SimulatedCall>
}

export interface SimulatedCall {
  readonly name: string
  readonly priority: Priority
  readonly enteredMs: number
  /** When its turn came; null when it never did. */
  readonly sentMs: number | null
  /** When it was answered or given up. */
  readonly doneMs: number
  readonly isRefused: boolean
  readonly error: AppError | null
}

export interface ServiceOnTheWay {
  readonly answer: (call: LimitedCall) => Answer
  /** How long the way there and the way back take. */
  readonly latencyMs?: () => readonly [there: number, back: number]
}

/** The limiter alone, against a service that counts what arrives, in simulated time. Refused calls stay refused. */
export function simulate(
  rateLimits: RateLimits,
  service: ServiceOnTheWay,
  time = createSimulatedTime(),
): Simulation {
  const { answer, latencyMs = () => [0, 0] } = service
  const quotas = createSpentQuotas(time.nowMs)
  const limiter = createLimiter({
    ...{ rateLimits, quotas, clockMs: time.nowMs, wait: time.wait },
    random: () => 0.5,
  })
  const log: SimulatedCall[] = []

  return {
    time,
    limiter,
    quotas,
    log,
    async send(name, call, priority, signal) {
      const entry = { name, priority, enteredMs: time.nowMs() }
      const note = (rest: Omit<SimulatedCall, keyof typeof entry>): SimulatedCall => {
        const done = { ...entry, ...rest }
        log.push(done)
        return done
      }
      const turn = await limiter.turn(
        signal === undefined ? call : { ...call, signal },
        limiter.enter(priority),
      )
      const sentMs = time.nowMs()
      if (!turn.ok) return note({ sentMs: null, doneMs: sentMs, isRefused: false, error: turn.error })
      const [there, back] = latencyMs()
      await time.wait(there)
      const { headers = {}, refusal = null } = answer(call)
      await time.wait(back)
      turn.value.end({ kind: 'answered', headers, refusal })
      return note({ sentMs, doneMs: time.nowMs(), isRefused: refusal !== null, error: null })
    },
  }
}
