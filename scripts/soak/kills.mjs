import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { killDuringLoad } from '../../tests/support/kill-during-load.ts'

/** Kills of the store's process during a load. */
export async function runKills({ firstSeed, runs }) {
  let failed = 0
  let rows = 0
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-soak-'))
    try {
      const { acknowledged, stored, faults } = await killDuringLoad(folder, seed)
      rows += stored
      const problems = stored < acknowledged ? [...faults, `${acknowledged - stored} pages lost`] : faults
      if (problems.length > 0) failed++
      if (problems.length > 0) console.log(`seed ${seed}: ${problems.join('; ')}`)
    } finally {
      fs.rmSync(folder, { recursive: true, force: true })
    }
  }
  const says = `store killed during a load: ${runs} runs from seed ${firstSeed}, ${rows} pages stored, ${failed} runs with a fault`
  return { failed, says }
}
