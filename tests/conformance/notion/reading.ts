import {
  collectAllDataSourceRows,
  collectPaginatedAPI,
  isFullBlock,
  isFullDatabase,
  isFullDataSource,
  isFullPage,
  isFullUser,
  type BlockObjectResponse,
  type DataSourceObjectResponse,
} from '@notionhq/client'
import { describe, expect, it } from 'vitest'
import type { AtNotion } from './at-notion.ts'

/** The data source with the most rows, as a query counts them. */
export async function largestSource({ client }: AtNotion): Promise<DataSourceObjectResponse> {
  const found = await collectPaginatedAPI(client.search, {
    filter: { property: 'object', value: 'data_source' },
  })
  const sources = found.filter((one) => one.object === 'data_source').filter(isFullDataSource)
  const sizes = await Promise.all(
    sources.map(
      async (source) => (await collectAllDataSourceRows(client, { data_source_id: source.id })).length,
    ),
  )
  const largest = sources[sizes.indexOf(Math.max(...sizes))]
  if (largest === undefined) throw new Error('there is no data source')
  return largest
}

async function allBlocks(client: AtNotion['client'], id: string, depth = 0): Promise<BlockObjectResponse[]> {
  const level = await collectPaginatedAPI(client.blocks.children.list, { block_id: id, page_size: 20 })
  const blocks = level.filter(isFullBlock)
  const below = await Promise.all(
    blocks
      .filter((block) => block.has_children && block.type !== 'child_page' && depth < 5)
      .map((block) => allBlocks(client, block.id, depth + 1)),
  )
  return [...blocks, ...below.flat()]
}

export function describeReading(at: () => AtNotion): void {
  describe('Notion’s client reads people', () => {
    it('itself, and everybody else', async () => {
      const { client } = at()
      const me = await client.users.me({})
      expect(me).toMatchObject({ object: 'user', type: 'bot', bot: { workspace_name: expect.any(String) } })
      const users = await collectPaginatedAPI(client.users.list, { page_size: 2 })
      expect(new Set(users.map(({ id }) => id)).size).toBe(users.length)
      const person = users.filter(isFullUser).find(({ type }) => type === 'person')
      expect(await client.users.retrieve({ user_id: person?.id ?? '' })).toMatchObject({ id: person?.id })
    })
  })

  describe('Notion’s client searches', () => {
    it('to the end: with small pages and with large ones it finds the same', async () => {
      const { client } = at()
      const large = await collectPaginatedAPI(client.search, { page_size: 100 })
      expect(large.length).toBeGreaterThan(200)
      const ids = large.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      const small = await collectPaginatedAPI(client.search, { page_size: 37 })
      expect(small.map(({ id }) => id)).toEqual(ids)
      const pages = await collectPaginatedAPI(client.search, {
        filter: { property: 'object', value: 'page' },
      })
      const sources = await collectPaginatedAPI(client.search, {
        filter: { property: 'object', value: 'data_source' },
      })
      expect([...pages, ...sources].map(({ id }) => id).sort()).toEqual(ids.toSorted())
    })

    it('in the order of the last edit, and by a word of a title', async () => {
      const { client } = at()
      const sorted = await collectPaginatedAPI(client.search, {
        sort: { timestamp: 'last_edited_time', direction: 'ascending' },
      })
      const times = sorted.filter((one) => one.object === 'page').filter(isFullPage)
      const edits = times.map((page) => page.last_edited_time)
      expect(edits).toEqual(edits.toSorted())
      const source = await largestSource(at())
      const word = source.title.map(({ plain_text }) => plain_text).join('')
      const found = await collectPaginatedAPI(client.search, { query: word })
      expect(found.map(({ id }) => id)).toContain(source.id)
    })
  })

  describe('Notion’s client reads data sources', () => {
    it('with their database, their templates and every row', async () => {
      const { client } = at()
      const source = await largestSource(at())
      const again = await client.dataSources.retrieve({ data_source_id: source.id })
      expect(again).toMatchObject({ id: source.id, object: 'data_source' })
      if (source.parent.type !== 'database_id') throw new Error('it stands in no database')
      const database = await client.databases.retrieve({ database_id: source.parent.database_id })
      expect(isFullDatabase(database) && database.data_sources.map(({ id }) => id)).toContain(source.id)
      const { templates } = await client.dataSources.listTemplates({ data_source_id: source.id })
      expect(Array.isArray(templates)).toBe(true)
      const rows = await collectAllDataSourceRows(client, { data_source_id: source.id })
      const paged = await collectPaginatedAPI(client.dataSources.query, {
        data_source_id: source.id,
        page_size: 30,
      })
      expect(paged.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort())
      expect(rows.length).toBeGreaterThan(30)
    })

    it('through a filter, in an order, and only the properties that are asked for', async () => {
      const { client } = at()
      const source = await largestSource(at())
      const { results } = await client.dataSources.query({
        data_source_id: source.id,
        filter: { timestamp: 'created_time', created_time: { on_or_after: '2022-01-01' } },
        sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
        filter_properties: ['title'],
        page_size: 50,
      })
      const pages = results.filter((one) => one.object === 'page').filter(isFullPage)
      const times = pages.map((page) => page.created_time)
      expect(times.length).toBeGreaterThan(0)
      expect(times).toEqual(times.toSorted())
      for (const page of pages) expect(Object.values(page.properties).map(({ id }) => id)).toEqual(['title'])
    })
  })

  describe('Notion’s client reads pages', () => {
    it('with their properties, their blocks, as Markdown, and what people said', async () => {
      const { client } = at()
      const source = await largestSource(at())
      const [row] = (await collectAllDataSourceRows(client, { data_source_id: source.id })).filter(
        (one) => one.object === 'page',
      )
      const id = row?.id ?? ''
      const page = await client.pages.retrieve({ page_id: id })
      if (!isFullPage(page)) throw new Error('it is a partial page')
      const title = Object.values(page.properties).find(({ type }) => type === 'title')
      const property = await client.pages.properties.retrieve({ page_id: id, property_id: title?.id ?? '' })
      expect(property).toMatchObject({ object: 'list', type: 'property_item' })
      const markdown = await client.pages.retrieveMarkdown({ page_id: id })
      expect(markdown).toMatchObject({ object: 'page_markdown', id, truncated: false })
      expect(await client.comments.list({ block_id: id })).toMatchObject({ object: 'list', type: 'comment' })
      const plain = await client.blocks.retrieve({ block_id: id })
      expect(plain).toMatchObject({ object: 'block', id, type: 'child_page' })
    })

    it('down to the last block', async () => {
      const { client } = at()
      const pages = await collectPaginatedAPI(client.search, {
        filter: { property: 'object', value: 'page' },
      })
      const trees = await Promise.all(pages.slice(0, 40).map((page) => allBlocks(client, page.id)))
      const ids = trees.flat().map(({ id }) => id)
      expect(ids.length).toBeGreaterThan(40)
      expect(new Set(ids).size).toBe(ids.length)
      expect(trees.flat().some((block) => block.parent.type === 'block_id')).toBe(true)
    })
  })
}
