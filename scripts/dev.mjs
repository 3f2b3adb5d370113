/**
 * `npm run dev`: the app with a hot renderer and a main process that restarts when its files change, on a profile of
 * its own in the cache folder, against a sandbox. Arguments go to the sandbox: `npm run dev -- --latency 150`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { foreground } from './session/child.mjs'
import { startDisplay } from './session/display.mjs'
import { electronEnvironment } from './session/electron-environment.mjs'
import { cacheFolder } from './setup/folders.mjs'
import { projectFolder, toolNode } from './tools.mjs'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-dev-'))
const sandbox = spawn(
  toolNode(),
  [path.join(projectFolder, 'src/sandbox/cli.ts'), '--end-with-input', ...process.argv.slice(2)],
  // It ends when this process does, also when this one is killed.
  { stdio: ['pipe', 'pipe', 'inherit'] },
)
// A signal ends electron-vite in the foreground, and then this script goes on to clean up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
let display = null
try {
  const endpoints = await firstLine(sandbox)
  if (endpoints === null) throw new Error('The sandbox did not start.')
  const endpointsFile = path.join(folder, 'endpoints.json')
  fs.writeFileSync(endpointsFile, endpoints)
  const profile = path.join(cacheFolder, 'dev-profile')
  fs.mkdirSync(profile, { recursive: true })
  const { env, remark } = electronEnvironment()
  if (remark !== null) console.log(remark)
  if (process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    console.log('There is no display here, so the window opens on a virtual one (Xvfb) that nobody sees.')
    display = await startDisplay(folder)
  }
  console.log(`Sandbox: ${JSON.parse(endpoints).hubspot.api}   Profile: ${profile}`)
  const electronVite = path.join(projectFolder, 'node_modules/electron-vite/bin/electron-vite.js')
  process.exitCode = await foreground(toolNode(), [electronVite, 'dev', '--watch'], {
    cwd: projectFolder,
    env: { ...env, ...display?.env, PORTOLAN_ENDPOINTS: endpointsFile, PORTOLAN_USER_DATA: profile },
  })
} finally {
  await display?.stop()
  sandbox.stdin.end()
  if (sandbox.exitCode === null) await once(sandbox, 'exit')
  fs.rmSync(folder, { recursive: true, force: true })
}

/** The first line that the program prints, or null when it ends without one. */
async function firstLine(child) {
  let text = ''
  for await (const chunk of child.stdout) {
    text += chunk
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'))
  }
  return null
}
