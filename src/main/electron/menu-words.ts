import type { MenuItemConstructorOptions } from 'electron'
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

type Role = NonNullable<MenuItemConstructorOptions['role']>

/** What Electron puts into a menu of its own; it names all of it in English, whatever the computer speaks. */
const inside: Partial<Record<Role, readonly (Role | 'separator')[]>> = {
  windowMenu: ['minimize', 'zoom', 'separator', 'close'],
}

/** Entries of the system's own kind (`role`) with words in the language; those with words of their own keep them. */
export function withRoleWords(
  template: readonly MenuItemConstructorOptions[],
  language: Language,
): MenuItemConstructorOptions[] {
  const words: Readonly<Record<string, string>> = menuWords(language).roles
  const worded = (entry: MenuItemConstructorOptions): MenuItemConstructorOptions => {
    const { role, ...rest } = entry
    const content = role === undefined ? undefined : inside[role]
    const label = entry.label ?? (role === undefined ? undefined : words[role])
    const named = label === undefined ? {} : { label }
    if (content !== undefined) {
      const submenu = content.map((one): MenuItemConstructorOptions =>
        one === 'separator' ? { type: one } : worded({ role: one }),
      )
      return { ...rest, ...named, submenu }
    }
    if (!Array.isArray(entry.submenu)) return { ...entry, ...named }
    return { ...entry, ...named, submenu: entry.submenu.map(worded) }
  }
  return template.map(worded)
}
