import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { projectFolder } from '../tools.mjs'

/** npm's folder of this checkout. */
export const packagesFolder = path.join(projectFolder, 'node_modules')

/** What set-up leaves for the app and for packaging to find. Lives and dies with node_modules. */
export const notesFolder = path.join(packagesFolder, '.portolan')

/** What is expensive to make and the same for every checkout of this user. Safe to delete at any time. */
export const cacheFolder = path.join(userCacheFolder(), 'portolan')

function userCacheFolder() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches')
  if (process.platform === 'win32' && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA
  return path.join(os.homedir(), '.cache')
}

/**
 * Fills a new folder and moves it to its final place in one step, so that nobody ever sees half of it.
 * When another run was quicker, its result stays and ours is thrown away.
 *
 * @param {string} final absolute path of the finished folder
 * @param {(temporary: string) => Promise<void>} fill puts everything into the temporary folder
 */
export async function publishFolder(final, fill) {
  const temporary = `${final}.part-${randomUUID()}`
  fs.mkdirSync(temporary, { recursive: true })
  sweepAbandoned(final)
  try {
    await fill(temporary)
    try {
      fs.renameSync(temporary, final)
    } catch (error) {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    }
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true })
  }
}

/** What killed runs left behind beside the finished folder. Nobody works on one for a day. */
function sweepAbandoned(final) {
  const yesterday = Date.now() - 24 * 60 * 60 * 1000
  for (const name of fs.readdirSync(path.dirname(final))) {
    const folder = path.join(path.dirname(final), name)
    if (!name.startsWith(`${path.basename(final)}.part-`) || fs.statSync(folder).mtimeMs > yesterday) continue
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes a small file so that a reader finds the old content or the new one, never a part of it. */
export function publishFile(file, content) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const temporary = `${file}.part-${process.pid}`
  fs.writeFileSync(temporary, content)
  fs.renameSync(temporary, file)
}
