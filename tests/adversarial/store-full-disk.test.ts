import { beforeAll, describe, expect, it } from 'vitest'
import type { FullDiskRun } from '../support/full-disk-child.ts'
import { onSmallDisk } from '../support/small-disk.ts'

/** Every kind of write, each with ever more room left on a real disk of 64 MiB. */
let runs: readonly FullDiskRun[]

beforeAll(async () => {
  const child = new URL('../support/full-disk-child.ts', import.meta.url)
  runs = (await onSmallDisk(child, 64 << 20)) as FullDiskRun[]
}, 120_000)

describe('a disk without room', () => {
  it.each([
    'a new workspace',
    'a page of a load',
    'carrying the log over',
    'a change of the schema with its copy',
    'a removed account',
    'a damaged file',
    'a record of the vault',
    'a new outbox',
    'edits that are noted',
    'an erasure',
  ])(
    'R67: refuses %s by name, harms nothing that was there, and goes on when there is room again',
    (what) => {
      const own = runs.filter((run) => run.what === what)
      expect(own.length).toBeGreaterThan(5)
      expect(
        own.flatMap(({ freeBytes, faults }) => faults.map((fault) => `${freeBytes} bytes: ${fault}`)),
      ).toEqual([])
      for (const { outcome } of own) expect(['ok', 'storage-full']).toContain(outcome)
      expect(own[0]?.outcome).toBe('storage-full')
      expect(own.at(-1)?.outcome).toBe('ok')
    },
  )

  it('R67: holds all that was loaded when a load has filled it, and the load goes on with more room', () => {
    const [load] = runs.filter(({ what }) => what === 'a load that fills it')
    expect(load).toMatchObject({ outcome: 'storage-full', faults: [] })
  })

  it('R67: is no hindrance where the writer takes over what is open, although not a byte is left', async () => {
    const child = new URL('../support/full-disk-hand-over.ts', import.meta.url)
    const opening = ['openVault: ok', 'openWorkspace: ok', 'openOutbox: ok']
    expect(await onSmallDisk(child, 64 << 20)).toEqual([
      ...[...opening, 'putItem: ok', ...opening, 'read: ok'],
      ...['putItem: ok', 'closeAll: ok'],
    ])
  }, 60_000)
})
