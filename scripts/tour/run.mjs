import fs from 'node:fs'
import path from 'node:path'
import { projectFolder } from '../tools.mjs'
import { figuresTable } from './figures.mjs'
import { measureStarts } from './measure-starts.mjs'
import { takePictures } from './take-pictures.mjs'
import { LANGUAGES, SIZES, viewsOf } from './views.mjs'

const PARTS = ['light', 'dark', 'figures']
const folder = path.join(projectFolder, 'out/tour')

const known = {
  only: PARTS,
  language: LANGUAGES,
  size: SIZES.map(({ name }) => name),
}
const asked = process.argv.slice(2).map((argument) => /^--(\w+)=(.+)$/.exec(argument) ?? [])
if (asked.some(([, option, value]) => known[option]?.includes(value) !== true)) {
  for (const [option, values] of Object.entries(known))
    console.error(`tour: --${option}= takes one of ${values.join(', ')}`)
  process.exit(2)
}
const valuesOf = (wanted) => asked.filter(([, option]) => option === wanted).map(([, , value]) => value)
const [only] = valuesOf('only')
const views = viewsOf({ languages: valuesOf('language'), sizes: valuesOf('size') })
if (asked.length === 0) fs.rmSync(folder, { recursive: true, force: true })
fs.mkdirSync(folder, { recursive: true })

const findings = []
for (const scheme of PARTS.slice(0, 2)) {
  if (only !== undefined && only !== scheme) continue
  const taken = await takePictures({ scheme, folder, views })
  findings.push(...taken.findings)
  console.log(`${String(taken.count)} pictures, ${scheme} (${seconds()} s)`)
}
if (only === undefined || only === 'figures') {
  const figures = await measureStarts()
  fs.writeFileSync(path.join(folder, 'figures.json'), `${JSON.stringify(figures, null, 2)}\n`)
  console.log(`\n${figuresTable(figures)}\n(${seconds()} s)`)
}
if (only !== 'figures') report()

/** The same thing is often wrong on many pictures; it is told once, with all of them. */
function report() {
  const places = Map.groupBy(findings, ({ kind, element, detail }) => `${kind}: ${element}\n  ${detail}`)
  for (const [words, found] of places) {
    const pictures = [...new Set(found.map(({ picture }) => picture))]
    console.log(`\n${words}\n  on ${pictures.slice(0, 6).join(', ')}${pictures.length > 6 ? ', …' : ''}`)
  }
  console.log(`\n${path.relative(process.cwd(), folder)}: ${String(places.size)} findings`)
  process.exitCode = findings.length > 0 ? 1 : 0
}

function seconds() {
  return Math.round(performance.now() / 1000)
}
