import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'

const electron = createRequire(import.meta.url)('electron')
const START_LIMIT_MS = 60_000

/**
 * Starts an app of Electron's, ours or a floor, with a hook that writes what is measured and ends the app.
 *
 * @param {{ hook: string, place: string, userData: string, env: Readonly<Record<string, string>> }} app `place`: its folder
 *   or first file
 * @returns {{ child: import('node:child_process').ChildProcess, ended: Promise<void> }} `ended` rejects with the end of what
 *   it complained of; whatever takes a minute is ended
 */
export function startHooked({ hook, place, userData, env }) {
  const child = spawn(electron, ['-r', hook, place, `--user-data-dir=${userData}`], {
    env: { ...process.env, ...env, PORTOLAN_USER_DATA: userData, PORTOLAN_LANGUAGES: 'en-US' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk) => (complaint = `${complaint}${chunk}`.slice(-2_000)))
  const ended = new Promise((resolve, reject) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) resolve()
      else reject(new Error(`Electron ended with ${code ?? signal}\n${complaint}`))
    })
  })
  // Whoever waits for it hears of it.
  ended.catch(() => undefined)
  return { child, ended }
}
