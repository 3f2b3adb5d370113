import { describe, expect, it } from 'vitest'
import german from '../../copy/de/settings.json'
import germanUi from '../../copy/de/ui.json'
import type { TextKey } from '../../copy/text-key.ts'
import { i18next } from '../../app/i18n.ts'
import { findSettings, type SayAll } from './find-settings.ts'
import { settingsSections } from './sections.ts'

i18next.addResourceBundle('de', 'settings', german)
i18next.addResourceBundle('de', 'ui', germanUi)

const english: SayAll = (key: TextKey) => [i18next.t(key)]
const germanAndEnglish: SayAll = (key: TextKey) => [i18next.t(key, { lng: 'de' }), i18next.t(key)]
const found = (typed: string, say = english): string[] =>
  findSettings(typed, say).map(({ section, setting }) => [section.id, setting?.id ?? ''].join('/'))

describe('the search in the settings', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['THEME', ['appearance/theme']],
    ['dark', ['appearance/theme']],
    ['appearance compact', ['appearance/density']],
    ['thémé', ['appearance/theme']],
    ['theme network', []],
    ['go to connections', ['keyboard/connections']],
  ])('finds by %j: %j', (typed, ids) => {
    expect(found(typed)).toEqual(ids)
  })

  it('puts what is called so before what only has the words', () => {
    const ids = found('language')
    expect(ids.slice(0, 2)).toEqual(['language/', 'language/language'])
  })

  it.each([
    ['dunkel', 'appearance/theme'],
    ['schriftgroße', 'appearance/text-size'],
    ['dark', 'appearance/theme'],
    ['offline arbeiten', 'network/work-offline'],
  ])('finds in German, and by the English word as well: %s', (typed, id) => {
    expect(found(typed, germanAndEnglish)).toContain(id)
  })

  it('has unlike ids, so that every address leads to one place', () => {
    const ids = settingsSections.flatMap(({ id, settings }) => [
      id,
      ...settings.map((one) => `${id}/${one.id}`),
    ])
    expect(new Set(ids).size).toBe(ids.length)
  })
})
