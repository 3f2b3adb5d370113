import { expect, it } from 'vitest'
import { z } from 'zod'
import { fieldViewSchema } from '../../../shared/model/field-view.ts'
import type { Item } from '../../../shared/model/item.ts'
import type { DescribedRecord, Provider } from '../provider.ts'
import type { EverythingLoaded } from './everything-loaded.ts'
import { oddValues } from './odd-values.ts'

/** As the screens get them. */
const viewsSchema = z.array(fieldViewSchema).max(5_000)

/** So many records of a type are spoilt, in so many places each. */
const spoiltRecords = 2
const spoiltPlaces = 60

/** Every record that is stored can be shown, and so can whatever might be stored one day. */
export function describeRecords(own: Provider, loaded: () => EverythingLoaded): void {
  const describedOf = ({ item, record }: { item: Item; record: unknown }): DescribedRecord => {
    const { ask, session } = loaded()
    const parent = item.parentKey === null ? null : ask('getItem', { key: item.parentKey })
    const facts = (own.factsForRecords ?? []).flatMap((name) => {
      const json = ask('getFact', { accountId: session.accountId, name })
      return json === null ? [] : [[name, JSON.parse(json)] as const]
    })
    return {
      item,
      record,
      parentRecord: parent === null ? undefined : JSON.parse(parent.record),
      facts: Object.fromEntries(facts),
    }
  }
  const show = (described: DescribedRecord): void => {
    const views = own.describeRecord?.(described) ?? []
    expect(viewsSchema.parse(views)).toEqual(views)
  }
  const samples = () =>
    own.descriptor.itemTypes.flatMap((type) => [...loaded().rows(type).values()].slice(0, spoiltRecords))

  it('that are stored, each field once', () => {
    for (const [, row] of loaded().everything()) {
      const described = describedOf(row)
      show(described)
      const names = (own.describeRecord?.(described) ?? []).map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('that are none, and without anything beside them', () => {
    for (const row of samples()) {
      for (const odd of [undefined, ...oddValues]) {
        show({ ...describedOf(row), record: odd })
        show({ ...describedOf(row), parentRecord: odd })
        show({ ...describedOf(row), parentRecord: undefined, facts: {} })
        const names = own.factsForRecords ?? []
        show({ ...describedOf(row), facts: Object.fromEntries(names.map((name) => [name, odd])) })
      }
    }
  })

  it('that are spoilt in any place, or stand in something that is', () => {
    for (const row of samples()) {
      const described = describedOf(row)
      for (const part of ['record', 'parentRecord'] as const) {
        for (const place of placesIn(described[part])) {
          for (const odd of oddValues) show({ ...described, [part]: spoilt(described[part], place, odd) })
        }
      }
    }
  })
}

/** Paths to values, the outer ones first. */
function placesIn(value: unknown): string[][] {
  const places: string[][] = []
  let level: { readonly at: string[]; readonly value: unknown }[] = [{ at: [], value }]
  while (level.length > 0 && places.length < spoiltPlaces) {
    level = level.flatMap(({ at, value: outer }) =>
      typeof outer !== 'object' || outer === null
        ? []
        : Object.entries(outer).map(([key, inner]) => ({ at: [...at, key], value: inner as unknown })),
    )
    places.push(...level.map(({ at }) => at))
  }
  return places.slice(0, spoiltPlaces)
}

/** A copy with another value at a place. */
function spoilt(value: unknown, [key, ...rest]: readonly string[], odd: unknown): unknown {
  if (key === undefined) return odd
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => [
    name,
    name === key ? spoilt(inner, rest, odd) : inner,
  ])
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
}
