/**
 * The long proofs at full size, all of them in one run: `npm run soak -- [--seed=N] [--runs=N] [--only=PART] [--steps=N]
 * [--minutes=N]`. `npm test` runs the same code with a few fixed seeds and smaller sizes. The last line of each part says what
 * was run and with which seeds, and all of them stand together at the end; a failure names the seed that repeats it. Without
 * `--runs` there are 500 kills, 50 rounds of devices at one grant in Redis, and one storm a service; storms over edits go on
 * for some minutes. A part that was run at full size is noted in docs/soak.md.
 */
import { parseArgs } from 'node:util'
import { machineFacts } from './bench/machine.mjs'
import { FULL, PARTS } from './soak/parts.mjs'
import { noteSoak } from './soak/write-soak.mjs'

const SIZED = ['kills', 'storms', 'edits', 'redis']
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    runs: { type: 'string' },
    only: { type: 'string' },
    steps: { type: 'string' },
    minutes: { type: 'string' },
  },
})
const { only } = values
const given = (name, otherwise) => (values[name] === undefined ? otherwise : Number(values[name]))
const size = {
  firstSeed: given('seed', FULL.firstSeed),
  runs: given('runs', FULL.runs),
  steps: given('steps', FULL.steps),
  minutes: given('minutes', FULL.minutes),
}
const isCount = (value) => Number.isInteger(value) && value > 0
const areCounts =
  (size.runs === null || isCount(size.runs)) &&
  [size.steps, size.minutes].every(isCount) &&
  Number.isInteger(size.firstSeed)
if (!areCounts || !(only === undefined || Object.hasOwn(PARTS, only))) {
  const names = Object.keys(PARTS).join('|')
  console.error(
    `Usage: npm run soak -- [--seed=N] [--runs=N] [--only=${names}] [--steps=N] [--minutes=N], whole numbers`,
  )
  process.exit(2)
}

/** Another seed proves as much; a smaller run does not. */
const isFull = ['runs', 'steps', 'minutes'].every((name) => size[name] === FULL[name])
const lines = []
let failed = 0
for (const name of Object.keys(PARTS)) if (only === undefined || only === name) await prove(name)
console.log(`\n${lines.join('\n')}`)
process.exitCode = failed === 0 ? 0 : 1

/** A part that breaks down does not keep the others from being run. */
async function prove(name) {
  const atMs = Date.now()
  console.log(`\n== ${name}`)
  const outcome = await PARTS[name]
    .run(size)
    .catch((error) => ({ failed: 1, says: `${name} broke down: ${error.stack ?? error}` }))
  console.log(outcome.says)
  lines.push(outcome.says)
  failed += outcome.failed
  const seconds = Math.round((Date.now() - atMs) / 1_000)
  const seed = SIZED.includes(name) ? size.firstSeed : null
  if (isFull) noteSoak(PARTS, { name, ...outcome, seed, atMs, seconds, commit: machineFacts().commit })
}
