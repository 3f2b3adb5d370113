import { foldedText, wordsOf } from '../../ui/match-ranges.ts'
import type { TextKey } from '../../copy/text-key.ts'
import { type SettingEntry, settingsSections, type SettingsSection } from './sections.ts'

export interface SettingHit {
  readonly section: SettingsSection
  /** Null when the section itself was found. */
  readonly setting: SettingEntry | null
}

/** What a text says in each language in which it may be looked for. */
export type SayAll = (key: TextKey) => readonly string[]

/**
 * The sections and settings that have every typed word, in titles, labels and keywords, accents and capitals aside;
 * those that are called so come first. None for nothing typed.
 */
export function findSettings(typed: string, say: SayAll): readonly SettingHit[] {
  const words = wordsOf(typed)
  if (words.length === 0) return []
  const has = (keys: readonly TextKey[]): boolean => {
    const text = foldedText(keys.flatMap(say).join('\n'))
    return words.every((word) => text.includes(word))
  }
  const called: SettingHit[] = []
  const about: SettingHit[] = []
  for (const section of settingsSections) {
    const itself = { section, setting: null }
    if (has([section.title])) called.push(itself)
    else if (has([section.title, section.keywords])) about.push(itself)
    for (const setting of section.settings) {
      const { label, keywords } = setting
      const own = keywords === undefined ? [label] : [label, keywords]
      if (has([label])) called.push({ section, setting })
      // `appearance compact`: the section's title narrows what is looked for, but is not enough by itself.
      else if (!has([section.title]) && has([section.title, ...own])) about.push({ section, setting })
    }
  }
  return [...called, ...about]
}
