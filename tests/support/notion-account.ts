import { z } from 'zod'
import type { Fetch } from '../../src/main/http/guarded-fetch.ts'
import { notion } from '../../src/main/providers/notion/index.ts'
import type { RunResult } from '../../src/main/sync/run-state.ts'
import type { StartOptions } from '../../src/sandbox/start-sandbox.ts'
import type { RunMode } from '../../src/shared/model/feed.ts'
import { itemKey, type Item, type ItemKey, type ItemRow } from '../../src/shared/model/item.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import { startFeedRunner, type FeedRunner } from './feed-runner.ts'

/** A Notion workspace in the sandbox with all its pages shared, and a store to load it into. */
export interface NotionAccount extends FeedRunner {
  /** Runs the search to its end; throws where it ends with an error. */
  runs(mode: RunMode): Promise<RunResult>
  /** Calls since the last time that it was asked, by method and path, for example `POST /v1/search`. */
  calls(): Record<string, number>
  keyOf(id: string, type?: 'page' | 'database'): ItemKey
  /** What is stored, pages and data sources, by raw id. */
  stored(): Map<string, ItemRow>
  storedPage(id: string): Item | undefined
  /** What search itself gives, by raw id: asked for without the app's code. */
  listed(): Promise<Map<string, z.infer<typeof listedSchema>>>
  fact(name: string): unknown
  /** Does something once, when the nth search from now on was answered but not read yet. */
  onSearch(nth: number, act: () => void): void
  /** Moves a page as somebody else would. */
  move(id: string, parent: object): Promise<void>
}

const listedSchema = z.looseObject({
  object: z.string(),
  id: z.string(),
  parent: z.looseObject({ type: z.string() }).optional(),
})
const pageSchema = z.object({ results: z.array(listedSchema), next_cursor: z.string().nullable() })

export async function startNotionAccount(options: StartOptions = {}): Promise<NotionAccount> {
  let searchesLeft = 0
  let atSearch: () => void = () => undefined
  const send: Fetch = async (address, init) => {
    const reply = await fetch(address, init)
    if (new URL(address).pathname === '/v1/search' && --searchesLeft === 0) atSearch()
    return reply
  }
  const only = { contacts: 0, companies: 0, deals: 0, airtableRecords: 0, notionPages: 160 }
  const runner = await startFeedRunner(notion, { ...only, ...options }, send)
  const { accountId } = runner.session
  const { requests } = runner.sandbox
  requests.clear()
  const keyOf = (id: string, type: 'page' | 'database' = 'page'): ItemKey =>
    itemKey(notion.descriptor.id, accountId, type, id)

  return {
    ...runner,
    keyOf,
    async runs(mode) {
      const result = await runner.run('search', mode)
      if (result.error !== null) throw new Error(`The ${mode} run failed: ${JSON.stringify(result.error)}`)
      return result
    },
    calls() {
      const counts = requests.counts()
      requests.clear()
      return counts
    },
    stored() {
      const rows = new Map<string, ItemRow>()
      const query = plainQuery({ accountId })
      for (;;) {
        const window = runner.ask('listItems', { query, offset: rows.size, limit: 1_000 })
        for (const row of window.rows) rows.set(row.externalId, row)
        if (window.rows.length === 0) return rows
      }
    },
    storedPage: (id) => runner.ask('getItem', { key: keyOf(id) })?.item,
    async listed() {
      const all = new Map<string, z.infer<typeof listedSchema>>()
      for (let start: string | null = ''; start !== null;) {
        const json: object = start === '' ? {} : { start_cursor: start }
        const page = await runner.session.request(
          { method: 'POST', path: ['v1', 'search'], json },
          pageSchema,
        )
        if (!page.ok) throw new Error(page.error.kind)
        for (const one of page.value.results) all.set(one.id, one)
        start = page.value.next_cursor
      }
      requests.clear()
      return all
    },
    fact(name) {
      const json = runner.ask('getFact', { accountId, name })
      return json === null ? undefined : (JSON.parse(json) as unknown)
    },
    onSearch(nth, act) {
      searchesLeft = nth
      atSearch = act
    },
    async move(id, parent) {
      const path = ['v1', 'pages', id, 'move']
      const moved = await runner.session.request({ method: 'POST', path, json: { parent } }, z.unknown())
      if (!moved.ok) throw new Error(JSON.stringify(moved.error))
      requests.clear()
    },
  }
}
