import { describe, expect, it } from 'vitest'
import { itemSchema } from '../../../shared/model/item.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { scriptedSession } from '../test-support/scripted-session.ts'
import { foundSchema } from './schema.ts'
import { isTrashed, toLoadedItem } from './to-item.ts'

const { session } = scriptedSession([])
const providerId = providerIdSchema.parse('notion')
const url = 'https://app.notion.com/p/Tuscan-kale-598337872cf94fdf8782e53db20768a5'
const run = (plain_text: unknown) => ({ type: 'text', plain_text, href: null })
const pageOf = (more: object = {}) =>
  toLoadedItem(providerId, session, 'page', foundSchema.parse({ object: 'page', id: '5983', url, ...more }))
    ?.item
const titled = (title: unknown, name = 'Name') =>
  pageOf({ properties: { [name]: { id: 'title', type: 'title', title } } })?.name

describe('a page of Notion as an item', () => {
  it.each([
    [[run('Tuscan kale')], 'Tuscan kale'],
    [[run('Kale '), { type: 'mention', plain_text: '@Ana', mention: {} }, run(' today')], 'Kale @Ana today'],
    [[run('  '), run('')], 'Untitled'],
    [[], 'Untitled'],
    [[{ type: 'text' }, 7, null, run('Rest')], 'Rest'],
    [[run(7)], 'Untitled'],
    ['no list', 'Untitled'],
  ])('with the title %j has a name', (title, name) => {
    expect(titled(title)).toBe(name)
  })

  it('finds its title whatever the property and its neighbours are called', () => {
    expect(titled([run('Here')], 'content')).toBe('Here')
    const properties = {
      title: { id: 'a', type: 'rich_text', rich_text: [run('Not this')] },
      content: { id: 'b', type: 'url', url: 'https://x.example' },
      'Task name': { id: 'title', type: 'title', title: [run('This')] },
      odd: null,
    }
    expect(pageOf({ properties })?.name).toBe('This')
  })

  it('takes address and times as they are given', () => {
    const item = pageOf({
      created_time: '2026-03-01T19:05:00.000Z',
      last_edited_time: '2026-07-06T20:25:00.000Z',
    })
    expect(item).toMatchObject({
      url,
      createdAtMs: Date.UTC(2026, 2, 1, 19, 5),
      modifiedAtMs: Date.UTC(2026, 6, 6, 20, 25),
      isDirectory: false,
    })
    expect(itemSchema.parse(item)).toEqual(item)
    expect(pageOf({ created_time: 7, last_edited_time: 'yesterday' })).toMatchObject({
      createdAtMs: null,
      modifiedAtMs: null,
    })
  })

  it.each([
    [{ type: 'page_id', page_id: 'p1' }, 'notion:account-1:page:p1'],
    [{ type: 'data_source_id', data_source_id: 'd1', database_id: 'x' }, 'notion:account-1:database:d1'],
    [{ type: 'database_id', database_id: 'x' }, null],
    [{ type: 'block_id', block_id: 'nobody asked for this one' }, null],
    [{ type: 'workspace', workspace: true }, null],
    [{ type: 'space_id', space_id: 's' }, null],
    [{ type: 'page_id', page_id: 7 }, null],
    [null, null],
  ])('stands in %j', (parent, key) => {
    expect(pageOf({ parent })?.parentKey).toBe(key)
  })

  it('is hidden while it lies in the trash, by its new name or the old one', () => {
    expect(pageOf({ in_trash: true })?.isVisible).toBe(false)
    expect(pageOf({ archived: true })?.isVisible).toBe(false)
    expect(pageOf({ in_trash: false, archived: true })?.isVisible).toBe(true)
    expect(pageOf()?.isVisible).toBe(true)
  })

  it('is hidden, but not gone, while it is archived', () => {
    expect(pageOf({ in_trash: false, is_archived: true })?.isVisible).toBe(false)
    expect(isTrashed(foundSchema.parse({ object: 'page', id: '1', is_archived: true }))).toBe(false)
  })

  it('can be found by the first address and number that its properties have', () => {
    const properties = {
      email: { id: 'a', type: 'rich_text', rich_text: [run('no@x.example')] },
      Empty: { id: 'b', type: 'email', email: null },
      Contact: { id: 'c', type: 'email', email: ' ana@x.example ' },
      Second: { id: 'd', type: 'email', email: 'bob@x.example' },
      Phone: { id: 'e', type: 'phone_number', phone_number: '+351 21 555' },
      Odd: { id: 'f', type: 'phone_number', phone_number: 7 },
    }
    const item = pageOf({ properties })
    expect(item).toMatchObject({ email: 'ana@x.example', phone: '+351 21 555', organisation: null })
  })

  it('keeps nothing of an answer that differs every time', () => {
    const found = foundSchema.parse({ object: 'page', id: '1', url, request_id: 'r1' })
    expect(toLoadedItem(providerId, session, 'page', found)?.record).toEqual({ object: 'page', id: '1', url })
  })

  it('is none when only kind and id are told', () => {
    expect(pageOf({ url: undefined })).toBeUndefined()
  })
})

describe('a data source of Notion as an item', () => {
  it('is a database that stands where its own database stands', () => {
    const found = foundSchema.parse({
      ...{ object: 'data_source', id: '1a44', url, title: [run('Gro'), run('ceries')] },
      parent: { type: 'database_id', database_id: 'd982' },
      database_parent: { type: 'page_id', page_id: '98ad' },
      properties: { Name: { id: 'title', type: 'title', title: {} } },
    })
    const loaded = toLoadedItem(providerId, session, 'database', found)
    expect(loaded?.item).toMatchObject({
      key: 'notion:account-1:database:1a44',
      name: 'Groceries',
      parentKey: 'notion:account-1:page:98ad',
      isDirectory: true,
    })
    expect(loaded?.record).toEqual(found)
  })

  it('stands at the top where its own database does, whatever it is synchronised with', () => {
    const found = foundSchema.parse({
      ...{ object: 'data_source', id: '1a44', url, title: [] },
      parent: { type: 'data_source_id', data_source_id: 'other', database_id: 'd982' },
      database_parent: { type: 'workspace', workspace: true },
    })
    expect(toLoadedItem(providerId, session, 'database', found)?.item.parentKey).toBeNull()
  })
})
