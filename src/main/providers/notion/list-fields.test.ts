import { expect, it } from 'vitest'
import { fieldLists } from './list-fields.ts'

const fieldsOf = (properties: object) =>
  fieldLists.list({
    type: 'page',
    parent: { type: 'database' },
    parentRecord: { properties },
    facts: {},
  })

it('joins the runs of a text as they stand, and the names of files as a list', () => {
  const property = (type: string) => ({ id: type, type, [type]: {} })
  const fields = fieldsOf({ Notes: property('rich_text'), Papers: property('files'), Url: property('url') })
  expect(fields.map(({ path, each, separator }) => ({ path, each, separator }))).toEqual([
    { path: ['properties', 'Notes', 'rich_text'], each: ['plain_text'], separator: '' },
    { path: ['properties', 'Papers', 'files'], each: ['name'], separator: null },
    { path: ['properties', 'Url', 'url'], each: null, separator: null },
  ])
})
