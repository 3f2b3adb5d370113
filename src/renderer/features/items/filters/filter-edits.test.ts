import { describe, expect, it } from 'vitest'
import type { FilterCondition, ItemFilter } from '../../../../shared/model/filter.ts'
import { providerField } from '../../../../shared/model/list-field.ts'
import { narrowedBy, withConditionAt, withMatch, withoutPart } from './filter-edits.ts'

const cityIs = (city: string): FilterCondition => ({
  field: providerField('city'),
  test: 'is',
  values: [city],
})
const berlin = cityIs('Berlin')
const bonn = cityIs('Bonn')
const named: FilterCondition = { field: 'name', test: 'filled', values: [] }

describe('a filter that is built', () => {
  it('begins with one condition, and takes more at its end', () => {
    const first = withConditionAt(null, { kind: 'new' }, berlin)
    expect(first).toEqual({ match: 'all', parts: [berlin] })
    expect(withConditionAt(first, { kind: 'new' }, named).parts).toEqual([berlin, named])
  })

  it('joins a group the other way than itself, and puts conditions into it', () => {
    const filter = withConditionAt({ match: 'all', parts: [named] }, { kind: 'new-group' }, berlin)
    expect(filter.parts[1]).toEqual({ match: 'any', conditions: [berlin] })
    const both = withConditionAt(filter, { kind: 'in-group', part: 1 }, bonn)
    expect(both.parts).toEqual([named, { match: 'any', conditions: [berlin, bonn] }])
    expect(withMatch(both, 'all', 1).parts[1]).toEqual({ match: 'all', conditions: [berlin, bonn] })
  })

  it('changes one condition in its place', () => {
    const filter: ItemFilter = {
      match: 'any',
      parts: [berlin, { match: 'all', conditions: [berlin, named] }],
    }
    expect(withConditionAt(filter, { kind: 'edit', part: 0, condition: null }, bonn).parts[0]).toEqual(bonn)
    expect(withConditionAt(filter, { kind: 'edit', part: 1, condition: 0 }, bonn).parts[1]).toEqual({
      match: 'all',
      conditions: [bonn, named],
    })
  })

  it('loses a group with its last condition, and itself with its last part', () => {
    const filter: ItemFilter = { match: 'all', parts: [named, { match: 'any', conditions: [berlin] }] }
    const without = withoutPart(filter, 1, 0)
    expect(without).toEqual({ match: 'all', parts: [named] })
    expect(without === null ? null : withoutPart(without, 0)).toBeNull()
  })
})

describe('a filter that is narrowed further', () => {
  it('takes the condition beside its own where all have to hold', () => {
    expect(narrowedBy(null, named)).toEqual({ match: 'all', parts: [named] })
    expect(narrowedBy({ match: 'all', parts: [berlin] }, named)).toEqual({
      match: 'all',
      parts: [berlin, named],
    })
  })

  it('puts the condition to each of its alternatives where one is enough', () => {
    const filter: ItemFilter = {
      match: 'any',
      parts: [
        named,
        { match: 'all', conditions: [berlin, named] },
        { match: 'any', conditions: [berlin, bonn] },
      ],
    }
    const stage: FilterCondition = { field: providerField('stage'), test: 'any-of', values: ['won'] }
    expect(narrowedBy(filter, stage)).toEqual({
      match: 'any',
      parts: [
        { match: 'all', conditions: [named, stage] },
        { match: 'all', conditions: [berlin, named, stage] },
        { match: 'all', conditions: [berlin, stage] },
        { match: 'all', conditions: [bonn, stage] },
      ],
    })
  })
})
