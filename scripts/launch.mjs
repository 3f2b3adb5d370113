/**
 * Starts the built app: `node scripts/launch.mjs [arguments of the app]`. Ends with the app's exit code.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { foreground } from './session/child.mjs'
import { startDisplay } from './session/display.mjs'
import { electronEnvironment } from './session/electron-environment.mjs'
import { electronProgram, installedElectron } from './setup/electron.mjs'
import { projectFolder } from './tools.mjs'

if (installedElectron() === null) {
  console.error('Electron is not there yet. Run: node scripts/setup.mjs')
  process.exit(1)
}
const { env, remark } = electronEnvironment()
if (remark !== null) console.log(remark)
const args = [projectFolder, ...process.argv.slice(2)]
const hasDisplay = process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
process.exitCode = hasDisplay ? await foreground(electronProgram, args, { env }) : await onVirtualDisplay()

async function onVirtualDisplay() {
  console.log('There is no display here, so the window opens on a virtual one (Xvfb) that nobody sees.')
  // A signal ends the app, and then this script goes on to clean up.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-display-'))
  try {
    const display = await startDisplay(folder)
    try {
      return await foreground(electronProgram, args, { env: { ...env, ...display.env } })
    } finally {
      await display.stop()
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
