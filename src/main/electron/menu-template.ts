import type { MenuItemConstructorOptions } from 'electron'
import { keysOf } from '../../shared/command-keys.ts'
import { type Command, type CommandId, commandIds, commands } from '../../shared/commands.ts'
import type commandCopy from '../../shared/copy/en/commands.json'
import type menuCopy from '../../shared/copy/en/menu.json'
import type { Preferences } from '../../shared/model/preferences.ts'

type Entry = MenuItemConstructorOptions

export interface MenuOptions {
  readonly platform: string
  readonly isDevelopment: boolean
  readonly preferences: Pick<Preferences, 'keys'>
  readonly words: { readonly menu: typeof menuCopy; readonly commands: typeof commandCopy }
  readonly choose: (id: CommandId) => void
}

const names: Readonly<Record<string, string>> = {
  Mod: 'CmdOrCtrl',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
}

/** Keys of a command in Electron's notation. */
export const acceleratorOf = (keys: string): string =>
  keys
    .split('+')
    .map((part) => names[part] ?? part)
    .join('+')

/** Where macOS has a menu that bears the app's name, these are looked for in it. */
const inAppMenu: readonly CommandId[] = ['about', 'settings']

function appMenu(entry: (id: CommandId) => Entry): Entry {
  const separator: Entry = { type: 'separator' }
  return {
    // macOS puts the app's name in the place of any label.
    label: 'Portolan',
    submenu: [
      entry('about'),
      separator,
      entry('settings'),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
}

/** The application menu, out of the table of commands. Roles are the system's own entries. */
export function menuTemplate(options: MenuOptions): Entry[] {
  const { platform, isDevelopment, words } = options
  const isMac = platform === 'darwin'
  const separator: Entry = { type: 'separator' }
  const entry = (id: CommandId): Entry => {
    const [keys] = keysOf(id, options.preferences, platform)
    return {
      id,
      label: words.commands.name[id],
      click: () => options.choose(id),
      // Shown only: the page answers the keys, since it knows whether text is typed or a dialog is open.
      ...(keys === undefined ? {} : { accelerator: acceleratorOf(keys), registerAccelerator: false }),
    }
  }
  const entries = (menu: NonNullable<Command['menu']>): Entry[] =>
    commandIds.filter((id) => commands[id].menu === menu && !(isMac && inAppMenu.includes(id))).map(entry)

  return [
    ...(isMac ? [appMenu(entry)] : []),
    {
      label: words.menu.file,
      submenu: [...entries('file'), separator, isMac ? { role: 'close' } : { role: 'quit' }],
    },
    {
      label: words.menu.edit,
      submenu: [
        // Of a text that is typed; the commands below are about records.
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        ...entries('edit'),
      ],
    },
    {
      label: words.menu.view,
      submenu: [
        ...entries('view'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(isDevelopment ? ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const) : []),
      ],
    },
    { label: words.menu.go, submenu: entries('go') },
    { label: words.menu.window, role: 'windowMenu' },
    { label: words.menu.help, role: 'help', submenu: entries('help') },
  ]
}

/** What the system offers about a text: where it is edited, or where a piece of it is marked. */
export function textMenuTemplate(
  place: { readonly isEditable: boolean; readonly hasSelection: boolean },
  words: typeof menuCopy,
): Entry[] {
  const { isEditable, hasSelection } = place
  const copy: Entry = { role: 'copy', label: words.roles.copy, enabled: hasSelection }
  if (!isEditable) return hasSelection ? [copy] : []
  return [
    { role: 'cut', label: words.roles.cut, enabled: hasSelection },
    copy,
    { role: 'paste', label: words.roles.paste },
    { type: 'separator' },
    { role: 'selectAll', label: words.roles.selectAll },
  ]
}
