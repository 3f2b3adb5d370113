/**
 * The long proofs at full size: `npm run soak -- [--seed=N] [--runs=N]`. `npm test` runs the same code with twenty fixed
 * seeds. The last line says what was run and with which seed; a failure names the seed that repeats it.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { killDuringLoad } from '../tests/support/kill-during-load.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, runs: { type: 'string', default: '500' } },
})
const firstSeed = Number(values.seed)
const runs = Number(values.runs)
if (!Number.isInteger(firstSeed) || !Number.isInteger(runs) || runs < 1) {
  console.error('Usage: npm run soak -- [--seed=N] [--runs=N], whole numbers')
  process.exit(2)
}

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
console.log(
  `store killed during a load: ${runs} runs from seed ${firstSeed}, ${rows} pages stored, ${failed} runs with a fault`,
)
process.exitCode = failed === 0 ? 0 : 1
