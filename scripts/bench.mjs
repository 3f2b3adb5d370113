/**
 * Measures: `npm run bench -- [part ...] [--items=N] [--quick] [--flame] [--write-docs]`, all parts without a name. Prints one
 * table of what was measured, and writes `out/bench/PART.json` as
 * `{"rows":[{"what","ours","compared","ratio","budget","verdict"}],"details","run"}` and `out/bench/all.json` with the rows of
 * this run. In every row, a smaller ratio is better, and it is `met` when the ratio is not above its budget. A missed budget is
 * a finding, not a failure: the exit code is 1 only where something could not be measured, and 2 for a name or a number that
 * makes no sense. Whatever fails is a row that says why, and the others are measured all the same.
 *
 * --items=N     every part with so many items in the place of its own number
 * --quick       the parts that need no display, with few items, in about a minute; then a ratio that is worse than twice its
 *               budget three times running is a failure
 * --flame       records where the processor's time goes, as `out/bench/flame/*.cpuprofile` for the DevTools (Performance, Load
 *               profile); the figures beside it are worth nothing and are not kept
 * --write-docs  writes the tables of docs/performance.md from `out/bench`, after the run, or without one where no part is named
 */
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { faultsOf, untilCalm } from './bench/judge.mjs'
import { FLAME_PARTS, PARTS, QUICK_PARTS } from './bench/parts.mjs'
import { toTable } from './bench/rows.mjs'
import { runApart, runHere } from './bench/run-parts.mjs'
import { writePerformance } from './bench/write-performance.mjs'
import { projectFolder } from './tools.mjs'

/** With fewer a load is over before anything can be measured. */
const LEAST_ITEMS = 10_000

const { values, positionals: named } = parseArgs({
  options: {
    items: { type: 'string' },
    quick: { type: 'boolean', default: false },
    flame: { type: 'boolean', default: false },
    'write-docs': { type: 'boolean', default: false },
    /** How this script calls itself. */
    apart: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const { quick: isQuick, flame: isFlame, apart: isApart, 'write-docs': writesDocs } = values
const items = values.items === undefined ? undefined : Number(values.items)
const all = possibleParts()
refuseNonsense()

/** What is slow to make is kept here for all kinds of runs; what a quick run or a recorded one measured is no figure. */
const folder = path.join(projectFolder, 'out', 'bench')
const results = path.join(folder, isQuick ? 'quick' : isFlame ? 'flame' : '')
fs.mkdirSync(results, { recursive: true })
if (isApart) await measureHere(named[0])
else {
  if (named.length > 0 || !writesDocs) await measureAll(named.length > 0 ? named : all)
  if (writesDocs) writePerformance({ results, parts: Object.keys(PARTS) })
}

function possibleParts() {
  if (isFlame) return FLAME_PARTS
  return isQuick ? QUICK_PARTS : Object.keys(PARTS)
}

function refuseNonsense() {
  const unknown = named.filter((name) => !all.includes(name))
  if (unknown.length > 0) refuse(`no part is called ${unknown.join(', ')} here; there are: ${all.join(', ')}`)
  if (items !== undefined && !(Number.isInteger(items) && items >= LEAST_ITEMS))
    refuse(`--items= takes a whole number from ${LEAST_ITEMS}`)
  if (isQuick && (isFlame || writesDocs)) refuse('--quick goes with neither --flame nor --write-docs')
}

function refuse(sentence) {
  console.error(`bench: ${sentence}`)
  process.exit(2)
}

async function measureHere(name) {
  try {
    await runHere(name, PARTS[name], { folder, results, items, isQuick, isFlame })
  } catch (error) {
    console.error(`bench ${name}: ${error instanceof Error ? error.stack : error}`)
    process.exitCode = 1
  }
}

async function measureAll(names) {
  const startedAt = performance.now()
  removeLeftOvers()
  const rows = []
  for (const name of names) {
    console.log(`\n== ${name} (${Math.round((performance.now() - startedAt) / 1000)} s)`)
    for (const row of await measured(name)) rows.push({ part: name, ...row })
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  if (isFlame) {
    console.log(`\nprofiles for the DevTools are in ${results}`)
    return
  }
  fs.writeFileSync(path.join(results, 'all.json'), `${JSON.stringify({ seconds, rows }, null, 2)}\n`)
  console.log(`\n${toTable(rows.map(({ part, ...row }) => ({ ...row, what: `${part}: ${row.what}` })))}`)
  const count = (verdict) => rows.filter((row) => row.verdict === verdict).length
  console.log(
    `\n${rows.length} rows in ${seconds} s: ${count('met')} met, ${count('missed')} missed, ` +
      `${count('no budget')} without a budget, ${count('not measured')} not measured`,
  )
  const faults = faultsOf(rows, { isQuick })
  for (const fault of faults) console.log(`bench: ${fault}`)
  if (faults.length > 0) process.exitCode = 1
}

/** Copies of gigabytes, where a run was interrupted. */
function removeLeftOvers() {
  for (const name of fs.readdirSync(folder))
    if (/-work-|\.unfinished$/.test(name))
      fs.rmSync(path.join(folder, name), { recursive: true, force: true })
}

function measured(name) {
  const flags = Object.entries({ quick: isQuick, flame: isFlame })
  const args = [
    '--apart',
    ...(items === undefined ? [] : [`--items=${items}`]),
    ...flags.filter(([, isSet]) => isSet).map(([flag]) => `--${flag}`),
  ]
  const ask = () => runApart(name, { results, args })
  return isQuick ? untilCalm(ask) : ask()
}
