/**
 * The long proofs at full size: `npm run soak -- [--seed=N] [--runs=N] [--only=kills|storms] [--steps=N]`. `npm test`
 * runs the same code with a few fixed seeds. The last line of each part says what was run and with which seeds; a
 * failure names the seed that repeats it. Without `--runs` there are 500 kills, and one storm a service.
 */
import { parseArgs } from 'node:util'
import { runKills } from './soak/kills.mjs'
import { runStorms } from './soak/storms.mjs'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string' },
    only: { type: 'string' },
    steps: { type: 'string', default: '2000' },
  },
})
const { only } = values
const firstSeed = Number(values.seed)
const runs = values.runs === undefined ? null : Number(values.runs)
const steps = Number(values.steps)
const isCount = (value) => Number.isInteger(value) && value > 0
const areCounts = (runs === null || isCount(runs)) && isCount(steps) && Number.isInteger(firstSeed)
if (!areCounts || ![undefined, 'kills', 'storms'].includes(only)) {
  console.error(
    'Usage: npm run soak -- [--seed=N] [--runs=N] [--only=kills|storms] [--steps=N], whole numbers',
  )
  process.exit(2)
}

let failed = 0
if (only !== 'storms') failed += await runKills({ firstSeed, runs: runs ?? 500 })
if (only !== 'kills') failed += await runStorms({ firstSeed, runs: runs ?? 1, steps })
process.exitCode = failed === 0 ? 0 : 1
