/**
 * The long proofs at full size: `npm run soak -- [--seed=N] [--runs=N] [--only=kills|storms|edits|redis] [--steps=N]
 * [--minutes=N]`. `npm test` runs the same code with a few fixed seeds. The last line of each part says what was run and with which seeds; a
 * failure names the seed that repeats it. Without `--runs` there are 500 kills, 50 rounds of devices at one grant in Redis,
 * and one storm a service; storms over
 * edits go on for some minutes.
 */
import { parseArgs } from 'node:util'
import { runEditStorms } from './soak/edits.mjs'
import { runRaces } from './soak/redis.mjs'
import { runKills } from './soak/kills.mjs'
import { runStorms } from './soak/storms.mjs'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string' },
    only: { type: 'string' },
    steps: { type: 'string', default: '2000' },
    minutes: { type: 'string', default: '5' },
  },
})
const { only } = values
const firstSeed = Number(values.seed)
const runs = values.runs === undefined ? null : Number(values.runs)
const steps = Number(values.steps)
const minutes = Number(values.minutes)
const isCount = (value) => Number.isInteger(value) && value > 0
const areCounts =
  (runs === null || isCount(runs)) && isCount(steps) && isCount(minutes) && Number.isInteger(firstSeed)
const parts = ['kills', 'storms', 'edits', 'redis']
if (!areCounts || !(only === undefined || parts.includes(only))) {
  console.error(
    'Usage: npm run soak -- [--seed=N] [--runs=N] [--only=kills|storms|edits|redis] [--steps=N] [--minutes=N], whole numbers',
  )
  process.exit(2)
}

const isWanted = (part) => only === undefined || only === part
let failed = 0
if (isWanted('kills')) failed += await runKills({ firstSeed, runs: runs ?? 500 })
if (isWanted('storms')) failed += await runStorms({ firstSeed, runs: runs ?? 1, steps })
if (isWanted('edits')) failed += await runEditStorms({ firstSeed, minutes })
if (isWanted('redis')) failed += await runRaces({ firstSeed, rounds: runs ?? 50 })
process.exitCode = failed === 0 ? 0 : 1
