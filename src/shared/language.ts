import type { Preferences } from './model/preferences.ts'

/** The languages that Portolan speaks. English stands in for a text that another one lacks. */
export type Language = 'en' | 'de'

/**
 * Made up for tests, by the names that Windows gave to its own: English with other letters and longer, so that a text
 * which is not in the copy, or has no room, catches the eye. `qps-plocm` runs from right to left as well.
 */
const madeUp = 'qps'

/** Languages that run from right to left, and the one that only seems to. */
const fromRightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'qps-plocm'])

/** The first part of a locale in lower case: `de` of `de-AT`; a text that is no locale is answered as it is. */
const firstPart = (locale: string): string => (locale.split(/[-_]/, 1)[0] ?? '').toLowerCase()

const isSpoken = (locale: string): boolean => ['en', 'de', madeUp].includes(firstPart(locale))

/**
 * The locale (BCP 47) for words, dates and numbers. `systemLocales` are the computer's own, in the order in which the
 * user prefers them: the first one that Portolan speaks decides where nothing was chosen, and it gives the region in
 * any case, because dates and numbers differ between Vienna and Berlin.
 */
export function localeFor(choice: Preferences['language'], systemLocales: readonly string[]): string {
  const known = systemLocales.flatMap(canonical).filter(isSpoken)
  if (choice === 'system') return known[0] ?? 'en'
  return known.find((locale) => firstPart(locale) === choice) ?? choice
}

/** Of words that come in the languages proper only. */
export const languageOf = (locale: string): Language => (firstPart(locale) === 'de' ? 'de' : 'en')

/** Whether the words of a locale are made up for tests. */
export const isMadeUp = (locale: string): boolean => firstPart(locale) === madeUp

export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  fromRightToLeft.has(locale.toLowerCase()) || fromRightToLeft.has(firstPart(locale)) ? 'rtl' : 'ltr'

/** In the form that Intl takes; nothing for what it would throw at, for example `C` or `de_DE@euro`. */
function canonical(locale: string): string[] {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))
  } catch {
    return []
  }
}
