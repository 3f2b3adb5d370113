import type { Later } from '../later.ts'

export interface LogDetailPorts {
  readonly kept: () => number | null
  readonly keep: (untilMs: number | null) => void
  /** Whether the log tells everything from now on. */
  readonly apply: (isDetailed: boolean) => void
  readonly now: () => number
  readonly later: Later
}

/** Everything in the log, for an hour at most, also across a restart; then the usual, by itself. */
export interface LogDetail {
  /** Until when the log tells everything; null when it does not. */
  untilMs(): number | null
  set(isDetailed: boolean): void
}

const detailMs = 60 * 60_000

export function createLogDetail(ports: LogDetailPorts): LogDetail {
  let cancel = (): void => undefined
  const end = (): void => {
    cancel()
    ports.keep(null)
    ports.apply(false)
  }
  const begin = (untilMs: number): void => {
    cancel()
    ports.keep(untilMs)
    ports.apply(true)
    cancel = ports.later(end, untilMs - ports.now())
  }
  const untilMs = (): number | null => {
    const kept = ports.kept()
    // A clock that was set back must not make the hour longer.
    return kept !== null && kept > ports.now() ? Math.min(kept, ports.now() + detailMs) : null
  }
  const resumed = untilMs()
  if (resumed !== null) begin(resumed)
  else if (ports.kept() !== null) ports.keep(null)
  return { untilMs, set: (isDetailed) => (isDetailed ? begin(ports.now() + detailMs) : end()) }
}
