/** The memory that a process and its descendants take from the computer: PSS, as Linux counts shared pages by share. */
import fs from 'node:fs'

/** @returns {{ total: number, byType: Record<string, number> }} bytes; the types are Chromium's, as it names them */
export function memoryOf(rootPid) {
  const byType = {}
  let total = 0
  for (const pid of withDescendants(rootPid)) {
    const bytes = pssOf(pid)
    const type = typeOf(pid)
    byType[type] = (byType[type] ?? 0) + bytes
    total += bytes
  }
  return { total, byType }
}

/** A process and all that it has started, directly or not. Linux alone. */
export function withDescendants(rootPid) {
  const found = [rootPid]
  for (const pid of found) {
    for (const thread of fs.readdirSync(`/proc/${pid}/task`)) {
      const children = fs.readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim()
      if (children !== '') found.push(...children.split(' ').map(Number))
    }
  }
  return found
}

/** Bytes (proc(5), smaps_rollup gives kB). */
function pssOf(pid) {
  const [, kilobytes] = /^Pss:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

/** Chromium's zygote writes the line of a process it forks with blanks in the place of the ends of its arguments. */
function typeOf(pid) {
  const args = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/)
  const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
  return option('utility-sub-type') ?? option('type') ?? 'main'
}
