import germanCommands from '../../shared/copy/de/commands.json' with { type: 'json' }
import germanMenu from '../../shared/copy/de/menu.json' with { type: 'json' }
import englishCommands from '../../shared/copy/en/commands.json' with { type: 'json' }
import englishMenu from '../../shared/copy/en/menu.json' with { type: 'json' }
import type { Language } from '../../shared/language.ts'

export type MenuWords = typeof englishMenu
export type CommandWords = typeof englishCommands

/** The words of the application menu, but for the names of commands. */
export const menuWords = (language: Language): MenuWords => (language === 'de' ? germanMenu : englishMenu)

/** The names of the commands. */
export const commandWords = (language: Language): CommandWords =>
  language === 'de' ? germanCommands : englishCommands
