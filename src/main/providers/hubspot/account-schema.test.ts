import { describe, expect, it } from 'vitest'
import {
  groupsFact,
  missingFact,
  propertiesFact,
  readDefinitions,
  readGroups,
  readOwners,
  readPipelines,
  readRequired,
} from './account-facts.ts'
import {
  sentDefinitionsSchema,
  sentGroupsSchema,
  sentOwnersSchema,
  sentPipelinesSchema,
} from './account-schema.ts'

const definitions = (...results: unknown[]) => sentDefinitionsSchema.parse({ results }).results
const owners = (...results: unknown[]) => sentOwnersSchema.parse({ results }).results

describe('a property as HubSpot sends it', () => {
  const sent = {
    ...{ name: 'size', label: 'Size', groupName: 'facts', type: 'enumeration', fieldType: 'select' },
    ...{ calculated: true, hidden: true, hubspotDefined: true, hasUniqueValue: true, externalOptions: true },
    ...{ referencedObjectType: 'OWNER', modificationMetadata: { readOnlyValue: true, archivable: true } },
    options: [
      { value: 's', label: 'Small', hidden: true },
      { value: 'l', label: 'Large' },
    ],
  }
  const known = {
    ...{ name: 'size', label: 'Size', group: 'facts', type: 'enumeration', fieldType: 'select' },
    options: [
      { value: 's', label: 'Small', isHidden: true },
      { value: 'l', label: 'Large', isHidden: false },
    ],
    ...{ isCalculated: true, isReadOnly: true, isHidden: true, isHubSpotDefined: true, hasUniqueValue: true },
    ...{ hasExternalOptions: true, referencedObjectType: 'OWNER' },
  }

  it('is kept with what it takes to show and edit its values', () => {
    expect(definitions(sent)).toEqual([known])
    expect(readDefinitions(definitions(sent))).toEqual([known])
  })

  const plain = {
    ...{ name: 'size', label: 'size', group: null, type: 'string', fieldType: 'text', options: [] },
    ...{ isCalculated: false, isReadOnly: false, isHidden: false, isHubSpotDefined: false },
    ...{ hasUniqueValue: false, hasExternalOptions: false, referencedObjectType: null },
  }

  it('needs no more than a name', () => {
    expect(definitions({ name: 'size' })).toEqual([plain])
  })

  it.each(Object.keys(sent).filter((name) => name !== 'name'))('is the usual where its %s is odd', (name) => {
    const [one] = definitions({ name: 'size', [name]: name === 'options' ? 'x' : [] })
    expect(one).toEqual(plain)
  })

  it('spoils nothing but itself where it is odd, and neither does an option', () => {
    const odd = [null, 7, {}, { name: '' }, { name: 7 }]
    expect(
      definitions(...odd, { name: 'size', options: [7, { value: 'l' }, { value: 'l', label: 'L' }] }),
    ).toEqual([{ ...plain, options: [{ value: 'l', label: 'L', isHidden: false }] }])
    expect(sentDefinitionsSchema.safeParse({ results: 'x' }).success).toBe(false)
    expect(sentDefinitionsSchema.safeParse({}).success).toBe(false)
  })
})

describe('an owner as HubSpot sends it', () => {
  it.each([
    [{ firstName: 'Ada', lastName: 'King' }, { name: 'Ada King' }],
    [{ firstName: 'Ada' }, { name: 'Ada' }],
    [{ lastName: 'King' }, { name: 'King' }],
    [{ email: 'ada@a.example' }, { name: 'ada@a.example', email: 'ada@a.example' }],
    [{ firstName: ' ', lastName: 7, email: 7 }, { name: '9' }],
    [{ archived: true }, { name: '9', isArchived: true }],
    [{ userId: 5 }, { name: '9', userId: '5' }],
    [
      { userId: '6', userIdIncludingInactive: 5 },
      { name: '9', userId: '6' },
    ],
    [{ userIdIncludingInactive: 5 }, { name: '9', userId: '5' }],
    [{ userIdIncludingInactive: 'x7' }, { name: '9', userId: 'x7' }],
    [{ userId: 1.5 }, { name: '9' }],
  ])('with %j is %j', (sent, expected) => {
    expect(owners({ id: '9', ...sent })).toEqual([
      ['9', { email: null, isArchived: false, userId: null, ...expected }],
    ])
  })

  it('is left out without an id', () => {
    expect(owners({ id: '' }, { id: 7 }, {}, { id: '1' })).toHaveLength(1)
  })

  it.each([
    [undefined, undefined],
    [null, null],
    [{}, {}],
    [{ next: null }, { next: null }],
    [{ next: { after: 'x' } }, { next: { after: 'x' } }],
    [{ next: { after: null } }, { next: { after: null } }],
    [{ next: {} }, { next: {} }],
  ])('comes in pages: %j', (paging, expected) => {
    expect(sentOwnersSchema.parse({ results: [], paging }).paging).toEqual(expected)
  })
})

it('groups and pipelines as HubSpot sends them are kept by their ids and labels', () => {
  expect(
    sentGroupsSchema.parse({ results: [{ name: 'facts', label: 'Facts', order: 1 }, { name: 'x' }, 7] }),
  ).toEqual({
    results: [{ id: 'facts', label: 'Facts' }],
  })
  const stage = { id: 's', label: 'Won' }
  const pipeline = { id: 'p', label: 'Sales', stages: [stage] }
  const sent = { ...pipeline, stages: [{ ...stage, order: 1 }] }
  expect(sentPipelinesSchema.parse({ results: [sent, { id: 'p', label: 'x' }] })).toEqual({
    results: [pipeline],
  })
})

describe('what is kept of an account', () => {
  it('is read as it was kept, and as nothing where it is another thing', () => {
    const owner = { name: 'Ada', email: null, isArchived: false }
    expect(readOwners({ 9: owner })).toEqual({ 9: { ...owner, userId: null } })
    expect(readGroups([{ id: 'a', label: 'A' }])).toEqual([{ id: 'a', label: 'A' }])
    expect(readRequired(['email'])).toEqual(['email'])
    const pipeline = { id: 'p', label: 'Sales', stages: [{ id: 's', label: 'Won' }] }
    expect(readPipelines([pipeline])).toEqual([pipeline])
    for (const odd of [undefined, null, 7, 'x', [7]]) {
      expect(readOwners(odd)).toEqual({})
      expect([readGroups(odd), readRequired(odd), readPipelines(odd), readDefinitions(odd)]).toEqual([
        [],
        [],
        [],
        [],
      ])
    }
  })

  it('has a name for every kind of record', () => {
    expect([propertiesFact('contact'), groupsFact('deal'), missingFact('owners')]).toEqual([
      ...['properties:contact', 'groups:deal', 'missing:owners'],
    ])
  })
})
