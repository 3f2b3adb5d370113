import { describe, expect, it } from 'vitest'
import { startNotionAccount, type NotionAccount } from '../support/notion-account.ts'

/** One page of the trash, and one of the newest edits. */
const usual = { 'POST /v1/search': 2 }

/** A page on the first top page, made long before anything else that a test does. */
async function withOldPage(account: NotionAccount): Promise<string> {
  const listed = [...(await account.listed()).values()].toReversed()
  const old = listed.find(({ object, parent }) => object === 'page' && parent?.type === 'page_id')
  if (old === undefined) throw new Error('There must be a page on a page')
  return old.id
}

describe('changes of a Notion workspace', () => {
  it('come with two calls, however large it is', async () => {
    const account = await startNotionAccount()
    await account.runs('full')
    account.calls()
    const { pages } = account.sandbox.notion
    const [top = ''] = pages.top()
    const made = pages.create('Made since', { page: top })
    const row = pages.create('Row since', { source: pages.sources()[0] ?? '' })
    pages.rename(top, 'Renamed since')
    const result = await account.runs('changes')
    expect(account.calls()).toEqual(usual)
    expect(account.storedPage(made)).toMatchObject({ name: 'Made since', parentKey: account.keyOf(top) })
    expect(account.storedPage(row)?.name).toBe('Row since')
    expect(account.storedPage(top)?.name).toBe('Renamed since')
    expect(result).toMatchObject({ added: 2, changed: 1, removed: 0 })
    expect(await account.runs('changes')).toMatchObject({ added: 0, changed: 0, removed: 0 })
    expect(account.calls()).toEqual(usual)
  })

  it('are read on as far as the last run knew, over more than one page', async () => {
    const account = await startNotionAccount()
    await account.runs('full')
    const { pages } = account.sandbox.notion
    const [top = ''] = pages.top()
    const made = Array.from({ length: 130 }, (_, at) => pages.create(`New ${String(at)}`, { page: top }))
    account.calls()
    expect(await account.runs('changes')).toMatchObject({ added: 130 })
    expect(account.calls()).toEqual({ 'POST /v1/search': 3 })
    expect(made.every((id) => account.storedPage(id) !== undefined)).toBe(true)
  })

  it('F5: are found although the index comes late and newer ones fill a page', async () => {
    let agoMs = 0
    const account = await startNotionAccount({ now: () => Date.now() - agoMs })
    await account.runs('full')
    const { pages, behaviour } = account.sandbox.notion
    const [top = ''] = pages.top()
    agoMs = 15 * 60_000
    const late = pages.create('Late', { page: top })
    behaviour.set({ indexDelay: 2 })
    agoMs = 14 * 60_000
    const others = [...account.stored().values()].filter(
      ({ type, externalId }) => type === 'page' && externalId !== top,
    )
    for (const { externalId } of others.slice(0, 105)) pages.rename(externalId, 'Edited after it')
    agoMs = 0
    await account.runs('changes')
    expect(account.storedPage(late)).toBeUndefined()
    await account.runs('changes')
    expect(account.storedPage(late)?.name).toBe('Late')
  })

  it('F8: include what was thrown away, with all that stands on it, and what was put back as an edit', async () => {
    const account = await startNotionAccount()
    await account.runs('full')
    const { pages } = account.sandbox.notion
    const level = pages.special('level2')
    const children = [pages.special('level3'), pages.special('level8')]
    const before = account.stored().size
    pages.trash(level)
    const result = await account.runs('changes')
    expect(account.storedPage(level)).toBeUndefined()
    expect(children.map((id) => account.storedPage(id))).toEqual([undefined, undefined])
    expect(account.stored().size).toBe(before - result.removed)
    pages.restore(level)
    await account.runs('changes')
    expect(account.storedPage(level)).toBeDefined()
  })

  it('F8: take no page away that the trash had a moment ago and that is back by now', async () => {
    const account = await startNotionAccount()
    await account.runs('full')
    const { pages } = account.sandbox.notion
    const id = pages.special('longTitle')
    pages.trash(id)
    account.onSearch(1, () => pages.restore(id))
    await account.runs('changes')
    expect(account.storedPage(id)).toBeDefined()
  })

  it('leave out an old page that is shared only now; a sweep has it', async () => {
    const account = await startNotionAccount()
    const id = await withOldPage(account)
    const { pages } = account.sandbox.notion
    pages.unshare(id)
    await account.runs('full')
    pages.share(id)
    await account.runs('changes')
    expect(account.storedPage(id)).toBeUndefined()
    await account.runs('sweep')
    expect(account.storedPage(id)).toBeDefined()
  })

  it('F8: leave out a page that is thrown away without an edit, deep in the trash; a sweep has it', async () => {
    const account = await startNotionAccount()
    const { pages, behaviour } = account.sandbox.notion
    const id = await withOldPage(account)
    const [top = ''] = pages.top()
    for (let at = 0; at < 120; at += 1) pages.trash(pages.create(`Rubbish ${String(at)}`, { page: top }))
    await account.runs('full')
    behaviour.set({ trashIsEdit: false })
    pages.trash(id)
    account.calls()
    await account.runs('changes')
    expect(account.calls()).toEqual(usual)
    expect(account.storedPage(id)).toBeDefined()
    await account.runs('sweep')
    expect(account.storedPage(id)).toBeUndefined()
    // The trash says it itself: nothing had to be asked for one by one.
    expect(account.calls()).not.toHaveProperty('GET /v1/pages/{id}')
    pages.restore(id)
    await account.runs('changes')
    expect(account.storedPage(id)).toBeUndefined()
    await account.runs('sweep')
    expect(account.storedPage(id)).toBeDefined()
  })

  it('end at once where the connection may not read: there are no times to go by', async () => {
    const account = await startNotionAccount()
    account.sandbox.play('notion-no-read-capability')
    await account.runs('full')
    account.calls()
    await account.runs('changes')
    expect(account.calls()).toEqual(usual)
    expect(account.fact('partial')).toBe(account.fact('found'))
  })
})
