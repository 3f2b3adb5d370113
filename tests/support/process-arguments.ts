import { readdir, readFile } from 'node:fs/promises'

/** The command lines of a process and of all that it started, as Linux shows them to everybody (man 5 proc). */
export async function argumentsBelow(root: number): Promise<string[]> {
  const parents = new Map<number, number>()
  const processes = await readdir('/proc').catch(() => [])
  for (const pid of processes.map(Number).filter((number) => number > 0)) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
    parents.set(pid, Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0))
  }
  const isBelow = (pid: number): boolean => {
    if (pid === root) return true
    const parent = parents.get(pid)
    return parent !== undefined && parent > 0 && isBelow(parent)
  }
  const family = [...parents.keys()].filter(isBelow)
  const lines = family.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
  return (await Promise.all(lines)).map((line) => line.replaceAll('\0', ' '))
}
