import { describe, expect, it } from 'vitest'
import type { Item } from '../../src/shared/model/item.ts'
import { startNotionAccount, type NotionAccount } from '../support/notion-account.ts'

type Special = Parameters<NotionAccount['sandbox']['notion']['pages']['special']>[0]

async function loadedAccount(): Promise<NotionAccount> {
  const account = await startNotionAccount({ notionPages: 80 })
  await account.runs('full')
  account.calls()
  return account
}

function special(account: NotionAccount, name: Special): { item: Item; record: unknown } {
  const found = account.ask('getItem', { key: account.keyOf(account.sandbox.notion.pages.special(name)) })
  if (found === null) throw new Error(`${name} is not loaded`)
  return { item: found.item, record: JSON.parse(found.record) as unknown }
}

describe('a page of Notion that is opened', () => {
  const contentOf = (
    { provider, session }: NotionAccount,
    { item, record }: { item: Item; record: unknown },
  ) => provider.content?.(session, item, record) ?? Promise.reject(new Error('Pages have content'))

  it('brings its text in one call', async () => {
    const account = await loadedAccount()
    const content = await contentOf(account, special(account, 'rightToLeft'))
    expect(content).toMatchObject({
      ok: true,
      value: { text: expect.stringMatching(/\S/) as string, isComplete: true },
    })
    expect(account.calls()).toEqual({ 'GET /v1/pages/{id}/markdown': 1 })
  })

  it('says when the text is not all of it: it was cut, or has what Markdown cannot say', async () => {
    const account = await loadedAccount()
    expect(await contentOf(account, special(account, 'everyBlock'))).toMatchObject({
      value: { isComplete: false },
    })
    account.sandbox.notion.behaviour.set({ markdownBlocks: 20 })
    const long = await contentOf(account, special(account, 'longPage'))
    expect(long).toMatchObject({ value: { isComplete: false } })
  })

  it('brings no address that expires', async () => {
    const account = await loadedAccount()
    const markdown =
      '# A\n![b](https://x.s3.amazonaws.com/b.png?X-Amz-Signature=5f1c)\n[c](https://c.example/?a=1)'
    const body = { object: 'page_markdown', markdown, truncated: true, unknown_block_ids: [] }
    account.sandbox.faults.add({ path: '/v1/pages/', status: 200, body })
    const content = await contentOf(account, special(account, 'markup'))
    expect(content).toEqual({
      ok: true,
      value: { text: '# A\n![b]()\n[c](https://c.example/?a=1)', isComplete: false },
    })
  })

  it('is told apart from a data source, which has rows and no text', async () => {
    const account = await loadedAccount()
    const [database] = account.rows('database').values()
    if (database === undefined) throw new Error('There are data sources')
    expect(await contentOf(account, database)).toEqual({ ok: true, value: null })
    expect(account.calls()).toEqual({})
  })

  it('F8: says why there is no text: not allowed, or not shared any more', async () => {
    const account = await loadedAccount()
    const page = special(account, 'markup')
    account.sandbox.play('notion-no-read-capability')
    expect(await contentOf(account, page)).toMatchObject({ error: { kind: 'missing-permission' } })
    account.sandbox.notion.behaviour.reset()
    account.sandbox.notion.pages.unshare(page.item.externalId)
    expect(await contentOf(account, page)).toEqual({ ok: false, error: { kind: 'not-found' } })
  })

  it('gets the place that the block in which it stands has, and keeps it through a sweep', async () => {
    const account = await loadedAccount()
    const { session, provider } = account
    const inBlock = [...account.rows('page').values()].find(({ record }) =>
      JSON.stringify(record).includes('"type":"block_id"'),
    )
    if (inBlock === undefined) throw new Error('There must be a page in a block')
    expect(inBlock.item.parentKey).toBeNull()
    const asStored = { ...inBlock.item, parentPath: null, childCount: null }
    const completed = await provider.completeItem?.(session, asStored, inBlock.record)
    const loaded = completed?.ok === true ? completed.value : null
    if (loaded === null) throw new Error('It has a place')
    expect(account.calls()).toEqual({ 'GET /v1/blocks/{id}': 1 })
    const { feed } = account.ask('feedStates', { accountId: null })[0] ?? {}
    if (feed === undefined) throw new Error('It was loaded')
    const item = { item: loaded.item, record: JSON.stringify(loaded.record) }
    account.ask('putItem', { feed, item, nowMs: Date.now() })
    expect(await account.runs('sweep')).toMatchObject({ changed: 0 })
    const parent = account.storedPage(inBlock.item.externalId)?.parentKey ?? ''
    expect(account.stored().get(parent.split(':').at(-1) ?? '')?.type).toBe('page')
  })

  it('shows every property that it has, with the names of people', async () => {
    const account = await loadedAccount()
    await account.run('people', 'full')
    const page = special(account, 'everyType')
    const names = account.provider.factsForRecords ?? []
    const facts = Object.fromEntries(names.map((name) => [name, account.fact(name)]))
    const fields = account.provider.describeRecord?.({ ...page, parentRecord: null, facts }) ?? []
    const byLabel = new Map(fields.map((field) => [field.label, field]))
    expect(fields[0]?.label).toBe('Task name')
    expect(fields).toHaveLength(30)
    expect(byLabel.get('Seen at')).toMatchObject({
      kind: 'raw',
      value: expect.stringContaining('last_visited_time') as string,
    })
    expect(byLabel.get('Assignee')?.value).not.toMatch(/[\da-f]{8}-[\da-f]{4}/)
    expect(fields.filter(({ kind }) => kind === 'raw').map(({ label }) => label)).toEqual([
      'Too new',
      'Seen at',
    ])
    expect(page.item).toMatchObject({
      email: byLabel.get('E-mail')?.value,
      phone: byLabel.get('Phone')?.value,
    })
  })
})
