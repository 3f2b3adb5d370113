import { expect, it } from 'vitest'
import type { FullDiskExport } from '../support/full-disk-export-child.ts'
import { onSmallDisk } from '../support/small-disk.ts'

it('57: a full disk leaves no half file and what stood there before, and says what it is', async () => {
  const child = new URL('../support/full-disk-export-child.ts', import.meta.url)
  expect((await onSmallDisk(child, 8 << 20)) as FullDiskExport).toEqual({
    refused: { ok: false, error: { kind: 'storage-full' } },
    before: 'before',
    left: ['out.csv'],
    withRoom: { ok: true, value: 1_000 },
  })
})
