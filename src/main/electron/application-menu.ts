import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { EventPayload } from '../../shared/ipc/types.ts'
import type { Language } from '../../shared/language.ts'
import { menuWords, withRoleWords } from './menu-words.ts'

type Command = EventPayload<'menuChosen'>['command']

/** Labels come from the copy; commands go to the window. Edit and window entries are the system's own. */
export function installMenu(
  choose: (command: Command) => void,
  isDevelopment: boolean,
  language: Language,
): void {
  const copy = menuWords(language)
  const entry = (label: string, accelerator: string, command: Command): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => choose(command),
  })
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: copy.file,
      submenu: [
        entry(copy.newContact, 'CmdOrCtrl+N', 'new-contact'),
        entry(copy.findContact, 'CmdOrCtrl+O', 'find-contact'),
        entry(copy.loadNow, 'F5', 'load-now'),
        { type: 'separator' },
        entry(copy.settings, 'CmdOrCtrl+,', 'settings'),
        { type: 'separator' },
        process.platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: copy.view,
      submenu: [
        entry(copy.search, 'CmdOrCtrl+K', 'search'),
        entry(copy.outbox, 'CmdOrCtrl+Shift+O', 'outbox'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(isDevelopment ? ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const) : []),
      ],
    },
    { role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(withRoleWords(template, language)))
}
