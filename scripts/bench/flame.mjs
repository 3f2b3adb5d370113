import fs from 'node:fs'
import { Session } from 'node:inspector/promises'

/** Records where this process's time goes while `work` runs; the rest is as {@link recordProfile} says. */
export async function withFlame(file, work) {
  const session = new Session()
  session.connect()
  try {
    return await recordProfile((command) => session.post(command), file, work)
  } finally {
    session.disconnect()
  }
}

/**
 * Records where the time of whoever `ask` commands goes while `work` runs, as a file that the DevTools and VS Code open
 * (`.cpuprofile`, see https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile).
 *
 * @param {(command: string) => Promise<any>} ask sends a command of the DevTools protocol
 */
export async function recordProfile(ask, file, work) {
  await ask('Profiler.enable')
  await ask('Profiler.start')
  try {
    return await work()
  } finally {
    const { profile } = await ask('Profiler.stop')
    fs.writeFileSync(file, JSON.stringify(profile))
    console.log(`  recorded ${file}`)
  }
}
