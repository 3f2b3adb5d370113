import { describe, expect, it } from 'vitest'
import {
  blockSchema,
  foundSchema,
  listSchema,
  markdownSchema,
  meSchema,
  peopleSchema,
  titlePropertySchema,
  valuePropertySchema,
} from './schema.ts'

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success

describe('a page or a data source as Notion sends it', () => {
  const parent = { type: 'page_id', page_id: 'p', data_source_id: 'd', block_id: 'b' }
  const found = {
    ...{
      object: 'page',
      id: '1',
      url: 'https://notion.example/1',
      title: [{ plain_text: 'Sea', href: 'x' }],
    },
    ...{ properties: { a: 1 }, parent, database_parent: parent, icon: 'kept as it came' },
  }

  it('is read whole', () => {
    expect(foundSchema.parse(found)).toEqual(found)
  })

  it('needs its kind and an id, and nothing else', () => {
    expect(foundSchema.parse({ object: 'page', id: '1' })).toEqual({ object: 'page', id: '1' })
    for (const odd of [
      { object: 'page' },
      { id: '1' },
      { ...found, id: '' },
      { ...found, id: 'x'.repeat(61) },
    ]) {
      expect(accepts(foundSchema, odd)).toBe(false)
    }
    expect(accepts(foundSchema, { ...found, id: 'x'.repeat(60) })).toBe(true)
    expect(accepts(foundSchema, { ...found, id: '\ud800' })).toBe(false)
  })

  it.each(['url', 'title', 'properties', 'parent', 'database_parent'])(
    'is read without its %s where that is odd',
    (name) => {
      expect(foundSchema.parse({ ...found, [name]: 7 })).toEqual({ ...found, [name]: undefined })
    },
  )

  it('has runs of text of which an odd one is empty', () => {
    const title = [{ plain_text: 'Sea' }, 7, { plain_text: 8, href: 'x' }]
    expect(foundSchema.parse({ ...found, title }).title).toEqual([{ plain_text: 'Sea' }, {}, { href: 'x' }])
    expect(titlePropertySchema.parse({ title: [{ plain_text: 'Sea' }] })).toEqual({
      title: [{ plain_text: 'Sea' }],
    })
    expect(accepts(titlePropertySchema, {})).toBe(false)
  })

  it.each(['type', 'page_id', 'data_source_id', 'block_id'])(
    'stands somewhere, also where the %s is odd',
    (name) => {
      expect(foundSchema.parse({ ...found, parent: { ...parent, [name]: 7 } }).parent).toEqual({
        ...parent,
        [name]: undefined,
      })
      const long = foundSchema.parse({ ...found, parent: { ...parent, [name]: 'x'.repeat(61) } }).parent
      expect(long?.[name] === undefined).toBe(name !== 'type')
      expect(blockSchema.parse({ parent: { ...parent, [name]: 7 }, more: 1 })).toEqual({
        parent: { ...parent, [name]: undefined },
        more: 1,
      })
    },
  )
})

describe('a list as Notion sends it', () => {
  const found = { object: 'page', id: '1' }

  it.each([
    [{ results: [found] }, true],
    [{ results: [], next_cursor: null }, true],
    [{ results: [], next_cursor: 'x' }, true],
    [{ results: [], next_cursor: 7 }, false],
    [{ results: [7] }, false],
    [{}, false],
  ])('is one: %j is %s', (list, expected) => {
    expect(accepts(listSchema, list)).toBe(expected)
  })

  it('says when it was cut', () => {
    const parsed = listSchema.parse({
      results: [found],
      next_cursor: 'x',
      request_status: { type: 'cut', more: 1 },
    })
    expect(parsed).toEqual({ results: [found], next_cursor: 'x', request_status: { type: 'cut', more: 1 } })
    expect(listSchema.parse({ results: [], request_status: 7 }).request_status).toBeUndefined()
    expect(listSchema.parse({ results: [], request_status: { type: 7 } }).request_status).toEqual({})
  })

  it('of people needs an id for each', () => {
    const list = {
      results: [
        { id: '1', name: null, type: 'person' },
        { id: '2', name: 'Ada' },
      ],
      next_cursor: null,
    }
    expect(peopleSchema.parse(list)).toEqual(list)
    expect(peopleSchema.parse({ results: [{ id: '1', name: 7 }] }).results[0]?.name).toBeUndefined()
    for (const id of ['', 7, 'x'.repeat(61)]) expect(accepts(peopleSchema, { results: [{ id }] })).toBe(false)
    expect(accepts(peopleSchema, { results: [], next_cursor: 7 })).toBe(false)
    expect(accepts(peopleSchema, {})).toBe(false)
  })
})

it('values that search looks through are read one by one', () => {
  const values = { email: 'a@a.example', phone_number: null, type: 'x' }
  expect(valuePropertySchema.parse(values)).toEqual(values)
  expect(valuePropertySchema.parse({ email: 7, phone_number: '1' })).toEqual({ phone_number: '1' })
  expect(valuePropertySchema.parse({ email: null, phone_number: 7 })).toEqual({ email: null })
})

it('what stands on a page is a text, and what was left out of it is told where that can be read', () => {
  const page = { markdown: '# Sea', truncated: true, unknown_block_ids: ['1'], object: 'x' }
  expect(markdownSchema.parse(page)).toEqual(page)
  expect(markdownSchema.parse({ ...page, unknown_block_ids: 'x' }).unknown_block_ids).toBeUndefined()
  expect(accepts(markdownSchema, { truncated: true })).toBe(false)
})

describe('who a token belongs to', () => {
  const user = { id: 'u', object: 'user' }
  const bot = { workspace_id: 'w', workspace_name: 'Acme', owner: { type: 'user', user }, more: 1 }
  const me = { id: '1', name: 'Portolan', bot, type: 'bot' }

  it('is read whole, and with an id alone', () => {
    expect(meSchema.parse(me)).toEqual(me)
    expect(meSchema.parse({ id: '1', name: null })).toEqual({ id: '1', name: null })
    for (const id of ['', 7, 'x'.repeat(61)]) expect(accepts(meSchema, { id })).toBe(false)
  })

  it.each<[string, object, object]>([
    ['name', { name: 7 }, { name: undefined }],
    ['bot', { bot: 7 }, { bot: undefined }],
    ['workspace', { bot: { ...bot, workspace_id: '' } }, { bot: { ...bot, workspace_id: undefined } }],
    [
      'workspace’s name',
      { bot: { ...bot, workspace_name: 7 } },
      { bot: { ...bot, workspace_name: undefined } },
    ],
    ['owner', { bot: { ...bot, owner: 7 } }, { bot: { ...bot, owner: undefined } }],
    ['person', { bot: { ...bot, owner: { user: 7 } } }, { bot: { ...bot, owner: { user: undefined } } }],
    [
      'person’s id',
      { bot: { ...bot, owner: { user: { id: '' } } } },
      { bot: { ...bot, owner: { user: {} } } },
    ],
  ])('is read without the %s where that is odd', (_what, differences, expected) => {
    expect(meSchema.parse({ ...me, ...differences })).toEqual({ ...me, ...expected })
  })
})
