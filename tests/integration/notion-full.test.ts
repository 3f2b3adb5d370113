import { describe, expect, it } from 'vitest'
import { startNotionAccount } from '../support/notion-account.ts'

const ids = (found: Iterable<string>): string[] => [...found].toSorted()

describe('a first load of a Notion workspace', () => {
  it('F4: reads one mixed search to its end and asks for nothing else', async () => {
    const account = await startNotionAccount({ notionPages: 400 })
    const listed = await account.listed()
    await account.runs('full')
    expect(listed.size).toBeGreaterThan(300)
    expect(ids(account.stored().keys())).toEqual(ids(listed.keys()))
    expect(account.calls()).toEqual({ 'POST /v1/search': Math.ceil(listed.size / 100) })
    expect([account.fact('found'), account.fact('partial')]).toEqual([listed.size, 0])
  })

  it('F4: names odd pages, and gives a place to those of which it is known', async () => {
    const account = await startNotionAccount()
    const { pages } = account.sandbox.notion
    await account.runs('full')
    const special = (name: Parameters<typeof pages.special>[0]) => account.storedPage(pages.special(name))
    expect(special('emptyTitle')?.name).toBe('Untitled')
    expect(special('threeRuns')?.name).toMatch(/\S+ @\S.* \S+/)
    expect(special('mentionOnly')?.name).toBe('Product')
    expect(special('contentRow')?.name).not.toBe('Untitled')
    expect(special('unknownParent')).toMatchObject({ parentKey: null, isVisible: true })
    expect(special('ofAgent')?.parentKey).toBeNull()
    expect(special('inBlock')?.parentKey).toBeNull()
    expect(special('level3')?.parentKey).toBe(account.keyOf(pages.special('level2')))
    const [source = ''] = pages.sources()
    expect(special('everyType')?.parentKey).toBe(account.keyOf(source, 'database'))
    const database = account.ask('getItem', { key: account.keyOf(source, 'database') })?.item
    expect(database).toMatchObject({
      isDirectory: true,
      parentKey: expect.stringContaining(':page:') as string,
    })
    expect(special('archivedRow')).toMatchObject({ isVisible: false })
    expect(special('trashed')).toBeUndefined()
  })

  it('F4: leaves out what comes without its contents, counts it, and takes nothing of it away later', async () => {
    const account = await startNotionAccount({ notionPages: 260 })
    const whole = await account.listed()
    account.sandbox.play('notion-partial-objects')
    await account.runs('full')
    const loaded = account.stored().size
    expect(loaded).toBeLessThan(whole.size)
    expect(account.fact('partial')).toBe(whole.size - loaded)
    expect(account.fact('found')).toBe(whole.size)

    account.sandbox.notion.behaviour.reset()
    await account.runs('sweep')
    account.sandbox.play('notion-partial-objects')
    await account.runs('sweep')
    expect(account.fact('partial')).toBe(whole.size - loaded)
    expect(account.stored().size).toBe(whole.size)
  })

  it('F5: has all pages although the search ends early, and fails where both of its ends do', async () => {
    const account = await startNotionAccount({ notionPages: 400 })
    const listed = await account.listed()
    const { behaviour } = account.sandbox.notion
    behaviour.set({ searchLimit: Math.ceil(listed.size * 0.3) })
    expect((await account.run('search', 'full')).error).toMatchObject({ kind: 'unexpected-response' })
    // The rows of data sources are there all the same.
    const rows = [...listed.values()].filter(({ parent }) => parent?.type === 'data_source_id')
    const soFar = account.stored()
    expect(soFar.size).toBeLessThan(listed.size)
    expect(
      rows.filter(({ id, parent }) => !soFar.has(id) && soFar.has(String(parent?.['data_source_id']))),
    ).toEqual([])
    behaviour.set({ searchLimit: Math.ceil(listed.size * 0.6) })
    await account.runs('full')
    expect(ids(account.stored().keys())).toEqual(ids(listed.keys()))
  })

  it('F5: deletes nothing of what lies in the middle that a search left out', async () => {
    const account = await startNotionAccount()
    await account.runs('full')
    const before = account.stored().size
    account.sandbox.notion.behaviour.set({ searchLimit: 40 })
    expect((await account.run('search', 'sweep')).error).not.toBeNull()
    expect(account.stored().size).toBe(before)
  })

  it('F5: begins its list anew when a cursor goes stale on the way', async () => {
    const account = await startNotionAccount()
    const listed = await account.listed()
    account.sandbox.play('notion-stale-cursor')
    await account.runs('full')
    expect(ids(account.stored().keys())).toEqual(ids(listed.keys()))
    expect(account.calls()['POST /v1/search']).toBe(Math.ceil(listed.size / 100) + 2)
    expect(account.fact('found')).toBe(listed.size)
  })

  it('F5: meets a page that is edited while it is read', async () => {
    const account = await startNotionAccount()
    const oldest = [...(await account.listed()).values()]
      .toReversed()
      .filter(({ object }) => object === 'page')
    // In the other direction it would move from the second page to the front, and be missed.
    const { id } = oldest[20] ?? { id: '' }
    account.onSearch(1, () => account.sandbox.notion.pages.rename(id, 'Edited meanwhile'))
    await account.runs('full')
    expect(account.storedPage(id)?.name).toBe('Edited meanwhile')
  })

  it('goes on where it was stopped', async () => {
    const account = await startNotionAccount({ notionPages: 260 })
    const listed = await account.listed()
    const stop = new AbortController()
    account.onSearch(2, () => stop.abort())
    const stopped = await account.run('search', 'full', stop.signal)
    expect(stopped.error).toEqual({ kind: 'cancelled' })
    account.calls()
    await account.runs('full')
    expect(ids(account.stored().keys())).toEqual(ids(listed.keys()))
    expect(account.calls()['POST /v1/search']).toBeLessThan(Math.ceil(listed.size / 100))
  })

  it('says when there was nothing at all, which is another thing than everything being gone', async () => {
    const account = await startNotionAccount()
    await account.runs('full')
    const before = account.stored().size
    for (const id of account.sandbox.notion.pages.top()) account.sandbox.notion.pages.unshare(id)
    await account.runs('sweep')
    expect(account.fact('found')).toBe(0)
    expect(account.stored().size).toBe(before)
  })

  it('knows the people of the workspace by name, where it may', async () => {
    const account = await startNotionAccount({ notionPages: 40 })
    expect((await account.run('people', 'full')).error).toBeNull()
    expect(Object.values(account.fact('people') as object)).toContain('Ana Harbour')
    account.sandbox.notion.behaviour.set({ capabilities: ['read_content'] })
    expect((await account.run('people', 'full')).error).toBeNull()
    expect(Object.keys(account.fact('people') as object).length).toBeGreaterThan(100)
  })
})
