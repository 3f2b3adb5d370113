/**
 * A workspace's file with many made-up items, for the bench. Filling it takes minutes, so it is kept, by the version of
 * the schema and the number of items.
 */
import fs from 'node:fs'
import path from 'node:path'
import { createStore } from '../../src/store/dispatch.ts'
import { cacheMigrations } from '../../src/store/migrations/steps.ts'
import { anAccountId } from '../../tests/support/made-up-items.ts'
import { aKey } from '../../tests/support/opened-store.ts'
import { person } from './made-up-people.mjs'
import { pageInput } from './page-input.mjs'

const PAGE = 1_000
/** Of ten items. */
const TYPES = [
  { type: 'contact', share: 8 },
  { type: 'company', share: 1 },
  { type: 'deal', share: 1 },
]

/** @returns a folder with a file of its own that may be changed: a copy of the one that is kept below `keepIn` */
export function filledFolder(items, { keepIn, target }) {
  const kept = path.join(keepIn, `store-${cacheMigrations.length}-${items}`)
  const done = path.join(kept, 'cache.db')
  if (!fs.existsSync(done)) {
    const unfinished = `${kept}.unfinished`
    fs.rmSync(unfinished, { recursive: true, force: true })
    fill(unfinished, items)
    fs.rmSync(kept, { recursive: true, force: true })
    fs.renameSync(unfinished, kept)
  }
  fs.mkdirSync(target, { recursive: true })
  fs.copyFileSync(done, path.join(target, 'cache.db'), fs.constants.COPYFILE_FICLONE)
  return target
}

function fill(folder, items) {
  console.log(`bench: filling a file with ${items} items once`)
  const store = createStore()
  const ask = (method, input) => {
    const reply = store.answer({ id: 0, method, input })
    if (!reply.ok) throw new Error(`${method}: ${reply.code} (${reply.message})`)
    return reply.value
  }
  ask('openWorkspace', { folder, key: aKey })
  let at = 0
  for (const { type, share } of TYPES) {
    const feed = { accountId: anAccountId, feed: type }
    const end = at + Math.round((items * share) / 10)
    const { runId } = ask('beginRun', { ...feed, mode: 'full', nowMs: 1 })
    for (; at < end; at += PAGE) {
      const length = Math.min(PAGE, end - at)
      const page = Array.from({ length }, (_, n) => person(at + n, 0, { type }))
      ask('applyPage', pageInput({ ...feed, runId }, page, at))
    }
    at = end
    ask('finishRun', { ...feed, runId, removesUnseen: true, nowMs: 1 })
  }
  ask('closeAll', {})
}
