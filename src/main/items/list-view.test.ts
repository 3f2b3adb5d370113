import { describe, expect, it } from 'vitest'
import type { ItemQuery } from '../../shared/model/item.ts'
import { plainQuery } from '../../shared/plain-query.ts'
import type { FieldKind, FieldId } from '../../shared/model/list-field.ts'
import { ok } from '../../shared/result.ts'
import type { ProviderField } from '../providers/provider.ts'
import type { ListFields } from './list-fields.ts'
import { resolveQuery } from './list-view.ts'
import { ownFields } from './own-fields.ts'

const field = (name: string, kind: FieldKind): ProviderField => ({
  id: `field:${name}`,
  label: name,
  group: null,
  kind,
  options: [{ value: 'a', label: 'A' }],
  isMain: false,
  editsAs: name,
  path: ['properties', name],
  each: null,
  separator: null,
})
const asked: unknown[] = []
const fields: ListFields = async (scope) => {
  asked.push(scope)
  const known = [field('city', 'text'), field('amount', 'number')]
  return ok({ listed: ownFields, stored: new Map(known.map((one) => [one.id, one])) })
}
const resolve = (chosen: Partial<ItemQuery>, columns: readonly FieldId[] = []) =>
  resolveQuery(fields, plainQuery({ type: 'deal', ...chosen }), columns, 7)
const condition = (id: FieldId, test: 'is' | 'more') => ({ field: id, test, values: ['1'] })

describe('the fields that a query names', () => {
  it('go to the store with their places, each once, and nothing else of them', async () => {
    const resolved = await resolve(
      {
        filter: {
          match: 'any',
          parts: [condition('name', 'is'), { match: 'all', conditions: [condition('field:amount', 'more')] }],
        },
        sort: [{ by: 'field:city', direction: 'descending' }],
      },
      ['field:city', 'created'],
    )
    expect(resolved).toMatchObject({
      ok: true,
      value: { view: { columns: ['field:city', 'created'], nowMs: 7 } },
    })
    const places = resolved.ok ? resolved.value.view.fields : []
    const place = { each: null, separator: null }
    expect(places).toEqual([
      { ...place, id: 'field:amount', kind: 'number', path: ['properties', 'amount'] },
      { ...place, id: 'field:city', kind: 'text', path: ['properties', 'city'] },
    ])
  })

  it('are left out of columns and order where they are not known any more, and refused in a filter', async () => {
    const sort = [
      { by: 'field:gone', direction: 'ascending' },
      { by: 'modified', direction: 'ascending' },
    ] as const
    const left = await resolve({ sort: [...sort] }, ['field:gone', 'name'])
    expect(left).toMatchObject({
      ok: true,
      value: { query: { sort: [sort[1]] }, view: { fields: [], columns: ['name'] } },
    })
    const filter = { match: 'all', parts: [condition('field:gone', 'is')] } as const
    expect(await resolve({ filter: { ...filter, parts: [...filter.parts] } })).toEqual({
      ok: false,
      error: { kind: 'invalid-request', detail: 'unknown field: field:gone' },
    })
  })

  it('are not put to a test that their values cannot be put to', async () => {
    for (const one of [
      condition('field:city', 'more'),
      condition('name', 'more'),
      condition('field:amount', 'is'),
    ]) {
      expect(await resolve({ filter: { match: 'all', parts: [one] } })).toMatchObject({
        error: { kind: 'invalid-request' },
      })
    }
  })

  it('are asked for only where one is the provider’s', async () => {
    asked.length = 0
    await resolve({ sort: [{ by: 'created', direction: 'ascending' }] }, ['email', 'place'])
    expect(asked).toEqual([])
    await resolve({}, ['field:city'])
    expect(asked).toHaveLength(1)
  })
})
