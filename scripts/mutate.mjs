/**
 * Mutation tests: `npm run mutate -- [--area=NAME] [--file=PART]`. Changes one thing at a time in the code of an area and
 * looks whether a test notices. Without an area all are run, which takes hours; what was run before and has not changed
 * since is not run again. `--file` narrows an area to the files whose path has that part in it, and writes nothing.
 *
 * Writes scripts/mutate/figures.json and, from it, docs/mutation.md. Ends with 1 where an area's score is too low or
 * something is accepted that does not survive (scripts/mutate/accepted.mjs), with 2 where it was called wrongly.
 */
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ACCEPTED } from './mutate/accepted.mjs'
import { AREAS } from './mutate/areas.mjs'
import { outcomeOf } from './mutate/outcome.mjs'
import { pageOf } from './mutate/page.mjs'
import { runStryker } from './mutate/run-stryker.mjs'
import { projectFolder } from './tools.mjs'

const LEAST_SCORE = 85
const FIGURES = path.join('scripts', 'mutate', 'figures.json')
const PAGE = path.join('docs', 'mutation.md')

// Stryker copies the folder that it is run in.
process.chdir(projectFolder)
const { values } = parseArgs({ options: { area: { type: 'string' }, file: { type: 'string' } } })
const names = values.area === undefined ? Object.keys(AREAS) : [values.area]
if (names.some((name) => !Object.hasOwn(AREAS, name))) {
  console.error(`mutate: --area= takes one of ${Object.keys(AREAS).join(', ')}`)
  process.exit(2)
}

let failed = 0
for (const name of names) {
  const files = fs.globSync(AREAS[name].mutate).map((file) => file.replaceAll(path.sep, '/'))
  const wanted = files.filter((file) => file.includes(values.file ?? ''))
  if (wanted.length === 0) continue
  const outcome = outcomeOf(
    (await runStryker(name, wanted)).map(toMutant).filter(({ file }) => wanted.includes(file)),
    (file) => fs.readFileSync(file, 'utf8').split('\n'),
    ACCEPTED.filter(({ file }) => wanted.includes(file)),
  )
  const { idle, ...figures } = outcome
  tell(name, figures)
  for (const { file, line, replacement } of idle) {
    console.log(`accepted, and no survivor: ${file} \`${line}\` => ${replacement}`)
  }
  if (figures.score < LEAST_SCORE || idle.length > 0) failed += 1
  if (values.file === undefined) keep(name, figures)
}
process.exitCode = failed === 0 ? 0 : 1

function toMutant({ fileName, location, mutatorName, replacement, status }) {
  const file = path.relative(projectFolder, fileName).replaceAll(path.sep, '/')
  return { file, at: location.start.line, mutator: mutatorName, replacement: replacement ?? '', status }
}

function tell(name, { left, ...counts }) {
  for (const { file, at, mutator, replacement, reason } of left) {
    if (reason === null) console.log(`${file}:${at} ${mutator} => ${replacement}`)
  }
  console.table({ [name]: { ...counts, score: counts.score.toFixed(1) } })
}

/** One area's figures take the place of its older ones. */
function keep(name, outcome) {
  const before = fs.existsSync(FIGURES) ? JSON.parse(fs.readFileSync(FIGURES, 'utf8')) : {}
  const now = { ...before, [name]: { date: new Date().toISOString().slice(0, 10), ...outcome } }
  const figures = Object.fromEntries(
    Object.keys(AREAS)
      .filter((area) => now[area] !== undefined)
      .map((area) => [area, now[area]]),
  )
  fs.writeFileSync(FIGURES, `${JSON.stringify(figures, null, 2)}\n`)
  fs.writeFileSync(PAGE, pageOf(figures, LEAST_SCORE))
}
