/**
 * Measures: `npm run bench -- [name ...] [--items=N]`, all of them without a name. `--items` gives every bench so many
 * items in the place of its own number, for a quick run. Writes `out/bench/NAME.json` as
 * `{"rows":[{"what","ours","compared","ratio","budget","verdict"}]}` and prints a table. In every row, a smaller ratio
 * is better, and it is `met` when the ratio is not above its budget. A missed budget is a finding, not a failure: the
 * exit code is 1 only for a bench that could not measure, and 2 for a name or a number that makes no sense.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { toTable } from './bench/rows.mjs'
import { projectFolder } from './tools.mjs'

const BENCHES = {
  sandbox: () => import('./bench/sandbox.mjs'),
  sync: () => import('./bench/sync.mjs'),
  memory: () => import('./bench/memory.mjs'),
  store: () => import('./bench/store.mjs'),
  redis: () => import('./bench/redis.mjs'),
  ui: () => import('./bench/ui.mjs'),
  startup: () => import('./bench/startup.mjs'),
  package: () => import('./bench/package.mjs'),
}

/** With fewer a load is over before anything can be measured. */
const LEAST_ITEMS = 10_000

const { values, positionals: wanted } = parseArgs({
  options: { items: { type: 'string' } },
  allowPositionals: true,
})
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0) {
  console.error(
    `bench: no bench is called ${unknown.join(', ')}; there are: ${Object.keys(BENCHES).join(', ')}`,
  )
  process.exit(2)
}
const items = values.items === undefined ? undefined : Number(values.items)
if (items !== undefined && !(Number.isInteger(items) && items >= LEAST_ITEMS)) {
  console.error(`bench: --items= takes a whole number from ${LEAST_ITEMS}`)
  process.exit(2)
}

const folder = path.join(projectFolder, 'out', 'bench')
fs.mkdirSync(folder, { recursive: true })
const [only, ...others] = wanted.length > 0 ? wanted : Object.keys(BENCHES)
if (others.length === 0) await run(only)
else for (const name of [only, ...others]) runApart(name)

async function run(name) {
  try {
    const { measure } = await BENCHES[name]()
    const rows = await measure({ folder, items })
    fs.writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify({ rows }, null, 2)}\n`)
    console.log(`\n${name}\n${toTable(rows)}`)
  } catch (error) {
    console.error(`bench ${name}: ${error instanceof Error ? error.stack : error}`)
    process.exitCode = 1
  }
}

/** In a process of its own: what one bench leaves in memory must not be measured by the next. */
function runApart(name) {
  const args = [import.meta.filename, name, ...(items === undefined ? [] : [`--items=${items}`])]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
