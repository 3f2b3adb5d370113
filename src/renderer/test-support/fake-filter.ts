import type { FilterCondition, ItemFilter } from '../../shared/model/filter.ts'
import { isGroup } from '../../shared/model/filter-tests.ts'
import type { Item } from '../../shared/model/item.ts'
import { type Cell, providerFieldName } from '../../shared/model/list-field.ts'
import { type FakeState, fakeNowMs, valuesOf } from './fake-state.ts'

/** The value of an item's field, as the list's cells bring it. */
export function fakeCell(state: FakeState, item: Item, id: FilterCondition['field']): Cell {
  const own = providerFieldName(id)
  if (own !== null) {
    const record = state.records[item.key] as { properties?: Record<string, string | null> } | undefined
    return record?.properties?.[own] ?? valuesOf(item)[own] ?? null
  }
  const values: Record<string, Cell> = {
    name: item.name,
    type: item.type,
    source: item.accountId,
    email: item.email,
    organisation: item.organisation,
    phone: item.phone,
    created: item.createdAtMs,
    modified: item.modifiedAtMs,
    place: item.parentPath,
  }
  return values[id] ?? null
}

/** Whether an item matches, by the tests that the fake knows; it throws at any other. */
export function fakeMatches(state: FakeState, item: Item, filter: ItemFilter | null): boolean {
  const holds = ({ field, test, values }: FilterCondition): boolean => {
    const cell = fakeCell(state, item, field)
    const text = String(cell ?? '').toLowerCase()
    const [first = ''] = values
    switch (test) {
      case 'empty':
        return text === ''
      case 'filled':
        return text !== ''
      case 'is':
        return text === first.toLowerCase()
      case 'contains':
        return text.includes(first.toLowerCase())
      case 'any-of':
        return values.includes(String(cell ?? ''))
      case 'none-of':
        return !values.includes(String(cell ?? ''))
      case 'more':
        return Number(cell) > Number(first)
      case 'in-last':
        return Number(cell) > fakeNowMs - Number(first) * 86_400_000
      default:
        throw new Error(`the fake knows no ${test}`)
    }
  }
  if (filter === null) return true
  const joined = (match: ItemFilter['match'], all: readonly boolean[]): boolean =>
    match === 'all' ? all.every(Boolean) : all.some(Boolean)
  return joined(
    filter.match,
    filter.parts.map((part) =>
      isGroup(part) ? joined(part.match, part.conditions.map(holds)) : holds(part),
    ),
  )
}
