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

  it('are main where one account says so', () => {
    const isMain = (one: boolean, other: boolean) =>
      mergedFields([[field('city', { isMain: one })], [field('city', { isMain: other })]])[0]?.isMain
    expect([isMain(true, false), isMain(false, true), isMain(false, false)]).toEqual([true, true, false])
  })

  it('read as text where one account divides their values and the other does not', () => {
    const [tags] = mergedFields([
      [field('tags', { ...choice('a'), separator: ';' })],
      [field('tags', { ...choice('b'), separator: null })],
    ])
    expect(tags).toMatchObject({ kind: 'text', options: [], separator: null, editsAs: null })
    const [same] = mergedFields([
      [field('tags', { ...choice('a'), separator: ';' })],
      [field('tags', { ...choice('b'), separator: ';' })],
    ])
    expect(same).toMatchObject({ kind: 'choice', separator: ';', editsAs: 'tags' })
  })

  it('offer a thousand options at most', () => {
    const many = (prefix: string) => choice(...Array.from({ length: 700 }, (_, at) => `${prefix}${at}`))
    const [stage] = mergedFields([[field('stage', many('a'))], [field('stage', many('b'))]])
    expect(stage?.options).toHaveLength(1_000)
    expect(stage?.options.at(-1)?.value).toBe('b299')
  })
})
