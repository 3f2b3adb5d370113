import type { FilterCondition, FilterGroup, ItemFilter } from '../../../../shared/model/filter.ts'
import { isGroup } from '../../../../shared/model/filter-tests.ts'

export type FilterPart = FilterCondition | FilterGroup
export type Match = ItemFilter['match']

/** The most parts of a filter, and the most conditions of a group. */
export const mostParts = 50

/** Where a condition is put: at the end, into a group of its own, at the end of a group, or in another's place. */
export type Spot =
  | { readonly kind: 'new' }
  | { readonly kind: 'new-group' }
  | { readonly kind: 'in-group'; readonly part: number }
  /** `condition`: within the group at `part`; null where the part is a condition itself. */
  | { readonly kind: 'edit'; readonly part: number; readonly condition: number | null }

export const otherMatch = (match: Match): Match => (match === 'all' ? 'any' : 'all')

export function withConditionAt(
  filter: ItemFilter | null,
  spot: Spot,
  condition: FilterCondition,
): ItemFilter {
  const { match, parts } = filter ?? { match: 'all' as const, parts: [] }
  switch (spot.kind) {
    case 'new':
      return { match, parts: [...parts, condition] }
    case 'new-group':
      // A group that joins as the filter does would say nothing.
      return { match, parts: [...parts, { match: otherMatch(match), conditions: [condition] }] }
    case 'in-group':
      return {
        match,
        parts: parts.map((part, index) =>
          index === spot.part && isGroup(part)
            ? { ...part, conditions: [...part.conditions, condition] }
            : part,
        ),
      }
    case 'edit':
      return {
        match,
        parts: parts.map((part, index) => {
          if (index !== spot.part) return part
          if (!isGroup(part)) return condition
          return {
            ...part,
            conditions: part.conditions.map((one, at) => (at === spot.condition ? condition : one)),
          }
        }),
      }
  }
}

/** Takes a part away, or one condition of a group; null where nothing is left. */
export function withoutPart(
  filter: ItemFilter,
  part: number,
  condition: number | null = null,
): ItemFilter | null {
  const parts = filter.parts.flatMap((one, index): FilterPart[] => {
    if (index !== part) return [one]
    if (!isGroup(one) || condition === null) return []
    const conditions = one.conditions.filter((_, at) => at !== condition)
    return conditions.length === 0 ? [] : [{ ...one, conditions }]
  })
  return parts.length === 0 ? null : { ...filter, parts }
}

/** Joins the parts of the filter, or the conditions of the group at `part`, otherwise. */
export const withMatch = (filter: ItemFilter, match: Match, part: number | null = null): ItemFilter =>
  part === null
    ? { ...filter, match }
    : {
        ...filter,
        parts: filter.parts.map((one, index) => (index === part && isGroup(one) ? { ...one, match } : one)),
      }

/** What matches the filter and the condition too. There are no groups in groups, hence the rewriting. */
export function narrowedBy(filter: ItemFilter | null, condition: FilterCondition): ItemFilter {
  if (filter === null) return { match: 'all', parts: [condition] }
  if (filter.match === 'all') return { match: 'all', parts: [...filter.parts, condition] }
  const alternatives = filter.parts.flatMap((part): FilterCondition[][] => {
    if (!isGroup(part)) return [[part]]
    return part.match === 'all' ? [part.conditions] : part.conditions.map((one) => [one])
  })
  return {
    match: 'any',
    parts: alternatives.map((conditions) => ({ match: 'all', conditions: [...conditions, condition] })),
  }
}
