import { onTestFinished, vi } from 'vitest'
import type { Clock } from '../../src/sandbox/clock.ts'

/** A client that is to wait longer than this gives its deadlines, not its pauses between two tries. */
const LONGEST_PAUSE_MS = 120_000

/**
 * Lets the pauses that an npm package makes between its tries pass at once, on the sandbox's clock as well: what the
 * client would have waited, the sandbox has. Returns the pauses in ms, as they come. Ends with the test.
 */
export function skipWaits(clock: Clock, packageName: string): number[] {
  const pauses: number[] = []
  const real = globalThis.setTimeout
  const hurried = (call: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]): NodeJS.Timeout => {
    const isPause = delayMs <= LONGEST_PAUSE_MS && isCalledBy(packageName)
    if (!isPause) return real(call, delayMs, ...args)
    pauses.push(delayMs)
    clock.advance(delayMs)
    return real(call, 0, ...args)
  }
  const spy = vi.spyOn(globalThis, 'setTimeout').mockImplementation(hurried as typeof setTimeout)
  onTestFinished(() => spy.mockRestore())
  return pauses
}

/** Whether the timer was set by the package itself: what Node's own HTTP client sets must run its course. */
function isCalledBy(packageName: string): boolean {
  const frames = (new Error().stack ?? '').replaceAll('\\', '/').split('\n').slice(1)
  const caller = frames.find((frame) => !/skip-waits\.ts|\/node_modules\/@?vitest\//.test(frame))
  return caller?.includes(`/node_modules/${packageName}/`) === true
}
