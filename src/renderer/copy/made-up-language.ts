import { resources } from './resources.ts'

const plain = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz'
const accented = Array.from('ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļḾḿÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž')
const letters = new Map(Array.from(plain, (letter, index) => [letter, accented[index] ?? letter]))

/** What i18next fills in or React turns into elements, and must stay as it is. */
const fixed = /(\{\{.*?\}\}|<[^>]*>|\$t\(.*?\))/

/** By how much a text grows: German is longer than English by a third, short words by more. */
const growth = 0.4

/** A text of the copy in letters that stand in no other text, longer, and in marks that show where it is cut. */
export function madeUp(text: string): string {
  const words = text
    .split(fixed)
    .map((part, index) =>
      index % 2 === 1 ? part : Array.from(part, (one) => letters.get(one) ?? one).join(''),
    )
    .join('')
  const plainLength = text.replaceAll(new RegExp(fixed, 'g'), '').length
  return `⟦${words}${'·'.repeat(Math.ceil(plainLength * growth))}⟧`
}

type Words = string | readonly Words[] | { readonly [name: string]: Words }

/** `Array.isArray` does not know read-only lists. */
const isList = (words: Words): words is readonly Words[] => Array.isArray(words)

function madeUpAll(words: Words, name = ''): Words {
  // Commands and addresses (lists of lines) are copied, not read, and stand in the copy because a sentence names them.
  if (name === 'copy' && isList(words)) return words
  if (typeof words === 'string') return madeUp(words)
  if (isList(words)) return words.map((one) => madeUpAll(one))
  return Object.fromEntries(Object.entries(words).map(([key, one]) => [key, madeUpAll(one, key)]))
}

/** Every text of the app in a language that nobody speaks. */
export const texts = Object.fromEntries(
  Object.entries(resources.en).map(([namespace, words]) => [namespace, madeUpAll(words)]),
)
