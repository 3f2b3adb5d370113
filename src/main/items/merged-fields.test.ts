import { describe, expect, it } from 'vitest'
import type { ProviderField } from '../providers/provider.ts'
import { mergedFields } from './merged-fields.ts'

const field = (name: string, differences: Partial<ProviderField> = {}): ProviderField => ({
  id: `field:${name}`,
  label: name,
  group: null,
  kind: 'text',
  options: [],
  isMain: false,
  editsAs: name,
  path: ['properties', name],
  each: null,
  separator: null,
  ...differences,
})
const choice = (...values: string[]): Partial<ProviderField> => ({
  kind: 'choice',
  options: values.map((value) => ({ value, label: value })),
})

describe('fields of several accounts', () => {
  it('are one list by name, in the order of the first, with the options of all', () => {
    const merged = mergedFields([
      [field('city'), field('stage', choice('a', 'b'))],
      [field('stage', { ...choice('b', 'c'), isMain: true }), field('own')],
    ])
    expect(merged.map(({ id }) => id)).toEqual(['field:city', 'field:stage', 'field:own'])
    expect(merged[1]).toMatchObject({ isMain: true, kind: 'choice', editsAs: 'stage' })
    expect(merged[1]?.options.map(({ value }) => value)).toEqual(['a', 'b', 'c'])
  })

  it('read as text where the accounts mean different things by a name, and are edited only where all do', () => {
    const merged = mergedFields([
      [field('size', choice('a')), field('note')],
      [field('size', { kind: 'number' }), field('note', { editsAs: null })],
    ])
    expect(merged).toMatchObject([{ kind: 'text', options: [], editsAs: null }, { editsAs: null }])
  })
})
