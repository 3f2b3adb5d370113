import { describe, expect, it } from 'vitest'
import { i18next } from '../app/i18n.ts'
import { isolated } from './isolated.ts'

const [lri, fsi, pdi, rlo] = ['\u2066', '\u2068', '\u2069', '\u202e']

describe('a text within a sentence', () => {
  it.each(['Acme', 'Ana Ruiz @ Acme, 1–2 (new)', 'Åsa 株式会社 Ωμέγα 🚢', ''])(
    'is left alone: “%s”',
    (text) => {
      expect(isolated(text)).toBe(text)
    },
  )

  it.each(['נמל אשדוד', 'ليلى', 'Event planning (תכנון אירועים)', '𐤀', '𞤀', `a${rlo}gpj.exe`, 'a\u200f'])(
    'is set apart where it could turn the sentence around: “%s”',
    (text) => {
      expect(isolated(text)).toBe(`${fsi}${text}${pdi}`)
    },
  )

  it('cannot end its own isolate, nor leave one open', () => {
    expect(isolated(`a${pdi}${rlo}b`)).toBe(`${fsi}a${rlo}b${pdi}`)
    expect(isolated(`a${lri}${fsi}b`)).toBe(`${fsi}a${lri}${fsi}b${pdi}${pdi}${pdi}`)
    expect(isolated(`${lri}a${pdi}${pdi}${lri}b`)).toBe(`${fsi}${lri}a${pdi}${lri}b${pdi}${pdi}`)
    expect(isolated(`${rlo}a\u2029b\u0085c`)).toBe(`${fsi}${rlo}a b c${pdi}`)
  })

  it('keeps the isolates within it', () => {
    const sentence = `Reconnect ${isolated('ליאור')}`
    expect(isolated(sentence)).toBe(`${fsi}${sentence}${pdi}`)
  })
})

describe('a value in the words of the app', () => {
  it('is set apart in every sentence', () => {
    expect(i18next.t('app:status.reconnect', { account: `ליאור${rlo}` })).toBe(
      `Reconnect ${fsi}ליאור${rlo}${pdi}`,
    )
    expect(i18next.t('sync:history.count', { count: 1_200 })).toBe('1,200 runs, newest first')
    expect(i18next.t('app:status.reconnect', { account: '<b>&"Acme"</b>' })).toBe('Reconnect <b>&"Acme"</b>')
  })

  it('is left alone where it is meant to be copied', () => {
    const addressLines = 'http://localhost:8000/ליאור'
    const steps = JSON.stringify(
      i18next.t('setup:generic', { returnObjects: true, provider: 'Harbour', addressLines }),
    )
    expect(steps).toContain(`"copy":["${addressLines}"]`)
  })
})
