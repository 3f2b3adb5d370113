import fs from 'node:fs'
import { Session } from 'node:inspector/promises'

/**
 * Records where this process's time goes while `work` runs, as a file that the DevTools and VS Code open
 * (`.cpuprofile`, see https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile).
 */
export async function withFlame(file, work) {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.start')
  try {
    return await work()
  } finally {
    const { profile } = await session.post('Profiler.stop')
    session.disconnect()
    fs.writeFileSync(file, JSON.stringify(profile))
    console.log(`  recorded ${file}`)
  }
}
