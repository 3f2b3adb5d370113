import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Watches from now on; the answer ends it and tells the longest time for which this process did nothing, in ms. */
export function stallsOf() {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  return () => {
    delay.disable()
    return { max: delay.max / 1e6, p99: delay.percentile(99) / 1e6 }
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
