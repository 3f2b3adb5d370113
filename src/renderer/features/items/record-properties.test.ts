import { describe, expect, it } from 'vitest'
import { filterGroups, labelOf, propertyGroups } from './record-properties.ts'

const record = {
  id: '501',
  archived: false,
  updatedAt: '2026-11-02T10:00:00Z',
  properties: {
    email: 'ada@example.com',
    hs_lead_status: null,
    num_notes: 3,
    website: 'javascript:alert(1)',
    tags: ['a', 'b'],
    nothing: '',
  },
}

describe('propertyGroups', () => {
  it('makes a group of every object in the record, the largest first, and one of the record itself', () => {
    const groups = propertyGroups(record)
    expect(groups.map(({ name }) => name)).toEqual(['properties', null])
    expect(groups[0]?.properties.map(({ name }) => name)).toContain('hs_lead_status')
    expect(groups[1]?.properties.map(({ name }) => name)).toEqual(['id', 'archived', 'updatedAt'])
  })

  it('tells what kind of value each one has', () => {
    const values = Object.fromEntries(
      propertyGroups(record).flatMap(({ properties }) => properties.map(({ name, value }) => [name, value])),
    )
    expect(values).toMatchObject({
      email: { kind: 'text', text: 'ada@example.com' },
      hs_lead_status: { kind: 'empty' },
      nothing: { kind: 'empty' },
      num_notes: { kind: 'number', number: 3 },
      archived: { kind: 'flag', isSet: false },
      updatedAt: { kind: 'moment', atMs: Date.UTC(2026, 10, 2, 10) },
      tags: { kind: 'text', text: '["a","b"]' },
      website: { kind: 'text', text: 'javascript:alert(1)' },
    })
  })

  it('has nothing to say about a record that is no object', () => {
    for (const odd of [null, 'text', 7, true, [1, 2]]) expect(propertyGroups(odd)).toEqual([])
  })

  it('takes only what really is a moment for one', () => {
    const [group] = propertyGroups({ a: '2026-11-02', b: '2026-13-45T10:00:00Z', c: '20261102' })
    expect(group?.properties.map(({ value }) => value.kind)).toEqual(['text', 'text', 'text'])
  })
})

describe('labelOf', () => {
  it.each([
    ['hs_lead_status', 'Hs lead status'],
    ['updatedAt', 'Updated at'],
    ['email', 'Email'],
    ['__', '__'],
  ])('makes %s readable', (name, label) => {
    expect(labelOf(name)).toBe(label)
  })
})

describe('filterGroups', () => {
  const groups = propertyGroups(record)

  it('finds properties by name, by label and by value', () => {
    const found = (text: string) =>
      filterGroups(groups, { text, hideEmpty: false }).flatMap(({ properties }) =>
        properties.map(({ name }) => name),
      )
    expect(found('lead STATUS')).toEqual(['hs_lead_status'])
    expect(found('num_')).toEqual(['num_notes'])
    expect(found('ada@')).toEqual(['email'])
    expect(found('nowhere')).toEqual([])
  })

  it('leaves out empty ones when asked to', () => {
    const names = filterGroups(groups, { text: '', hideEmpty: true }).flatMap(({ properties }) =>
      properties.map(({ name }) => name),
    )
    expect(names).not.toContain('nothing')
    expect(names).toContain('email')
  })
})
