import { describe, expect, it } from 'vitest'
import { directionOf, isMadeUp, languageOf, localeFor } from './language.ts'

describe('the language', () => {
  it.each([
    ['system', ['de-AT', 'en-GB'], 'de-AT'],
    ['system', ['fr-FR', 'de-DE'], 'de-DE'],
    ['system', ['fr-FR', 'ja-JP'], 'en'],
    ['system', ['C', 'de_DE@euro', 'de_CH'], 'de-CH'],
    ['system', [], 'en'],
    ['de', ['en-GB', 'de-AT'], 'de-AT'],
    ['de', ['en-GB'], 'de'],
    ['en', ['de-AT', 'en-GB'], 'en-GB'],
    ['en', ['de-AT'], 'en'],
    ['system', ['qps-plocm'], 'qps-plocm'],
  ] as const)('%s on a computer with %j is %s', (choice, systemLocales, locale) => {
    expect(localeFor(choice, systemLocales)).toBe(locale)
  })

  it('is English wherever it is not German', () => {
    expect(['de', 'de-AT', 'en-GB', 'qps-ploc', 'den'].map(languageOf)).toEqual([
      'de',
      'de',
      'en',
      'en',
      'en',
    ])
    expect(['de', 'qps-Ploc', 'qps-plocm'].map(isMadeUp)).toEqual([false, true, true])
  })

  it('runs from right to left where its letters do', () => {
    expect(['de', 'ar-EG', 'he', 'qps-Ploc', 'qps-plocm', 'arn'].map(directionOf)).toEqual([
      'ltr',
      'rtl',
      'rtl',
      'ltr',
      'rtl',
      'ltr',
    ])
  })
})
