import { describe, expect, it } from 'vitest'
import { providerField } from '../shared/model/list-field.ts'
import { fieldOf, found, nowMs, only, put, value } from '../../tests/support/filtered-store.ts'
import { aQuery } from '../../tests/support/made-up-items.ts'
import { storeWithWorkspace } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

describe('hostile names and values (R31)', () => {
  const names = [
    `"`,
    `'`,
    `\\`,
    `\\"`,
    `a"b`,
    '',
    '.',
    '$',
    '[0]',
    '#-1',
    '*',
    'a.b',
    `"."x`,
    '\0',
    'a\0b',
    '\n',
    '\u2028',
    '😀',
    '__proto__',
    'constructor',
    '?',
    ';--',
    `') OR 1=1 --`,
    '\\u0041',
    '-> $',
  ]
  it('are taken as they are: no name reads another value, and none breaks the list', () => {
    const properties = names.map((name, n) => [name, `value ${n}`] as const)
    const record = `{"properties":{${properties.map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`).join()}}}`
    const store = put(storeWithWorkspace(temporaryFolder()), { record }, { record: '{}' })
    names.forEach((name, n) => {
      const field = { ...fieldOf('text'), id: providerField(name), path: ['properties', name] }
      const filter = only('is', [`value ${n}`], field.id)
      expect(found(store, field, { filter }), JSON.stringify(name)).toEqual([0])
      const columns = [field.id]
      const { rows } = store.ask('listItems', {
        query: aQuery({ sort: [{ by: field.id, direction: 'ascending' }] }),
        offset: 0,
        limit: 9,
        view: { fields: [field], columns, nowMs },
      })
      expect(rows.map(({ cells }) => cells[field.id])).toEqual([`value ${n}`, null])
    })
    for (const text of [`'`, `"`, `' OR 1=1 --`, '%', '_', '*', '\\', '?1', '\0']) {
      const filter = only('contains', [text])
      expect(found(store, fieldOf('text'), { filter }), text).toEqual(text === '\0' ? [0, 1] : [])
    }
  })

  it('a record that nests deeper than SQLite reads has no values, and the others are there', () => {
    const deep = `{"properties":{"value":"a","x":${'['.repeat(3_000)}${']'.repeat(3_000)}}}`
    const store = put(
      storeWithWorkspace(temporaryFolder()),
      { record: deep },
      { record: '{"properties":{"value":"a"}}' },
      { record: '[1]' },
    )
    expect(found(store, fieldOf('text'), { filter: only('is', ['a']) })).toEqual([1])
    const sort = [{ by: value, direction: 'ascending' } as const]
    expect(found(store, fieldOf('text'), { sort })).toEqual([1, 0, 2])
  })
})
