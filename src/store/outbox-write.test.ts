import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { OutboxWrite } from '../shared/outbox-protocol.ts'
import {
  aChange,
  aContactKey,
  aDraft,
  aLaidRow,
  aNewRow,
  aStep,
  aVersion,
} from '../../tests/support/made-up-changes.ts'
import { anAccountId, anItem, anotherAccountId, aQuery } from '../../tests/support/made-up-items.ts'
import { contactFeed } from '../../tests/support/made-up-runs.ts'
import { storeWithOutbox, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

const [from, to, other] = [aContactKey('new-1'), aContactKey('1'), aContactKey('2')]

const list = (store: StoreInTest, search = '') =>
  store.ask('listItems', { query: aQuery({ search }), offset: 0, limit: 100 })
/** Everything that can be read of these records. */
const everything = (store: StoreInTest) => ({
  ...store.ask('readOutbox', {}),
  ended: store.ask('endedChanges', { sinceMs: 0, limit: 100 }),
  versions: [from, to, other].map((key) => store.ask('versionsOf', { key, limit: 100 })),
  drafts: [from, to, other].map((id) => store.ask('getDraft', aDraft({ id }))),
  list: list(store),
})

describe('a write of the outbox', () => {
  it('is made whole or not at all', () => {
    const store = storeWithOutbox(temporaryFolder())
    store.ask('writeOutbox', { changes: [aChange({ seq: 1 })] })
    const before = everything(store)
    const broken = {
      changes: [aChange({ seq: 2 })],
      versions: [aVersion({ token: 'v', body: null as never })],
    }
    expect(store.refusal('writeOutbox', broken)).toBe('internal')
    expect(everything(store)).toEqual(before)
  })

  it('comes to the same when it is made twice, whatever is in it', () => {
    const ended = aChange({ seq: 2, key: other, endedAtMs: 9 })
    const write: OutboxWrite = {
      changes: [aChange({ seq: 1, key: from }), ended, aChange({ seq: 3, key: to, endedAtMs: 4 })],
      steps: [aStep({ seq: 1 }, [ended])],
      removedSteps: ['step-7'],
      laid: [aNewRow('new-1', 'Ada'), aLaidRow({ externalId: '2' })],
      unlaid: [from, to],
      versions: [aVersion({ token: 'a', key: from }), aVersion({ token: 'b', key: other })],
      renamed: [{ from, to }],
      erased: [other],
    }
    const store = storeWithOutbox(temporaryFolder())
    store.ask('writeOutbox', { steps: [aStep({ seq: 7 })], laid: [aNewRow('new-1', 'Before')] })
    store.ask('putDraft', { draft: aDraft({ id: from }) })
    store.ask('writeOutbox', write)
    const once = everything(store)
    store.ask('writeOutbox', write)
    expect(everything(store)).toEqual(once)
    // What is erased is what was there; what the same write puts stays.
    expect(once.ended.changes.map(({ seq }) => seq)).toEqual([2, 3])
    expect(once.versions.map((versions) => versions.length)).toEqual([0, 1, 0])
  })
})

describe('a record that the provider has named', () => {
  it('goes on under its new key: changes, versions, draft and what lies over its row', () => {
    const store = storeWithOutbox(temporaryFolder())
    store.ask('writeOutbox', {
      changes: [aChange({ seq: 1, key: from })],
      versions: [aVersion({ token: 'a', key: from })],
      laid: [aNewRow('new-1', 'Ada')],
    })
    store.ask('putDraft', { draft: aDraft({ id: from }) })
    store.ask('putItem', { feed: contactFeed, item: anItem({ name: 'Stored' }), nowMs: 1 })
    store.ask('writeOutbox', { renamed: [{ from, to }] })
    const { changes, versions, drafts, list: shown } = everything(store)
    expect(changes).toMatchObject([{ seq: 1, key: to }])
    expect(versions.map((each) => each.length)).toEqual([0, 1, 0])
    expect(drafts).toEqual([null, aDraft({ id: to }), null])
    // It is not new any more: it lies over the row that was stored.
    expect(shown).toMatchObject({ total: 1, rows: [{ key: to, name: 'Ada', pending: { kind: 'create' } }] })
  })

  it('keeps what is known of it under the new key by now', () => {
    const store = storeWithOutbox(temporaryFolder())
    store.ask('putItem', { feed: contactFeed, item: anItem({ name: 'Stored' }), nowMs: 1 })
    store.ask('writeOutbox', {
      versions: [aVersion({ token: 'a', key: from }), aVersion({ token: 'b', key: to })],
      laid: [aNewRow('new-1', 'Made'), aLaidRow({ externalId: '1', shown: { name: 'Edited' } })],
    })
    store.ask('putDraft', { draft: aDraft({ id: from, atMs: 1 }) })
    store.ask('putDraft', { draft: aDraft({ id: to, atMs: 2 }) })
    store.ask('writeOutbox', { renamed: [{ from, to }] })
    const { versions, drafts, list: shown } = everything(store)
    expect(versions[1]).toHaveLength(2)
    expect(drafts).toEqual([null, aDraft({ id: to, atMs: 2 }), null])
    expect(shown).toMatchObject({ total: 1, rows: [{ name: 'Edited' }] })
    expect(list(store, 'made').total).toBe(0)
  })

  it('takes the draft that was typed last along', () => {
    const store = storeWithOutbox(temporaryFolder())
    store.ask('putDraft', { draft: aDraft({ id: from, atMs: 3 }) })
    store.ask('putDraft', { draft: aDraft({ id: to, atMs: 2 }) })
    store.ask('writeOutbox', { renamed: [{ from, to }] })
    expect(everything(store).drafts).toEqual([null, aDraft({ id: to, atMs: 3 }), null])
  })
})

describe('a record that was deleted for good', () => {
  it('R42: takes along what is kept of it, and the steps that would bring it again, and nothing of others', () => {
    const store = storeWithOutbox(temporaryFolder())
    const own = [aChange({ seq: 1, endedAtMs: 5 }), aChange({ seq: 2 })]
    const others = [aChange({ seq: 3, key: other, endedAtMs: 5 }), aChange({ seq: 4, key: other })]
    store.ask('writeOutbox', {
      changes: [...own, ...others],
      steps: [aStep({ seq: 1 }, own), aStep({ seq: 2 }, others), aStep({ seq: 3 }, [...others, own[0]!])],
      versions: [aVersion({ token: 'a' }), aVersion({ token: 'b', key: other })],
      laid: [aNewRow('1', 'Ada'), aNewRow('2', 'Bo')],
    })
    for (const id of [to, other]) store.ask('putDraft', { draft: aDraft({ id }) })
    store.ask('writeOutbox', { erased: [to] })
    const left = everything(store)
    // What waits is the user's word, and not over.
    expect(left.changes.map(({ seq }) => seq)).toEqual([2, 4])
    expect(left.ended.changes.map(({ seq }) => seq)).toEqual([3])
    expect(left.steps.map(({ seq }) => seq)).toEqual([2])
    expect(left.versions.map((versions) => versions.length)).toEqual([0, 0, 1])
    expect(left.drafts).toEqual([null, null, aDraft({ id: other })])
    expect(left.list.rows.map(({ name }) => name)).toEqual(['Bo'])
    expect(list(store, 'ada').total).toBe(0)
  })
})

describe('an account that is removed', () => {
  it('R42: takes all of its own along, the files beside too, and nothing of others', () => {
    const folder = temporaryFolder()
    const store = storeWithOutbox(folder)
    const [own, others] = [{ accountId: anAccountId }, { accountId: anotherAccountId }]
    const key = anItem({ ...others, externalId: '2' }).item.key
    store.ask('writeOutbox', {
      changes: [
        aChange({ seq: 1, ...own }),
        aChange({ seq: 2, endedAtMs: 1, ...own }),
        aChange({ seq: 3, key, ...others }),
      ],
      steps: [aStep({ seq: 1, ...own }), aStep({ seq: 2, ...others })],
      versions: [aVersion({ token: 'a', ...own }), aVersion({ token: 'b', key, ...others })],
      laid: [aNewRow('1', 'Ada', own), aNewRow('2', 'Bo', others)],
    })
    store.ask('putDraft', { draft: aDraft({ id: 'new', ...own }) })
    store.ask('putDraft', { draft: aDraft({ id: key, ...others }) })
    for (const ending of ['corrupt-20260905T040302Z', 'corrupt-20260905T040302Z-wal', 'before-1']) {
      fs.writeFileSync(path.join(folder, `outbox.db.${ending}`), 'any')
    }
    expect(store.ask('removeOutboxOf', { accountId: anAccountId })).toEqual({ removed: 2 })
    expect(store.ask('readOutbox', {})).toMatchObject({
      changes: [{ seq: 3 }],
      steps: [{ seq: 2 }],
      lastSeq: 3,
    })
    expect(store.ask('endedChanges', { sinceMs: 0, limit: 9 }).total).toBe(0)
    expect(store.ask('versionsOf', { key: to, limit: 9 })).toEqual([])
    expect(store.ask('versionsOf', { key, limit: 9 })).toHaveLength(1)
    expect(store.ask('getDraft', aDraft({ id: 'new' }))).toBeNull()
    expect(store.ask('getDraft', aDraft({ id: key }))).not.toBeNull()
    expect(list(store).rows.map(({ name }) => name)).toEqual(['Bo'])
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('outbox.db.'))).toEqual([])
  })
})
