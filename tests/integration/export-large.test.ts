import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { writeExport } from '../../src/main/exporting/write-export.ts'
import { ok } from '../../src/shared/result.ts'
import { anExport } from '../support/an-export.ts'
import { valueOf } from '../support/core-in-node.ts'
import { fillStore } from '../support/filled-store.ts'
import { mortalStore } from '../support/mortal-store.ts'
import { aKey } from '../support/opened-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** `PORTOLAN_EXPORT_ROWS=1000000` is the size that users were promised. */
const rows = Number(process.env['PORTOLAN_EXPORT_ROWS'] ?? 200_000)
const record = JSON.stringify({ properties: { city: 'Genoa', note: 'x'.repeat(200) } })
const megabyte = 1 << 20

async function startStore(count: number) {
  const folder = temporaryFolder()
  // Little text: filling takes longer than all else, and most of it is the search index.
  fillStore(folder, count, { record, organisation: null, phone: null })
  const store = mortalStore([])
  onTestFinished(() => store.host.close())
  valueOf(await store.host.call('openWorkspace', { folder, key: aKey }))
  const file = path.join(temporaryFolder(), 'out.csv')
  const ports = {
    store: store.host,
    fields: async () => ok({ listed: [], stored: new Map() }),
    sources: async () => ok({}),
    now: Date.now,
  }
  const write = (
    onProgress: (rows: number, total: number | null) => void,
    signal = new AbortController().signal,
  ) => writeExport(ports, { id: 'an-export', file, request: anExport(), signal, onProgress })
  return { store, file, write }
}

async function linesIn(file: string): Promise<{ lines: number; distinct: number }> {
  const seen = new Set<string>()
  let lines = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    lines += 1
    seen.add(createHash('md5').update(line).digest('base64'))
  }
  return { lines, distinct: seen.size }
}

describe('an export of many rows', () => {
  it(
    `57: of ${rows} takes no more memory at its end than at its beginning, and never stalls main`,
    async () => {
      const { store, file, write } = await startStore(rows)
      const samples: { heap: number; store: number }[] = []
      // The time that main itself takes between two looks: on a busy computer the clock says nothing about it.
      let longestMs = 0
      let last = process.threadCpuUsage()
      const watch = setInterval(() => {
        const { user, system } = process.threadCpuUsage(last)
        longestMs = Math.max(longestMs, (user + system) / 1_000)
        last = process.threadCpuUsage()
      }, 5)
      let next = 0
      const sampling: Promise<void>[] = []
      const done = await write((written, total) => {
        if (total === null || written < next) return
        next += total / 20
        const heap = process.memoryUsage().heapUsed
        sampling.push(store.residentBytes().then((bytes) => void samples.push({ heap, store: bytes })))
      })
      clearInterval(watch)
      await Promise.all(sampling)
      expect(valueOf(done)).toBe(rows)
      const half = Math.floor(samples.length / 2)
      const most = (some: typeof samples, of: 'heap' | 'store'): number =>
        Math.max(...some.map((one) => one[of]))
      const [first, second] = [samples.slice(1, half), samples.slice(half)]
      expect(most(second, 'store')).toBeLessThan(most(first, 'store') * 1.15 + 16 * megabyte)
      expect(most(second, 'heap')).toBeLessThan(most(first, 'heap') * 1.15 + 32 * megabyte)
      expect(longestMs).toBeLessThan(50)
      expect(await linesIn(file)).toEqual({ lines: rows + 1, distinct: rows + 1 })
    },
    Math.max(240_000, rows * 1.2),
  )

  it('57: begins anew where the store process is lost on the way, and is whole', async () => {
    const { store, file, write } = await startStore(6_000)
    let kills = 0
    const done = await write((written) => {
      if (written < 1_000 * (kills + 1) || kills === 2) return
      kills += 1
      void store.kill()
    })
    expect(valueOf(done)).toBe(6_000)
    expect(store.restarts()).toBe(2)
    expect(await linesIn(file)).toEqual({ lines: 6_001, distinct: 6_001 })
    expect(await readdir(path.dirname(file))).toEqual(['out.csv'])
  }, 60_000)

  it('57: that is cancelled on its way leaves no file', async () => {
    const { file, write } = await startStore(6_000)
    const stop = new AbortController()
    const done = await write((written) => {
      if (written > 1_000) stop.abort()
    }, stop.signal)
    expect(done).toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect(await readdir(path.dirname(file))).toEqual([])
  })
})
