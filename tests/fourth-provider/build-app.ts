import { execFile } from 'node:child_process'
import { cp, mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(import.meta.dirname, '../..')
/** Below the checkout, so that the SQLite driver is found as by the app itself. */
const appFolder = path.join(root, 'out', 'fourth-provider')

/**
 * Builds the app once more, with a fourth provider in its registry, and answers the folder to start. Only main is
 * built: preload and pages are those of the app, byte for byte, and know nothing of it.
 */
export async function buildAppWithHarbour(): Promise<string> {
  const output = path.join(appFolder, 'out')
  await rm(appFolder, { recursive: true, force: true })
  await mkdir(output, { recursive: true })
  await cp(path.join(root, 'package.json'), path.join(appFolder, 'package.json'))
  for (const part of ['preload', 'renderer']) {
    await cp(path.join(root, 'out', part), path.join(output, part), { recursive: true })
  }
  const tool = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const config = path.join(import.meta.dirname, 'electron.vite.config.ts')
  await promisify(execFile)(process.execPath, [tool, 'build', '--config', config, '--outDir', output], {
    cwd: root,
  })
  return appFolder
}
