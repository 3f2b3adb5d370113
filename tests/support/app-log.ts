import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'

/** What the app on a profile wrote into its log so far. */
export async function logLines(userData: string): Promise<Record<string, unknown>[]> {
  const log = await readFile(path.join(userData, 'logs', 'portolan.log'), 'utf8')
  // The last line may be half written.
  const lines = log.slice(0, log.lastIndexOf('\n') + 1).split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>)
}

/**
 * How many runs of a feed have ended so far, well or not. Unlike a status on the screen, which a short load only
 * flashes up, this can be waited for.
 */
export const endedRuns = async (userData: string, feed: string, mode: string): Promise<number> =>
  countLines(await logLines(userData), ['load.done', 'load.failed'], feed, mode)

/** Waits until a load is over of whose links `before` runs had ended when it began: they come last. */
export async function loadIsOver(userData: string, mode: 'changes' | 'full', before: number): Promise<void> {
  await expect.poll(() => endedRuns(userData, 'links', mode), { timeout: 45_000 }).toBeGreaterThan(before)
}

/** Those that came to their end. */
export const completeRuns = async (userData: string, feed: string, mode: string): Promise<number> =>
  countLines(await logLines(userData), ['load.done'], feed, mode)

const countLines = (
  lines: readonly Record<string, unknown>[],
  events: readonly string[],
  feed: string,
  mode: string,
): number =>
  lines.filter(
    (line) => events.includes(String(line['event'])) && line['feed'] === feed && line['mode'] === mode,
  ).length
