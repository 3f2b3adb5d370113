import { BrowserWindow, Menu, type WebContents } from 'electron'
import type { CommandId } from '../../shared/commands.ts'
import type { Language } from '../../shared/language.ts'
import type { Preferences } from '../../shared/model/preferences.ts'
import { commandWords, menuWords, withRoleWords } from './menu-words.ts'
import { menuTemplate, textMenuTemplate } from './menu-template.ts'

/** What the menu depends on: a change of it makes another menu. */
type MenuPreferences = Pick<Preferences, 'keys' | 'language'>

const dependsOn = ({ keys, language }: MenuPreferences): string => JSON.stringify([keys, language])

/**
 * Puts the application menu up, and answers what to call with preferences that may have changed. Commands go to the
 * window.
 */
export function installMenu(
  choose: (id: CommandId) => void,
  isDevelopment: boolean,
  preferences: MenuPreferences,
  language: () => Language,
): (preferences: MenuPreferences) => void {
  let shown = ''
  const show = (next: MenuPreferences): void => {
    if (dependsOn(next) === shown) return
    shown = dependsOn(next)
    const words = { menu: menuWords(language()), commands: commandWords(language()) }
    const { platform } = process
    const template = menuTemplate({ platform, isDevelopment, preferences: next, words, choose })
    Menu.setApplicationMenu(Menu.buildFromTemplate(withRoleWords(template, language())))
  }
  show(preferences)
  return show
}

/** Cut, copy and paste where text is edited; the page has menus of its own for everything else. */
export function offerTextMenu(contents: WebContents, language: () => Language): void {
  contents.on('context-menu', (_event, { isEditable, selectionText }) => {
    const template = textMenuTemplate(
      { isEditable, hasSelection: selectionText !== '' },
      menuWords(language()),
    )
    const window = BrowserWindow.fromWebContents(contents)
    if (template.length > 0 && window !== null) Menu.buildFromTemplate(template).popup({ window })
  })
}
