import { expect, it } from 'vitest'
import type { FullDiskBackup } from '../support/full-disk-backup-child.ts'
import { onSmallDisk } from '../support/small-disk.ts'

it('R67, 59: a full disk leaves no half backup and no half workspace, and says what it is', async () => {
  const child = new URL('../support/full-disk-backup-child.ts', import.meta.url)
  expect((await onSmallDisk(child, 48 << 20)) as FullDiskBackup).toEqual({
    backup: { kind: 'storage-full' },
    leftOfBackup: ['ballast'],
    restore: { kind: 'storage-full' },
    leftOfRestore: [],
    withRoom: 'done',
  })
}, 300_000)
