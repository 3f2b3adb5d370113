import { feedNameSchema } from '../../shared/model/feed.ts'
import { loadChoiceSchema } from '../../shared/model/load-choice.ts'
import type { ChoiceAnswer } from './fake-state.ts'

type FeedOption = ChoiceAnswer['options']['feeds'][number]

export const aFeedOption = (name: string, overrides: Partial<FeedOption> = {}): FeedOption => ({
  name: feedNameSchema.parse(name),
  types: ['contact'],
  label: null,
  container: null,
  isOptIn: false,
  ...overrides,
})

/** What a table's records are as something to choose: in a base, and only when asked for. */
export const aTableOption = (base: string, table: string): FeedOption =>
  aFeedOption(`records:${base}/${table}`, {
    types: ['record'],
    label: table,
    container: { name: base, label: `${base} base` },
    isOptIn: true,
  })

export const aChoice = (
  choice: Partial<ChoiceAnswer['choice']> = {},
  options: Partial<ChoiceAnswer['options']> = {},
): ChoiceAnswer => ({
  choice: { ...loadChoiceSchema.parse({}), ...choice },
  options: { feeds: [], properties: {}, ...options },
})
