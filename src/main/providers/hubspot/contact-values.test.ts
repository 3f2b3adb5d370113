import { describe, expect, it } from 'vitest'
import { definitionSchema, type PropertyDefinition } from './account-facts.ts'
import { isSameValue, valuesIn, withValues } from './contact-values.ts'
import { recordSchema } from './schema.ts'

const definition = (type: string, fieldType = 'text'): PropertyDefinition =>
  definitionSchema.parse({
    name: 'x',
    label: 'X',
    group: null,
    type,
    fieldType,
    options: [],
    isCalculated: false,
    isReadOnly: false,
    isHidden: false,
    isHubSpotDefined: false,
    hasUniqueValue: false,
    hasExternalOptions: false,
    referencedObjectType: null,
  })

describe('two texts of a field', () => {
  it.each([
    ['email', undefined, 'Ada@Example.com ', 'ada@example.com', true],
    ['email', undefined, 'ada@example.com', 'ada@example.org', false],
    ['x', definition('number'), '1.50', '1.5', true],
    ['x', definition('number'), '', '0', false],
    ['x', definition('number'), '-007.10', '-7.1', true],
    ['x', definition('number'), '-0.0', '0', true],
    ['x', definition('number'), '1e3', '1000', true],
    ['x', definition('number'), '9007199254740992', '9007199254740993', false],
    ['x', definition('number'), 'many', 'more', false],
    ['x', definition('bool'), 'TRUE', 'true', true],
    ['x', definition('date', 'date'), '2026-11-02', '2026-11-02T00:00:00Z', true],
    ['x', definition('datetime', 'date'), '2026-11-02T10:00:00Z', '1793613600000', true],
    ['x', definition('datetime', 'date'), '2026-11-02T10:00:00Z', '2026-11-02T10:00:01Z', false],
    ['x', definition('enumeration', 'checkbox'), 'b;a', 'a;b', true],
    ['x', definition('enumeration', 'checkbox'), 'a;b', 'a', false],
    ['x', definition('enumeration', 'select'), 'A', 'a', false],
    ['x', definition('string'), ' Ada ', 'Ada', true],
    ['x', definition('string'), 'Ada', 'ADA', false],
    ['x', undefined, '', ' ', true],
  ])('%s %#: %j and %j', (name, known, one, other, isSame) => {
    expect(isSameValue(name, known, one, other)).toBe(isSame)
    expect(isSameValue(name, known, other, one)).toBe(isSame)
  })
})

describe('values of a record', () => {
  it('are what is set and could be sent back, whatever stands in it', () => {
    const properties = JSON.parse(
      '{"email":"a@b.co","phone":null,"n":7,"b":false,"list":[1],"__proto__":{"x":1},"with space":"x","a,b":"x"}',
    ) as Record<string, unknown>
    const record = { id: '7', properties: { ...properties, huge: 'x'.repeat(65_537) } }
    expect(valuesIn(record)).toEqual({ email: 'a@b.co', n: '7', b: 'false' })
  })

  it('lie over those of another state; an empty text unsets', () => {
    const record = { id: '7', properties: { email: 'a@b.co', phone: '1' }, updatedAt: 'x' }
    expect(withValues(record, { phone: '', company: 'Acme' })).toEqual({
      id: '7',
      properties: { email: 'a@b.co', company: 'Acme' },
      updatedAt: 'x',
    })
    expect(withValues('odd', { phone: '1' })).toBe('odd')
  })
})

it('of a hostile record are only those that have a name which may be one', () => {
  const properties = JSON.parse('{"__proto__":"a","b c":"a","d\\ud800":"a","constructor":"e"}') as object
  const values = valuesIn(recordSchema.parse({ id: '1', properties }))
  expect(Object.entries(values)).toEqual([['constructor', 'e']])
})
