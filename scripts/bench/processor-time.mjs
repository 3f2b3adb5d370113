/** What a process and all that it has started have used of the processor. */
import fs from 'node:fs'
import { withDescendants } from './process-memory.mjs'

/** Of these, Linux has a hundred a second whatever the computer (proc(5), sysconf(3)). */
const TICKS_A_SECOND = 100

/** @returns seconds, of those that run now; null where there is no /proc */
export function processorSeconds(rootPid) {
  if (process.platform !== 'linux') return null
  return withDescendants(rootPid).reduce((sum, pid) => sum + ticksOf(pid), 0) / TICKS_A_SECOND
}

/** The name of a program, in brackets, may have anything in it: utime and stime are the 12th and 13th behind it. */
function ticksOf(pid) {
  const [, behind = ''] = /^.*\) (.*)$/s.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
  const fields = behind.split(' ')
  return Number(fields[11]) + Number(fields[12])
}
