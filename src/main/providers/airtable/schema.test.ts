import { describe, expect, it } from 'vitest'
import { basesSchema, recordSchema, recordsSchema, tablesSchema, whoAmISchema } from './schema.ts'

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success

describe('what Airtable sends', () => {
  it.each([
    ['bases', basesSchema],
    ['tables', tablesSchema],
    ['records', recordsSchema],
  ] as const)('are %s with an id each, and what else they came with', (name, schema) => {
    const whole = { [name]: [{ id: 'x1', more: 1 }] }
    expect(schema.parse(whole)).toEqual(whole)
    expect(accepts(schema, { [name]: [] })).toBe(true)
    for (const id of ['', 'a/b', 'a\nb/', 7, undefined, 'x'.repeat(61), '\ud800']) {
      expect(accepts(schema, { [name]: [{ id }] })).toBe(false)
    }
    expect(accepts(schema, { [name]: [{ id: 'x'.repeat(60) }] })).toBe(true)
    expect(accepts(schema, {})).toBe(false)
  })

  it.each([
    ['bases', basesSchema],
    ['records', recordsSchema],
  ] as const)('of %s has another page where it says so', (name, schema) => {
    for (const offset of ['x', null, undefined])
      expect(schema.parse({ [name]: [], offset }).offset).toBe(offset)
    expect(accepts(schema, { [name]: [], offset: 7 })).toBe(false)
  })

  it('has names, also where one is odd', () => {
    expect(
      basesSchema.parse({
        bases: [
          { id: 'a', name: 'Sea' },
          { id: 'b', name: 7 },
        ],
      }),
    ).toEqual({
      bases: [{ id: 'a', name: 'Sea' }, { id: 'b' }],
    })
    expect(
      tablesSchema.parse({
        tables: [
          { id: 'a', name: 'Sea' },
          { id: 'b', name: 7 },
        ],
      }),
    ).toEqual({
      tables: [{ id: 'a', name: 'Sea' }, { id: 'b' }],
    })
  })

  it('are records with cells, also where these or the time are odd', () => {
    const record = {
      id: 'rec1',
      createdTime: '2026-01-01T00:00:00.000Z',
      fields: { fld1: 1 },
      commentCount: 1,
    }
    expect(recordSchema.parse(record)).toEqual(record)
    expect(recordSchema.parse({ ...record, createdTime: 7, fields: [] })).toEqual({
      id: 'rec1',
      commentCount: 1,
    })
  })

  it('says who it was, and the address where that may be known', () => {
    expect(whoAmISchema.parse({ id: 'usr1', email: 'a@a.example', scopes: [] })).toEqual({
      id: 'usr1',
      email: 'a@a.example',
    })
    expect(whoAmISchema.parse({ id: 'usr1', email: 7 })).toEqual({ id: 'usr1' })
    for (const id of ['', 7, 'x'.repeat(61)]) expect(accepts(whoAmISchema, { id })).toBe(false)
  })
})
