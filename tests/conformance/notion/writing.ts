import { collectPaginatedAPI, isFullPage, type Client } from '@notionhq/client'
import { describe, expect, it } from 'vitest'
import type { AtNotion } from './at-notion.ts'

const text = (content: string) => [{ text: { content } }]

/** A page at the top of the workspace, under which the tests put what they make. */
async function topPage(client: Client): Promise<string> {
  const found = await collectPaginatedAPI(client.search, { filter: { property: 'object', value: 'page' } })
  const pages = found.filter((one) => one.object === 'page').filter(isFullPage)
  const top = pages.find(({ parent }) => parent.type === 'workspace')
  if (top === undefined) throw new Error('no page stands at the top')
  return top.id
}

async function makePage(client: Client, title: string): Promise<{ id: string; parent: string }> {
  const parent = await topPage(client)
  const made = await client.pages.create({
    parent: { page_id: parent },
    properties: { title: { title: text(title) } },
  })
  return { id: made.id, parent }
}

export function describeWriting(at: () => AtNotion): void {
  describe('Notion’s client writes', () => {
    it('a page: creates it, changes it, moves it, and puts it in the trash and back', async () => {
      const { client } = at()
      const { id, parent } = await makePage(client, 'Packing list')
      const changed = await client.pages.update({
        page_id: id,
        icon: { type: 'emoji', emoji: '🧭' },
        properties: { title: { title: text('Packing list for the crossing') } },
      })
      expect(changed).toMatchObject({ id, parent: { type: 'page_id', page_id: parent }, in_trash: false })
      const other = await makePage(client, 'Crossing')
      await client.pages.move({ page_id: id, parent: { type: 'page_id', page_id: other.id } })
      expect(await client.pages.retrieve({ page_id: id })).toMatchObject({ parent: { page_id: other.id } })
      expect(await client.pages.update({ page_id: id, in_trash: true })).toMatchObject({ in_trash: true })
      expect(await client.pages.update({ page_id: id, in_trash: false })).toMatchObject({ in_trash: false })
    })

    it('blocks: appends, changes and deletes them', async () => {
      const { client } = at()
      const { id } = await makePage(client, 'Log book')
      const { results } = await client.blocks.children.append({
        block_id: id,
        children: [
          { paragraph: { rich_text: text('Fair wind') } },
          { to_do: { rich_text: text('Check the rigging'), checked: false } },
        ],
      })
      const [first, second] = results
      const changed = await client.blocks.update({
        block_id: second?.id ?? '',
        to_do: { rich_text: text('Check the rigging'), checked: true },
      })
      expect(changed).toMatchObject({ type: 'to_do', to_do: { checked: true } })
      await client.blocks.delete({ block_id: first?.id ?? '' })
      const left = await collectPaginatedAPI(client.blocks.children.list, { block_id: id })
      expect(left.map((block) => block.id)).toEqual([second?.id])
    })

    it('Markdown over a page, and a comment on it', async () => {
      const { client } = at()
      const { id } = await makePage(client, 'Notes')
      await client.pages.updateMarkdown({
        page_id: id,
        type: 'replace_content',
        replace_content: { new_str: '# Tides\n\n- [ ] Ask the pilot' },
      })
      const { markdown } = await client.pages.retrieveMarkdown({ page_id: id })
      expect(markdown).toContain('Ask the pilot')
      const comment = await client.comments.create({ parent: { page_id: id }, rich_text: text('When?') })
      const { results } = await client.comments.list({ block_id: id })
      expect(results.map((one) => one.id)).toEqual([comment.id])
    })

    it('a row of a new data source', async () => {
      const { client } = at()
      const { id: pageId } = await makePage(client, 'Stores')
      const database = await client.databases.create({
        parent: { type: 'page_id', page_id: pageId },
        title: text('Provisions'),
        initial_data_source: { properties: { Name: { title: {} }, Price: { number: { format: 'euro' } } } },
      })
      if (!('data_sources' in database)) throw new Error('it is a partial database')
      const data_source_id = database.data_sources[0]?.id ?? ''
      await client.dataSources.update({ data_source_id, title: text('Provisions for June') })
      const row = await client.pages.create({
        parent: { type: 'data_source_id', data_source_id },
        properties: { Name: { title: text('Tuscan kale') }, Price: { number: 2.5 } },
      })
      const { results } = await client.dataSources.query({ data_source_id })
      expect(results.map(({ id }) => id)).toEqual([row.id])
      expect(results[0]).toMatchObject({ properties: { Price: { type: 'number', number: 2.5 } } })
    })
  })
}
