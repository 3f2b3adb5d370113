import german from '../../shared/copy/de/menu.json' with { type: 'json' }
import english from '../../shared/copy/en/menu.json' with { type: 'json' }
import type { Language } from '../../shared/language.ts'

export type MenuWords = typeof english

/** The words of the application menu. */
export const menuWords = (language: Language): MenuWords => (language === 'de' ? german : english)
