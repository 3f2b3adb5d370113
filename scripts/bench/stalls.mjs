import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import { atMost } from './rows.mjs'

/** Longer than this nothing else may wait in main. */
const CEILING_MS = 50

/**
 * Watches from now on; the answer ends it and tells the longest time for which this process did nothing, in ms, and how
 * long V8 took for the longest of its collections meanwhile.
 */
export function stallsOf() {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  let collection = 0
  const look = (entries) => {
    for (const { duration } of entries) collection = Math.max(collection, duration)
  }
  const collections = new PerformanceObserver((list) => look(list.getEntries()))
  collections.observe({ entryTypes: ['gc'] })
  return () => {
    delay.disable()
    look(collections.takeRecords())
    collections.disconnect()
    return { max: delay.max / 1e6, p99: delay.percentile(99) / 1e6, collection }
  }
}

/** The same of a process beside this one that does nothing. */
export async function watchIdle() {
  const child = fork(path.join(import.meta.dirname, 'idle-process.mjs'), [], { execArgv: [] })
  await once(child, 'message')
  return async () => {
    child.send('end')
    const [{ stalls }] = await once(child, 'message')
    child.kill()
    return stalls
  }
}

/** The same of this process, as `ours`, and of one beside it that does nothing, as `idle`. */
export async function watchStalls() {
  const idle = await watchIdle()
  const ours = stallsOf()
  return async () => {
    const stalls = ours()
    return { ours: stalls, idle: await idle() }
  }
}

/** Where even a process that does nothing has to wait longer, nobody can keep to less. */
export const ceilingOf = (idleMs) => Math.max(CEILING_MS, idleMs)

/** The row of one longest stall; `remark` is said before how long the idle process had to wait. */
export function stallRow(what, { ours, idle }, remark) {
  const { collection } = ours
  const note = [
    remark,
    `an idle process: ${idle.max.toFixed(0)} ms`,
    collection === undefined ? undefined : `the longest collection of V8: ${collection.toFixed(0)} ms`,
  ]
    .filter((part) => part !== undefined)
    .join('; ')
  return atMost({ what, ours: ours.max, ceiling: ceilingOf(idle.max), note })
}
