import fs from 'node:fs'
import path from 'node:path'
import { projectFolder } from '../tools.mjs'
import { figuresTable } from './figures.mjs'
import { measureStarts } from './measure-starts.mjs'
import { takePictures } from './take-pictures.mjs'

const PARTS = ['light', 'dark', 'figures']
const folder = path.join(projectFolder, 'out/tour')

const only = process.argv[2]?.replace(/^--only=/, '')
if (process.argv.length > 3 || (only !== undefined && !PARTS.includes(only))) {
  console.error(`tour: --only= takes one of ${PARTS.join(', ')}`)
  process.exit(2)
}
if (only === undefined) fs.rmSync(folder, { recursive: true, force: true })
fs.mkdirSync(folder, { recursive: true })

const findings = []
for (const scheme of PARTS.slice(0, 2)) {
  if (only !== undefined && only !== scheme) continue
  const taken = await takePictures({ scheme, folder })
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
