import path from 'node:path'
import { expect, it } from 'vitest'
import type { AccountId } from '../../src/shared/model/account.ts'
import type { Arrangement } from '../../src/shared/model/arrangement.ts'
import type { ItemKey } from '../../src/shared/model/item.ts'
import { anAccountId, anItem, anotherAccountId } from '../support/made-up-items.ts'
import { aKey, storeWithOutbox, type StoreInTest } from '../support/opened-store.ts'
import { logBytes, plainPages } from '../support/plain-pages.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const keyOf = (accountId: AccountId, externalId: string): ItemKey =>
  anItem({ accountId, externalId }).item.key
const own = keyOf(anAccountId, '7')
const other = keyOf(anotherAccountId, '7')
const at = (key: ItemKey): string => `/items?selected=${encodeURIComponent(JSON.stringify(key))}`

const notice = (id: string, title: string, href: string | null) => ({
  ...{ id, atMs: 1, tone: 'info' as const, title, body: '', href },
  ...{ reference: null, isRead: false },
})
const view = (name: string, chosen: { accountId?: AccountId; parentKey?: ItemKey }) => ({
  ...{ id: name, name, type: null, accountId: null, parentKey: null, search: '', filter: null },
  ...{ sort: [], columns: null, layout: 'grid' as const, boardField: null },
  ...chosen,
})

/** How a workspace of two accounts is arranged; words of the first one begin with `canary`. */
function arranged(folder: string): StoreInTest {
  const store = storeWithOutbox(folder)
  const put = (scope: string, arrangement: Arrangement) =>
    store.ask('putArrangement', { kind: arrangement.kind, scope, json: JSON.stringify(arrangement) })
  const notices = [
    notice('1', 'canary-saved', at(own)),
    notice('2', 'canary-without-a-place', null),
    notice('3', 'canary-somewhere', '/connections'),
    notice('4', 'others-saved', at(other)),
  ]
  put('', { kind: 'notices', notices })
  put('', { kind: 'recents', recents: [own, other].map((key) => ({ key, atMs: 1 })) })
  put('', { kind: 'place', href: `${at(own)}&type=contact&q=canary-search` })
  const views = [
    view('canary-view', { accountId: anAccountId }),
    view('canary-inside', { parentKey: own }),
    view('others-view', { accountId: anotherAccountId }),
    view('everything', {}),
  ]
  put('', { kind: 'views', views })
  const columns = [{ field: 'field:canary-column' as const, width: null, isPinned: false }]
  put(own, { kind: 'columns', columns })
  put('contact', { kind: 'columns', columns: [{ field: 'name', width: 60, isPinned: true }] })
  store.ask('putArrangement', { kind: 'later', scope: '', json: JSON.stringify({ canary: { of: own } }) })
  return store
}

const read = (store: StoreInTest, kind: string, scope = ''): unknown =>
  JSON.parse(store.ask('getArrangement', { kind, scope }) ?? 'null')

function expectOthersAlone(store: StoreInTest, folder: string, gone: readonly string[]): void {
  expect(read(store, 'recents')).toEqual({ kind: 'recents', recents: [{ key: other, atMs: 1 }] })
  expect(read(store, 'notices')).toMatchObject({ notices: [{ title: 'others-saved' }] })
  expect(read(store, 'columns', 'contact')).toMatchObject({ columns: [{ field: 'name' }] })
  const pages = plainPages(path.join(folder, 'outbox.db'), aKey, path.join(temporaryFolder(), 'copy.db'))
  expect(gone.filter((text) => pages.includes(text))).toEqual([])
  expect(['others-saved', 'others-view'].every((text) => pages.includes(text))).toBe(true)
  expect(logBytes(path.join(folder, 'outbox.db'))).toBe(0)
  store.ask('closeAll', {})
}

it('R42: an account leaves no word in how the workspace is arranged, and what is of others stays', () => {
  const folder = temporaryFolder()
  const store = arranged(folder)
  store.ask('removeOutboxOf', { accountId: anAccountId })
  expect(read(store, 'place')).toEqual({ kind: 'place', href: '/items?type=contact' })
  expect(read(store, 'views')).toMatchObject({ views: [{ name: 'others-view' }, { name: 'everything' }] })
  expect(read(store, 'later')).toBeNull()
  expectOthersAlone(store, folder, ['canary', anAccountId, encodeURIComponent(own)])
})

it('R42: nor does a record that was deleted for good', () => {
  const folder = temporaryFolder()
  const store = arranged(folder)
  store.ask('writeOutbox', { erased: [own] })
  expect(read(store, 'views')).toMatchObject({ views: [{ id: 'canary-view' }, { id: 'others-view' }, {}] })
  expectOthersAlone(store, folder, [own, 'canary-saved', 'canary-without', 'canary-inside', 'canary-search'])
})

it('R42: a record whose id is longer, or an account, keeps what is of it', () => {
  const near = ['71', '7-a', '7.5', '7%2F1', '7/1', "7'"].map((id) => keyOf(anAccountId, id))
  const store = storeWithOutbox(temporaryFolder())
  const put = (scope: string, arrangement: Arrangement) =>
    store.ask('putArrangement', { kind: arrangement.kind, scope, json: JSON.stringify(arrangement) })
  put('', { kind: 'recents', recents: [own, ...near].map((key) => ({ key, atMs: 1 })) })
  const addresses = near.flatMap((key) => [at(key), encodeURIComponent(at(key)), `/contacts/${key}`])
  put('', { kind: 'notices', notices: addresses.map((href, n) => notice(String(n), href, at(other))) })
  for (const key of near) put(key, { kind: 'columns', columns: [] })
  const before = [read(store, 'notices'), ...near.map((key) => read(store, 'columns', key))]
  const expectNearAlone = (): void => {
    expect(read(store, 'recents')).toEqual({
      kind: 'recents',
      recents: near.map((key) => ({ key, atMs: 1 })),
    })
    expect([read(store, 'notices'), ...near.map((key) => read(store, 'columns', key))]).toEqual(before)
  }
  store.ask('writeOutbox', { erased: [own] })
  expectNearAlone()
  store.ask('removeOutboxOf', { accountId: anAccountId.slice(0, -1) as AccountId })
  expectNearAlone()
  store.ask('closeAll', {})
})

it.each([
  ['/sync?tab=storage', '/sync?tab=storage'],
  [`${at(other)}&q=ada`, `${at(other)}&q=ada`],
  [`/items?account=${anAccountId}&layout=board`, '/items?layout=board'],
  [
    `/items?type=page&inside=${encodeURIComponent(JSON.stringify(own))}&filter=%7B%7D&view=1`,
    '/items?type=page',
  ],
  [at(own), '/items'],
  [`/contacts/${encodeURIComponent(own)}`, null],
])('R42: of the place %s, what leads into a removed account goes alone', (href, kept) => {
  const store = storeWithOutbox(temporaryFolder())
  store.ask('putArrangement', { kind: 'place', scope: '', json: JSON.stringify({ kind: 'place', href }) })
  store.ask('removeOutboxOf', { accountId: anAccountId })
  expect(read(store, 'place')).toEqual(kept === null ? null : { kind: 'place', href: kept })
  store.ask('closeAll', {})
})
