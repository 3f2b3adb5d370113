import i18next from 'i18next'
import type { Told, ToldPart, ToldValue } from '../../shared/model/told.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { TextKey } from './text-key.ts'

/** So much of a value is told; names of providers may be pages long. */
const mostOfValue = 300

/** A sentence to be kept or handed on, of no more than can be kept. */
export const told = (key: TextKey, values: Told['values'] = {}): Told => ({
  key,
  values: Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.slice(0, 20).map(cut) : cut(value),
    ]),
  ),
})

const cut = <Value extends ToldValue>(value: Value): Value | string =>
  typeof value === 'string' ? wellFormedStart(value, mostOfValue) : value

/** Says a sentence in the language of now. A text goes as it is: words of a provider, or what an older version kept. */
export function say(sentence: Told | string): string {
  if (typeof sentence === 'string') return sentence
  const { key } = sentence
  const values = Object.fromEntries(
    Object.entries(sentence.values).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(sayPart) : sayPart(value),
    ]),
  )
  // What is kept is asked for `canSay` when it is read.
  return isText(key, sentence.values) ? i18next.t(key, values) : key
}

const isText = (key: string, { count }: Told['values']): key is TextKey =>
  i18next.exists(key, typeof count === 'number' ? { count } : {})

/** Several sentences in a row. */
export const sayAll = (body: readonly (Told | string)[] | string): string =>
  typeof body === 'string' ? body : body.map(say).join(' ')

const sayPart = (part: ToldPart): string | number => (typeof part === 'object' ? say(part) : part)

/** Whether this version has the texts: another one may have had other keys. */
export function canSay(sentence: Told | string): boolean {
  if (typeof sentence === 'string') return true
  const { key, values } = sentence
  const parts = Object.values(values).flat()
  return isText(key, values) && parts.every((part) => typeof part !== 'object' || canSay(part))
}
