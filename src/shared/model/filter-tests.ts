import type { FilterCondition, FilterGroup, FilterTest, ItemFilter } from './filter.ts'
import type { FieldKind } from './list-field.ts'

// Apart from the schemas: whoever imports those loads zod, which the store does without.

const ofTexts = ['contains', 'lacks', 'is', 'is-not', 'starts', 'ends', 'empty', 'filled'] as const
const ofReachable = [...ofTexts, 'invalid'] as const
const ofNumbers = ['equals', 'less', 'at-most', 'more', 'at-least', 'between', 'empty', 'filled'] as const
const ofChoices = ['any-of', 'none-of', 'empty', 'filled'] as const
const ofDates = [
  'in-last',
  'not-in-last',
  'in-next',
  'this',
  'equals',
  'less',
  'more',
  'between',
  'empty',
  'filled',
] as const

/** The tests that a field of a kind can be put to, in the order in which they are offered. */
export const testsOfKind: { readonly [Kind in FieldKind]: readonly FilterTest[] } = {
  text: ofTexts,
  email: ofReachable,
  phone: ofReachable,
  address: ofTexts,
  number: ofNumbers,
  date: ofDates,
  time: ofDates,
  choice: ofChoices,
  choices: ofChoices,
  flag: ['yes', 'no', 'empty', 'filled'],
}

export const isGroup = (part: FilterCondition | FilterGroup): part is FilterGroup => 'conditions' in part

/** Every condition of a filter, those in groups too. */
export const conditionsOf = (filter: ItemFilter | null): readonly FilterCondition[] =>
  filter === null ? [] : filter.parts.flatMap((part) => (isGroup(part) ? part.conditions : [part]))
