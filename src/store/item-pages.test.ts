import { describe, expect, it } from 'vitest'
import type { Item } from '../shared/model/item.ts'
import type { ItemPage, PagePlace } from '../shared/list-protocol.ts'
import { aLaidRow, aNewRow } from '../../tests/support/made-up-changes.ts'
import { anAccountId, anItem, anotherAccountId } from '../../tests/support/made-up-items.ts'
import { contactFeed } from '../../tests/support/made-up-runs.ts'
import { storeWithOutbox, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

function put(store: StoreInTest, ...items: Parameters<typeof anItem>[0][]): void {
  for (const chosen of items) store.ask('putItem', { feed: contactFeed, item: anItem(chosen), nowMs: 1 })
}

function walk(store: StoreInTest, limit: number, accountId = anAccountId): Item[][] {
  const pages: Item[][] = []
  let after: PagePlace | null = null
  do {
    const page: ItemPage = store.ask('pageItems', { accountId, after, limit })
    pages.push([...page.items])
    after = page.next
  } while (after !== null)
  return pages
}

const ids = (pages: Item[][]): string[] => pages.flat().map(({ externalId }) => externalId)

describe('pages of items', () => {
  it('hold every item of one account once, and none of another', () => {
    const store = storeWithOutbox(temporaryFolder())
    const contacts = Array.from({ length: 7 }, (_, n) => ({ externalId: `c${n}` }))
    put(store, ...contacts)
    put(store, { externalId: 'theirs', accountId: anotherAccountId })
    put(store, { externalId: 'd1', type: 'deal' as const }, { externalId: 'd2', type: 'deal' as const })
    for (const limit of [1, 2, 3, 100])
      expect(ids(walk(store, limit)).toSorted()).toEqual(
        [...contacts.map(({ externalId }) => externalId), 'd1', 'd2'].toSorted(),
      )
    expect(ids(walk(store, 2, anotherAccountId))).toEqual(['theirs'])
    expect(walk(store, 3).every((page) => page.length <= 3)).toBe(true)
  })

  it('begin with what waits to be created, and show what waits over a row', () => {
    const store = storeWithOutbox(temporaryFolder())
    put(store, { externalId: '1', name: 'Ada' })
    store.ask('writeOutbox', {
      laid: [
        aLaidRow({ externalId: '1', shown: { name: 'Zoe' } }),
        aNewRow('new-1', 'Neu'),
        aNewRow('new-2', 'Nova'),
      ],
    })
    const names = walk(store, 1)
      .flat()
      .map(({ name }) => name)
    expect(names.toSorted()).toEqual(['Neu', 'Nova', 'Zoe'])
    expect(names.at(-1)).toBe('Zoe')
  })

  it('R36: are short where somebody wrote much into the names', () => {
    const store = storeWithOutbox(temporaryFolder())
    put(store, ...Array.from({ length: 6 }, (_, n) => ({ externalId: String(n), name: 'n'.repeat(300_000) })))
    store.ask('writeOutbox', {
      laid: ['new-1', 'new-2', 'new-3'].map((id) => aNewRow(id, 'n'.repeat(300_000))),
    })
    const pages = walk(store, 100)
    expect(ids(pages)).toHaveLength(9)
    expect(Math.max(...pages.map((page) => page.length))).toBe(1)
  })
})
