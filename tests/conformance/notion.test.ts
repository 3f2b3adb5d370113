import { collectPaginatedAPI } from '@notionhq/client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startAtNotion, type AtNotion } from './notion/at-notion.ts'
import { describeErrors } from './notion/errors.ts'
import { describeGrants } from './notion/grants.ts'
import { describeReading } from './notion/reading.ts'
import { describeWriting } from './notion/writing.ts'
import { answeredPairs } from './pairs.ts'

/** Rows, archived ones and the trash included. */
const PAGES = 460

let started: AtNotion
beforeAll(async () => {
  started = await startAtNotion({ notionPages: PAGES })
})
afterAll(() => started.sandbox.close())
const at = (): AtNotion => started

it('Notion’s client finds every page and every data source that there is', async () => {
  const { client, sandbox } = started
  const found = await collectPaginatedAPI(client.search, {})
  const trashed = await collectPaginatedAPI(client.search, { filter: { in_trash: true } })
  const sources = found.filter(({ object }) => object === 'data_source')
  expect(sources.map(({ id }) => id).toSorted()).toEqual(sandbox.notion.pages.sources().toSorted())
  const everything = [...found, ...trashed].filter(({ object }) => object === 'page')
  expect(new Set(everything.map(({ id }) => id)).size).toBe(PAGES)
})

describeReading(at)
describeWriting(at)
describeGrants(at)
describeErrors(at)

it('Notion’s client was answered at least 25 different calls', () => {
  const pairs = answeredPairs(started.sandbox.requests, 'notion')
  expect(pairs.length, pairs.join('\n')).toBeGreaterThanOrEqual(25)
})
