import type { TFunction } from 'i18next'
import type { FilterCondition } from '../../../../shared/model/filter.ts'
import { isGroup } from '../../../../shared/model/filter-tests.ts'
import { type FieldKind, type ListField, providerFieldName } from '../../../../shared/model/list-field.ts'
import { isolated } from '../../../copy/isolated.ts'
import { formatCount, formatDate } from '../../../ui/format.ts'
import { isPeriod, isSpanUnit, shapeOf } from './condition-values.ts'
import type { FilterPart, Match } from './filter-edits.ts'

export type FilterText = TFunction<['filters', 'ui']>

export interface FilterSpeech {
  readonly t: FilterText
  /** The field with its label and options as they are shown; null for one that the list does not have. */
  readonly fieldOf: (id: FilterCondition['field']) => ListField | null
  /** False while the fields are not known: then none is said to be gone. */
  readonly isKnown: boolean
}

/** Options that are named; of more there is a number. */
const mostNamed = 3

/** A condition in words: "City is Berlin". What a screen reader says is the same. */
export function conditionWords(condition: FilterCondition, speech: FilterSpeech): string {
  const { t } = speech
  const known = speech.fieldOf(condition.field)
  const { test, values } = condition
  const kind = known?.kind ?? kindOf(values)
  const field = fieldWords(condition.field, known, speech)
  const [first = '', second = ''] = values
  if (isSpanTest(test)) {
    return isSpanUnit(second)
      ? t(`span.${test}.${second}`, { field, count: Number(first) })
      : t('is.is', { field, value: isolated(values.join(' ')) })
  }
  if (test === 'this') {
    return isPeriod(first) ? t(`this.${first}`, { field }) : t('is.is', { field, value: isolated(first) })
  }
  const shape = shapeOf(test, kind)
  if (shape === 'options') return t(`is.${test}`, { field, value: optionsWords(values, known, t) })
  const said = shape === 'day' || shape === 'days' ? dayWords : shape === 'text' ? isolated : numberWords
  if (shape === 'day' && isDayTest(test)) return t(`day.${test}`, { field, value: said(first) })
  return t(`is.${test}`, { field, value: said(first), to: said(second) })
}

/** A condition, or a group in brackets: "(City is Berlin or City is Bonn)". */
export function partWords(part: FilterPart, speech: FilterSpeech): string {
  if (!isGroup(part)) return conditionWords(part, speech)
  const conditions = part.conditions.map((condition) => conditionWords(condition, speech))
  return speech.t('group', { conditions: joined(conditions, part.match, speech.t) })
}

function joined(words: readonly string[], match: Match, t: FilterText): string {
  const key = match === 'all' ? 'both' : 'either'
  const [first = '', ...others] = words
  return others.reduce((before, last) => t(key, { first: before, last }), first)
}

function fieldWords(id: FilterCondition['field'], known: ListField | null, speech: FilterSpeech): string {
  if (known !== null) return isolated(known.label)
  const own = isolated(providerFieldName(id) ?? id)
  return speech.isKnown ? speech.t('gone', { field: own }) : own
}

function optionsWords(values: readonly string[], field: ListField | null, t: FilterText): string {
  const named = values.map((value) =>
    isolated(field?.options.find((option) => option.value === value)?.label ?? value),
  )
  if (named.length <= mostNamed) return joined(named, 'any', t)
  const shown = named.slice(0, mostNamed - 1).join(', ')
  return t('more', { shown, count: named.length - mostNamed + 1 })
}

// Nothing tells the kind of a field that is gone; days are written as nothing else is.
const kindOf = (values: readonly string[]): FieldKind =>
  values.some((value) => /^\d{4}-\d{2}-\d{2}$/.test(value)) ? 'date' : 'number'

function numberWords(value: string): string {
  const number = Number(value)
  return value.trim() !== '' && Number.isSafeInteger(number) ? formatCount(number) : value
}

/** A day as it is kept (`2026-11-28`), in the order of the language. At noon, so that no clock change moves it. */
export function dayWords(day: string): string {
  const atMs = Date.parse(`${day}T12:00`)
  return Number.isNaN(atMs) ? day : formatDate(atMs)
}

const dayTests = ['equals', 'less', 'at-most', 'more', 'at-least'] as const
export const isDayTest = (test: FilterCondition['test']): test is (typeof dayTests)[number] =>
  dayTests.some((one) => one === test)

const spanTests = ['in-last', 'not-in-last', 'in-next'] as const
const isSpanTest = (test: FilterCondition['test']): test is (typeof spanTests)[number] =>
  spanTests.some((one) => one === test)
