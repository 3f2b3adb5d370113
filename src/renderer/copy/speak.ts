import i18next from 'i18next'
import { directionOf, isMadeUp, languageOf } from '../../shared/language.ts'

/** What was asked for last: a language that comes late must not take the place of a newer choice. */
let wanted = 'en'

/**
 * Says everything in the language of a locale from now on. English is always there; any other language is loaded when
 * it is first asked for. Rejects where its file cannot be loaded; the language then stays as it is.
 */
export async function speak(locale: string): Promise<void> {
  wanted = locale
  await load(locale)
  if (wanted !== locale) return
  await i18next.changeLanguage(locale)
  const root = document.documentElement
  root.lang = locale
  root.dir = directionOf(locale)
}

async function load(locale: string): Promise<void> {
  const language = isMadeUp(locale) ? 'qps' : languageOf(locale)
  if (language === 'en' || i18next.hasResourceBundle(language, 'app')) return
  const { texts } = language === 'de' ? await import('./german.ts') : await import('./made-up-language.ts')
  for (const [namespace, words] of Object.entries(texts))
    i18next.addResourceBundle(language, namespace, words)
}

/** The locale for dates, numbers and lists. What Intl does not know is written as in English. */
export const formatLocale = (): string =>
  i18next.isInitialized && !isMadeUp(i18next.language) ? i18next.language : 'en'
