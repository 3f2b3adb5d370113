import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { atMost } from './rows.mjs'
import { resultFile, runApart, runHere } from './run-parts.mjs'

/** A part as a program of its own. */
function program(source: string) {
  const results = temporaryFolder()
  const file = path.join(results, 'part.mjs')
  fs.writeFileSync(file, source)
  return (limitMs = 60_000) => runApart('part', { results, args: [], limitMs, command: [file] })
}

describe('a part of the bench', () => {
  it('leaves its rows, what they were measured on, and tables beside them', async () => {
    const results = temporaryFolder()
    const row = atMost({ what: 'ms', ours: 1, ceiling: 2 })
    const measure = async ({ detail }: { detail: (title: string, table: object) => void }) => {
      detail('Where it goes', { head: ['', 'ms'], lines: [['main', '1']] })
      return [row]
    }
    await runHere('part', { load: async () => ({ measure }) }, { results })
    const written = JSON.parse(fs.readFileSync(resultFile(results, 'part'), 'utf8'))
    expect(written).toMatchObject({
      rows: [row],
      details: [{ title: 'Where it goes', head: ['', 'ms'], lines: [['main', '1']] }],
      run: { machine: { node: process.versions.node, cores: expect.any(Number) } },
    })
  })

  it('that throws is a row that says why', async () => {
    const run = program("console.error('bench part: Error: nothing is packed\\n    at x'); process.exit(1)")
    expect(await run()).toMatchObject([
      { what: 'all of it', verdict: 'not measured', note: 'nothing is packed', ratio: null },
    ])
  })

  it('that dies, or ends without rows, is one too', async () => {
    expect(await program("process.kill(process.pid, 'SIGKILL')")()).toMatchObject([
      { verdict: 'not measured', note: 'its process ended with SIGKILL' },
    ])
    expect(await program('')()).toMatchObject([{ verdict: 'not measured' }])
  })

  it('that fails after it left rows has not been measured', async () => {
    const results = temporaryFolder()
    const file = path.join(results, 'failing.mjs')
    const written = JSON.stringify(resultFile(results, 'part'))
    fs.writeFileSync(
      file,
      `import fs from 'node:fs'; fs.writeFileSync(${written}, '{"rows":[]}'); process.exit(3)`,
    )
    expect(await runApart('part', { results, args: [], command: [file] })).toMatchObject([
      { verdict: 'not measured', note: 'its process ended with 3' },
    ])
  })

  it('that ends without rows is not taken for what an earlier run left', async () => {
    const results = temporaryFolder()
    const file = path.join(results, 'nothing.mjs')
    fs.writeFileSync(file, '')
    const earlier = { rows: [atMost({ what: 'ms', ours: 1, ceiling: 2 })] }
    fs.writeFileSync(resultFile(results, 'part'), JSON.stringify(earlier))
    expect(await runApart('part', { results, args: [], command: [file] })).toMatchObject([
      { verdict: 'not measured' },
    ])
  })

  it('that hangs is ended, and a row', async () => {
    const run = program('setInterval(() => undefined, 1_000)')
    expect(await run(500)).toMatchObject([
      { verdict: 'not measured', note: expect.stringMatching(/^was not through/) },
    ])
  })
})
