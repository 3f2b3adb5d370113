import fs from 'node:fs'
import path from 'node:path'

/** SQLite keeps what belongs to `file` in `file` plus these endings. */
export const ENDINGS = ['', '-wal', '-shm', '-journal'] as const

/**
 * Renames a database that cannot be read, with everything beside it that belongs to it, to
 * `<file>.corrupt-<UTC stamp>` (`-2`, `-3`, … where that name is taken). Nothing is deleted and nothing
 * overwritten. Answers the new path.
 */
export function setAside(file: string, nowMs: number): string {
  const stamp = new Date(nowMs)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '')
  const aside = freeName(`${file}.corrupt-${stamp}`)
  // The main file goes first: should this process die in between, its log is found without it and set
  // aside too. The other way round, the main file would open without the changes that its log holds.
  for (const ending of ENDINGS) {
    if (exists(file + ending)) fs.renameSync(file + ending, aside + ending)
  }
  return aside
}

/** Removes every file that was set aside from `file`: what nobody could read may hold what has to go. */
export function removeSetAside(file: string): void {
  const folder = path.dirname(file)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const isAside = entry.isFile() && entry.name.startsWith(`${path.basename(file)}.corrupt-`)
    if (isAside) fs.rmSync(path.join(folder, entry.name), { force: true })
  }
}

/**
 * Whether something other than a readable file lies at `file` or at one of the names beside it: a folder,
 * a link, a pipe (opening one would block for ever), an empty file, or a log whose database is gone.
 */
export function isObstructed(file: string): boolean {
  const found = ENDINGS.map((ending) => look(file + ending))
  if (found.some((entry) => entry !== null && !entry.isFile())) return true
  const main = found[0]
  return main ? main.size === 0 : found.some((entry) => entry !== null)
}

function freeName(wanted: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`
    if (!ENDINGS.some((ending) => exists(name + ending))) return name
  }
}

const exists = (file: string): boolean => look(file) !== null

function look(file: string): fs.Stats | null {
  return fs.lstatSync(file, { throwIfNoEntry: false }) ?? null
}
