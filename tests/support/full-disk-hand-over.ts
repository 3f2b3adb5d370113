import fs from 'node:fs'
import path from 'node:path'
import { createStore } from '../../src/store/dispatch.ts'
import { openReader } from '../../src/store/reader.ts'
import type { StoreInput, StoreMethod } from '../../src/shared/store-protocol.ts'
import { aKey } from './opened-store.ts'
import { contactFeed } from './made-up-runs.ts'
import { generatedItem } from './made-up-items.ts'

// A store whose files are open is handed over to another connection while the disk is full to the last byte.
const disk = process.argv[2] ?? ''
const folder = path.join(disk, 'workspace')
const outcomes: string[] = []

function asking(store: ReturnType<typeof createStore>) {
  return <M extends StoreMethod>(method: M, input: StoreInput<M>): void => {
    const reply = store.answer({ id: 1, method, input })
    outcomes.push(`${method}: ${reply.ok ? 'ok' : reply.code}`)
  }
}

const first = createStore()
const ask = asking(first)
ask('openVault', { file: path.join(disk, 'vault.db'), key: aKey })
ask('openWorkspace', { folder, key: aKey })
ask('openOutbox', { folder, key: aKey })
ask('putItem', { feed: contactFeed, item: generatedItem(1), nowMs: 1 })

const ballast = fs.openSync(path.join(disk, 'ballast'), 'a')
for (;;) {
  const { bavail, bsize } = fs.statfsSync(disk)
  if (bavail === 0) break
  fs.writeSync(ballast, Buffer.alloc(Math.min(bavail * bsize, 1 << 20)))
}
fs.closeSync(ballast)

const at = (name: string) => ({ file: path.join(folder, name), key: aKey })
const reader = openReader(at('cache.db'), at('outbox.db'))
const openings = first.handOver()
const next = createStore()
const askNext = asking(next)
for (const { method, input } of openings) askNext(method, input as never)
const read = reader.answer({ id: 2, method: 'countItems', input: {} })
outcomes.push(`read: ${read.ok ? 'ok' : read.code}`)
fs.rmSync(path.join(disk, 'ballast'))
askNext('putItem', { feed: contactFeed, item: generatedItem(2), nowMs: 1 })
reader.close()
askNext('closeAll', {})
console.log(JSON.stringify(outcomes))
