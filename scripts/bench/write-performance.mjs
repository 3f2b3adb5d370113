import fs from 'node:fs'
import path from 'node:path'
import { projectFolder } from '../tools.mjs'
import { markdownTable, writeMarkedTexts } from './marked-text.mjs'
import { cellsOf } from './rows.mjs'
import { resultFile } from './run-parts.mjs'

const page = path.join(projectFolder, 'docs', 'performance.md')
const HEAD = ['What', 'Ours', 'Compared with', 'Ratio', 'Budget', 'Verdict']

/**
 * Writes the figures of docs/performance.md from what the parts have left in the folder; nobody types them. What was not
 * measured on this computer stays as it stands, with the day and the commit that it is of.
 */
export function writePerformance({ results, parts }) {
  const measured = parts
    .map((name) => ({ name, result: read(resultFile(results, name)) }))
    .filter(({ result }) => result !== null)
  if (measured.length === 0) throw new Error('nothing has been measured yet')
  writeMarkedTexts(page, {
    'bench: machine': machineText(measured.map(({ result }) => result)),
    ...Object.fromEntries(measured.map(({ name, result }) => [`bench: ${name}`, partText(result)])),
  })
  console.log(`bench: wrote ${path.relative(projectFolder, page)}`)
}

const read = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null)

/** Of the latest part; a part that was measured elsewhere says so itself. */
function machineText(results) {
  const [latest] = results.toSorted((a, b) => b.run.atMs - a.run.atMs)
  const { processor, cores, memoryGB, system, node, electron } = latest.run.machine
  return markdownTable(
    ['Machine', ''],
    [
      ['Processor', `${processor}, ${cores} cores`],
      ['Memory', `${memoryGB} GB`],
      ['System', system],
      ['Node', node],
      ['Electron', electron],
    ],
  )
}

function partText({ rows, details, run }) {
  const isFigure = (at) => at > 0 && at < HEAD.length - 1
  return [
    markdownTable(HEAD, rows.map(cellsOf), isFigure),
    ...details.map(({ title, head, lines }) => `${title}\n\n${markdownTable(head, lines, (at) => at > 0)}`),
    runText(run),
  ].join('\n\n')
}

/** How busy the machine was says how far the figures are to be trusted. */
function runText({ atMs, seconds, machine, loadBefore }) {
  const date = new Date(atMs).toISOString().slice(0, 10)
  const took = seconds === null ? '' : `, in ${seconds} s`
  const load =
    loadBefore === null ? '' : `; load average ${loadBefore} before it and ${machine.loadAverage} after it`
  return `Measured on ${date} at commit ${machine.commit}${took}${load}.`
}
