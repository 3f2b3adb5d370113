import { describe, expect, it } from 'vitest'
import { startNotionAccount, type NotionAccount } from '../support/notion-account.ts'

const nothing = { results: [], next_cursor: null }

/** The pages that search leaves out for good, by raw id; after it search has gaps. */
async function openGaps(account: NotionAccount): Promise<{ rows: string[]; others: string[] }> {
  const whole = await account.listed()
  account.sandbox.play('notion-search-gap')
  const seen = await account.listed()
  const missing = [...whole.values()].filter(({ id }) => !seen.has(id))
  const isRow = ({ parent }: (typeof missing)[number]): boolean => parent?.type === 'data_source_id'
  const rows = missing.filter(isRow).map(({ id }) => id)
  const others = missing.filter((one) => !isRow(one)).map(({ id }) => id)
  if (rows.length < 2 || others.length < 2) throw new Error('There must be gaps of both kinds')
  return { rows, others }
}

describe('a sweep over a Notion workspace', () => {
  it('F5: finds the rows that search leaves out, by the queries of their data sources', async () => {
    const account = await startNotionAccount({ notionPages: 300 })
    const { rows, others } = await openGaps(account)
    await account.runs('full')
    const before = account.stored()
    expect(rows.filter((id) => before.has(id))).toEqual([])
    await account.runs('sweep')
    const stored = account.stored()
    expect(rows.filter((id) => !stored.has(id))).toEqual([])
    // Nobody ever named them: only a search could.
    expect(others.filter((id) => stored.has(id))).toEqual([])
  })

  it('F5: keeps a page that was known and that search leaves out now', async () => {
    const account = await startNotionAccount({ notionPages: 300 })
    await account.runs('full')
    const { others } = await openGaps(account)
    const [renamed = ''] = others
    account.sandbox.notion.pages.rename(renamed, 'Renamed in the gap')
    for (let runs = 0; runs < 2; runs += 1) await account.runs('sweep')
    const stored = account.stored()
    expect(others.filter((id) => !stored.has(id))).toEqual([])
    expect(stored.get(renamed)?.name).toBe('Renamed in the gap')
    expect(account.calls()['GET /v1/pages/{id}']).toBe(2 * others.length)
  })

  it('F6: reads rows beyond the end of a query, and archived ones', async () => {
    const account = await startNotionAccount({ notionPages: 300 })
    const { rows } = await openGaps(account)
    const [archived = ''] = rows
    account.sandbox.notion.pages.archive(archived)
    account.sandbox.notion.behaviour.set({ queryLimit: 7 })
    await account.runs('full')
    await account.runs('sweep')
    const stored = account.stored()
    expect(rows.filter((id) => !stored.has(id))).toEqual([])
    expect(account.storedPage(archived)?.isVisible).toBe(false)
  })

  it('F6: goes on behind a minute in which more rows were made than a query gives', async () => {
    const startedAtMs = Date.UTC(2026, 10, 20, 12)
    let nowMs = startedAtMs
    const account = await startNotionAccount({ now: () => nowMs })
    const { pages, behaviour } = account.sandbox.notion
    const source = pages.sources().at(-1) ?? ''
    const crowd = Array.from({ length: 9 }, (_, at) => pages.create(`Imported ${String(at)}`, { source }))
    nowMs += 120_000
    const later = pages.create('Made later', { source })
    await account.runs('full')
    const key = account.keyOf(later)
    account.ask('removeItem', { key, nowMs })
    // Only the query has it.
    account.sandbox.faults.add({ path: '^/v1/search', status: 200, body: nothing })
    behaviour.set({ queryLimit: 4 })
    await account.runs('sweep')
    expect(account.storedPage(later)?.name).toBe('Made later')
    expect(crowd.every((id) => account.storedPage(id) !== undefined)).toBe(true)
  })

  it('F5: begins anew when a cursor of a query goes stale', async () => {
    const account = await startNotionAccount({ notionPages: 300 })
    const { pages } = account.sandbox.notion
    const large = pages.sources().at(-1) ?? ''
    for (let at = 0; at < 101; at += 1) pages.create(`Row ${String(at)}`, { source: large })
    const { rows, others } = await openGaps(account)
    await account.runs('full')
    account.sandbox.faults.add({
      path: `/v1/data_sources/${large}/query`,
      nth: 2,
      status: 400,
      body: { object: 'error', status: 400, code: 'validation_error', message: 'start_cursor is invalid' },
    })
    account.calls()
    await account.runs('sweep')
    const stored = account.stored()
    expect(rows.filter((id) => !stored.has(id))).toEqual([])
    const once = 1 + Math.ceil((stored.size - others.length) / 100)
    expect(account.calls()['POST /v1/search']).toBe(2 * once)
  })

  it('passes over a data source that does not answer, and takes nothing away for it', async () => {
    const account = await startNotionAccount({ notionPages: 300 })
    const { rows } = await openGaps(account)
    await account.runs('full')
    const before = account.stored().size
    for (const [nth, status, code] of [
      [1, 404, 'object_not_found'],
      [2, 403, 'restricted_resource'],
      [3, 400, 'validation_error'],
    ] as const) {
      account.sandbox.faults.add({
        ...{ path: '/v1/data_sources/', nth, status },
        body: { object: 'error', status, code, message: 'No.' },
      })
    }
    await account.runs('sweep')
    const stored = account.stored()
    expect(stored.size).toBeGreaterThan(before)
    expect(rows.some((id) => stored.has(id))).toBe(true)
  })

  it('writes nothing where nothing changed, though files have new addresses each time', async () => {
    const account = await startNotionAccount()
    await account.runs('full')
    expect(await account.runs('sweep')).toMatchObject({ added: 0, changed: 0, removed: 0 })
    const text = JSON.stringify([...account.rows('page').values()].map(({ record }) => record))
    expect(text).toContain('photo 1.jpg')
    expect(text).not.toMatch(/X-Amz|photo\.jpg/)
  })

  it('moves a page that was moved within the minute of its last edit', async () => {
    const nowMs = Date.UTC(2026, 10, 20, 12)
    const account = await startNotionAccount({ now: () => nowMs })
    const { pages } = account.sandbox.notion
    const id = pages.special('longTitle')
    const [, second = ''] = pages.top()
    pages.rename(id, 'To be moved')
    await account.runs('full')
    await account.move(id, { type: 'page_id', page_id: second })
    const before = account.storedPage(id)
    expect(before?.parentKey).not.toBe(account.keyOf(second))
    await account.runs('sweep')
    const moved = account.storedPage(id)
    expect(moved?.parentKey).toBe(account.keyOf(second))
    expect(moved?.modifiedAtMs).toBe(before?.modifiedAtMs)
  })
})

describe('what a sweep over a Notion workspace does not find', () => {
  it('F8: is taken out when a second sweep does not find it either', async () => {
    const account = await startNotionAccount()
    await account.runs('full')
    const { pages } = account.sandbox.notion
    const id = pages.special('level8')
    pages.unshare(id)
    expect(await account.runs('sweep')).toMatchObject({ removed: 0 })
    expect(account.storedPage(id)).toBeDefined()
    expect(await account.runs('sweep')).toMatchObject({ removed: 1 })
    expect(account.storedPage(id)).toBeUndefined()
  })

  it('F8: counts anew when it was found in between', async () => {
    const account = await startNotionAccount()
    await account.runs('full')
    const { pages } = account.sandbox.notion
    const id = pages.special('level8')
    for (let times = 0; times < 2; times += 1) {
      pages.unshare(id)
      await account.runs('sweep')
      pages.share(id)
      await account.runs('sweep')
    }
    expect(account.storedPage(id)).toBeDefined()
  })

  it('F8: stays while Notion answers 404 to everything, however often it is asked within one run', async () => {
    const account = await startNotionAccount()
    await account.runs('full')
    const before = account.stored().size
    const gone = { status: 404, body: { object: 'error', status: 404, code: 'object_not_found' } }
    const storm = (): void => {
      account.sandbox.faults.add({ path: '/v1/pages/', ...gone })
      account.sandbox.faults.add({ path: '/v1/data_sources/', ...gone })
      account.sandbox.faults.add({ path: '^/v1/search', status: 200, body: nothing })
    }
    storm()
    await account.runs('sweep')
    expect(account.stored().size).toBe(before)
    account.sandbox.faults.clear()
    await account.runs('sweep')
    storm()
    await account.runs('sweep')
    expect(account.stored().size).toBe(before)
    await account.runs('sweep')
    expect(account.stored().size).toBe(0)
  })

  it('F8: stays while Notion says that it may not be read', async () => {
    const account = await startNotionAccount({ notionPages: 300 })
    await account.runs('full')
    const before = account.stored().size
    await openGaps(account)
    account.sandbox.play('notion-page-restricted')
    for (let runs = 0; runs < 3; runs += 1) await account.runs('sweep')
    expect(account.stored().size).toBe(before)
  })

  it('F8: is taken out at once where Notion says that it lies in the trash', async () => {
    const account = await startNotionAccount()
    await account.runs('full')
    const { pages } = account.sandbox.notion
    const id = pages.special('longTitle')
    pages.trash(id)
    // The list of the trash does not know it yet.
    account.sandbox.faults.add({
      path: '^/v1/search',
      nth: 1,
      status: 200,
      body: nothing,
    })
    expect(await account.runs('sweep')).toMatchObject({ removed: 1 })
    expect(account.storedPage(id)).toBeUndefined()
    expect(account.calls()['GET /v1/pages/{id}']).toBe(1)
  })

  it('F8: ends the run where the answer is a failure, and stays', async () => {
    const account = await startNotionAccount({ notionPages: 300 })
    await account.runs('full')
    const before = account.stored().size
    await openGaps(account)
    account.sandbox.faults.add({ path: '/v1/pages/', status: 500, body: { object: 'error', status: 500 } })
    expect((await account.run('search', 'sweep')).error).toEqual({ kind: 'provider-down', status: 500 })
    expect(account.stored().size).toBe(before)
  })

  it('is asked for three hundred times a run and not more often', async () => {
    const account = await startNotionAccount({ notionPages: 500 })
    await account.runs('full')
    account.sandbox.faults.add({ path: '^/v1/search', status: 200, body: nothing })
    account.sandbox.faults.add({
      path: '^/v1/data_sources/[^/]+/query',
      status: 200,
      body: nothing,
    })
    account.calls()
    await account.runs('sweep')
    const calls = account.calls()
    expect((calls['GET /v1/pages/{id}'] ?? 0) + (calls['GET /v1/data_sources/{id}'] ?? 0)).toBe(300)
  })
})
