import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { type CommandId, commandIds, commands } from '../../shared/commands.ts'
import commandCopy from '../../shared/copy/en/commands.json' with { type: 'json' }
import menuCopy from '../../shared/copy/en/menu.json' with { type: 'json' }
import { menuTemplate, textMenuTemplate } from './menu-template.ts'

function menu(keys: Record<string, string> = {}, platform = 'linux') {
  const chosen: CommandId[] = []
  const template = menuTemplate({
    platform,
    isDevelopment: false,
    preferences: { keys },
    words: { menu: menuCopy, commands: commandCopy },
    choose: (id) => chosen.push(id),
  })
  const all = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
  const entry = (id: CommandId) => all.find((one) => one.id === id)
  return { template, all, entry, chosen }
}

/** Electron calls it with the entry, the window and the event; ours looks at none of them. */
const click = (entry: MenuItemConstructorOptions | undefined) => {
  ;(entry?.click as (() => void) | undefined)?.()
}

describe('the application menu', () => {
  it.each(['linux', 'win32', 'darwin'])(
    'has every command that belongs to it, by its name, on %s',
    (platform) => {
      const { all, entry, chosen } = menu({}, platform)
      const wanted = commandIds.filter((id) => commands[id].menu !== undefined)
      expect(all.flatMap(({ id }) => id ?? []).toSorted()).toEqual(wanted.toSorted())
      for (const id of wanted) {
        expect(entry(id)?.label).toBe(commandCopy.name[id])
        click(entry(id))
      }
      expect(chosen).toEqual(wanted)
    },
  )

  it('has the entries of the app and its end where each system looks for them', () => {
    const placed = (platform: string) =>
      menu({}, platform).template.map(({ label, submenu }) => ({
        label,
        ids: (Array.isArray(submenu) ? submenu : []).flatMap(({ id, role }) => id ?? role ?? []),
      }))
    const [appMenu, fileOfMac] = placed('darwin')
    expect(appMenu?.ids).toEqual(['about', 'settings', 'services', 'hide', 'hideOthers', 'unhide', 'quit'])
    expect(fileOfMac?.ids).not.toContain('settings')
    expect(fileOfMac?.ids).toContain('close')
    const elsewhere = placed('win32')
    expect(elsewhere[0]?.label).toBe(menuCopy.file)
    expect(elsewhere[0]?.ids).toEqual(expect.arrayContaining(['settings', 'quit']))
    expect(elsewhere.at(-1)?.ids).toContain('about')
  })

  it('shows the present keys and leaves them to the page', () => {
    expect(menu().entry('palette')).toMatchObject({ accelerator: 'CmdOrCtrl+K', registerAccelerator: false })
    expect(menu().entry('back')?.accelerator).toBe('Alt+Left')
    expect(menu({}, 'darwin').entry('back')?.accelerator).toBe('CmdOrCtrl+[')
    const own = menu({ palette: 'Mod+Shift+P', 'load-now': '' })
    expect(own.entry('palette')?.accelerator).toBe('CmdOrCtrl+Shift+P')
    expect(own.entry('load-now')?.accelerator).toBeUndefined()
  })

  it('never takes what edits a text away, and reloads in development only', () => {
    const roles = menu().all.flatMap(({ role }) => role ?? [])
    expect(roles).toEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll', 'undo', 'quit']))
    expect(roles).not.toContain('reload')
    expect(roles).not.toContain('toggleDevTools')
  })
})

describe('the menu of a text', () => {
  const rolesOf = (isEditable: boolean, hasSelection: boolean) =>
    textMenuTemplate({ isEditable, hasSelection }, menuCopy)
      .filter(({ enabled }) => enabled !== false)
      .flatMap(({ role }) => role ?? [])

  it('offers what can be done with it', () => {
    expect(rolesOf(true, true)).toEqual(['cut', 'copy', 'paste', 'selectAll'])
    expect(rolesOf(true, false)).toEqual(['paste', 'selectAll'])
    expect(rolesOf(false, true)).toEqual(['copy'])
    expect(rolesOf(false, false)).toEqual([])
  })
})
