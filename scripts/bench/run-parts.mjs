import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadAverage, machineFacts } from './machine.mjs'
import { notMeasured } from './rows.mjs'

/** A part that hangs must not keep the others from being measured. A first filling of a store takes five minutes. */
const PART_LIMIT_MS = 15 * 60_000
/** A session of Electron's takes its display and its processes away. */
const STOP_LIMIT_MS = 20_000

const script = fileURLToPath(import.meta.resolve('../bench.mjs'))

/** Where the part's rows are, as `{ rows, details, run }`. */
export const resultFile = (results, name) => path.join(results, `${name}.json`)

/** Measures one part in this process, and writes its file. */
export async function runHere(name, part, given) {
  const startedAt = Date.now()
  const loadBefore = loadAverage()
  const details = []
  const { measure } = await part.load()
  const rows = await measure({ ...given, detail: (title, table) => details.push({ title, ...table }) })
  const run = {
    ...{ atMs: startedAt, seconds: Math.round((Date.now() - startedAt) / 1000), machine: machineFacts() },
    loadBefore,
  }
  const file = resultFile(given.results, name)
  fs.writeFileSync(file, `${JSON.stringify({ rows, details, run }, null, 2)}\n`)
  return rows
}

/**
 * Measures one part in a process of its own: what one leaves in memory must not be measured by the next. Never throws: a
 * part that fails is a row that says so.
 */
export async function runApart(name, { results, args, limitMs = PART_LIMIT_MS, command = [script, name] }) {
  const file = resultFile(results, name)
  // What an earlier run left must not pass for a result of this one.
  fs.rmSync(file, { force: true })
  const { code, complaint, isLate } = await childOf([...command, ...args], limitMs)
  if (code === 0 && fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')).rows
  const late = `was not through after ${Math.ceil(limitMs / 60_000)} minutes`
  const why = isLate ? late : complaint || `its process ended with ${code}`
  const rows = [notMeasured('all of it', why)]
  const run = { atMs: Date.now(), seconds: null, machine: machineFacts(), loadBefore: null }
  fs.writeFileSync(file, `${JSON.stringify({ rows, details: [], run }, null, 2)}\n`)
  return rows
}

function childOf(args, limitMs) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'pipe'] })
    let complaint = ''
    let isLate = false
    child.stderr.on('data', (chunk) => {
      process.stderr.write(chunk)
      // The sentence that `bench.mjs` ends with.
      complaint = /^bench \S+: (?:Error: )?(.*)$/m.exec(String(chunk))?.[1] ?? complaint
    })
    const late = setTimeout(() => {
      isLate = true
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS).unref()
    }, limitMs)
    // Not `close`: a grandchild that holds on to the pipe must not hold on to the run.
    child.once('exit', (code, signal) => {
      clearTimeout(late)
      child.stderr.destroy()
      resolve({ code: code ?? signal, complaint, isLate })
    })
  })
}
