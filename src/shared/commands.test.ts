import { describe, expect, it } from 'vitest'
import { defaultKeysOf, judgeKeys, keysOf, keysPressed, withKeys, withoutKeys } from './command-keys.ts'
import { commandIds, commands, fixedKeys } from './commands.ts'
import copy from './copy/en/commands.json' with { type: 'json' }

const noKeys = { keys: {} }
const systems = ['linux', 'win32', 'darwin']
const press = (key: string, held: Partial<Parameters<typeof keysPressed>[0]> = {}) =>
  keysPressed(
    { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held },
    'linux',
  )

describe('the table of commands', () => {
  it.each(systems)('gives no two commands the same keys on %s', (platform) => {
    const all = commandIds.flatMap((id) => defaultKeysOf(id, platform))
    expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([])
    const letters = commandIds.flatMap((id) => commands[id].single ?? [])
    expect(new Set(letters).size).toBe(letters.length)
    // The first of two letters is no command by itself, or the second would never be waited for.
    const firsts = letters.filter((one) => one.includes(' ')).map((one) => one.charAt(0))
    expect(letters.filter((one) => firsts.includes(one))).toEqual([])
  })

  it('has a name for every command, and no name without one', () => {
    expect(Object.keys(copy.name).toSorted()).toEqual([...commandIds].toSorted())
    expect(Object.keys(copy.fixed).toSorted()).toEqual(Object.keys(fixedKeys).toSorted())
  })

  it('row 65: has every key that was agreed on', () => {
    const agreed = {
      'Mod+K': 'palette',
      'Mod+F': 'search',
      'Mod+Shift+F': 'filter',
      'Mod+1': 'items',
      'Mod+2': 'contacts',
      'Mod+3': 'insights',
      'Mod+4': 'outbox',
      'Mod+5': 'sync',
      'Mod+6': 'connections',
      'Mod+7': 'settings',
      'Mod+N': 'new-contact',
      'Mod+S': 'save',
      'Mod+Enter': 'save-and-close',
      'Mod+Z': 'undo',
      'Mod+Shift+Z': 'redo',
      F2: 'edit-cell',
      Delete: 'delete-record',
      'Mod+A': 'select-all',
      'Mod+Shift+C': 'copy-as',
      F5: 'load-now',
      'Mod+Shift+O': 'outbox',
      'Mod+Shift+J': 'json',
      'Mod+\\': 'detail-pane',
      F6: 'next-pane',
      'Alt+ArrowLeft': 'back',
      'Alt+ArrowRight': 'forward',
      'Mod+Shift+W': 'workspaces',
      'Mod+,': 'settings',
      'Mod+/': 'cheat-sheet',
    }
    const owner = (keys: string) => commandIds.find((id) => keysOf(id, noKeys, 'linux').includes(keys))
    expect(Object.fromEntries(Object.keys(agreed).map((keys) => [keys, owner(keys)]))).toEqual(agreed)
    expect(keysOf('back', noKeys, 'darwin')).toEqual(['Mod+['])
    expect(keysOf('forward', noKeys, 'darwin')).toEqual(['Mod+]'])
    const singles = {
      J: 'next-record',
      K: 'previous-record',
      X: 'select-row',
      E: 'edit-record',
      C: 'new-contact',
      'G C': 'contacts',
      'G O': 'outbox',
      'G S': 'sync',
      'G I': 'items',
    }
    const single = (keys: string) => commandIds.find((id) => commands[id].single === keys)
    expect(Object.fromEntries(Object.keys(singles).map((keys) => [keys, single(keys)]))).toEqual(singles)
    expect(Object.values(fixedKeys).flat()).toEqual(
      expect.arrayContaining(['Escape', 'Home', 'End', 'PageUp', 'PageDown', 'Space', 'Enter']),
    )
  })
})

describe('key presses', () => {
  it('are written alike, whatever the alphabet and the shift lock', () => {
    expect(press('k', { ctrlKey: true })).toEqual(['Mod+K'])
    expect(press('O', { ctrlKey: true, shiftKey: true })).toEqual(['Mod+Shift+O'])
    expect(press('л', { ctrlKey: true, code: 'KeyK' })).toEqual(['Mod+K'])
    expect(press('/', { ctrlKey: true, shiftKey: true, code: 'Digit7' })).toContain('Mod+/')
    expect(press('ArrowLeft', { altKey: true })).toEqual(['Alt+ArrowLeft'])
    expect(press('j')).toEqual(['J'])
  })

  it('of AltGr, of modifiers alone and of the other modifier key are nobody’s', () => {
    expect(press('\\', { ctrlKey: true, altKey: true })).toEqual([])
    expect(press('Control', { ctrlKey: true })).toEqual([])
    expect(press('k', { metaKey: true })).toEqual([])
  })

  it('find a digit and the backslash by their place', () => {
    expect(press('&', { ctrlKey: true, code: 'Digit1' })).toContain('Mod+1')
    expect(press('#', { ctrlKey: true, code: 'Backslash' })).toContain('Mod+\\')
    expect(press('-', { ctrlKey: true, code: 'Digit6' })).toEqual(['Mod+-'])
  })
})

describe('keys of the user’s own', () => {
  it('are refused where the system or the editing of text needs them', () => {
    for (const keys of ['Mod+C', 'Mod+V', 'Mod+X', 'Mod+Q', 'Mod+W', 'F11', 'Alt+F4']) {
      expect([keys, judgeKeys(keys, 'filter', noKeys, 'linux').kind]).toEqual([keys, 'reserved'])
    }
    for (const keys of ['J', 'Tab', 'ArrowUp', 'Alt+F', 'Space']) {
      expect([keys, judgeKeys(keys, 'filter', noKeys, 'linux').kind]).toEqual([keys, 'plain'])
    }
    expect(judgeKeys('Mod+A', 'select-all', { keys: { 'select-all': '' } }, 'linux')).toEqual({
      kind: 'free',
    })
  })

  it('name the command that has them, and take them from it when that is wanted', () => {
    expect(judgeKeys('Mod+K', 'filter', noKeys, 'linux')).toEqual({ kind: 'taken', by: 'palette' })
    const keys = withKeys('Mod+K', 'filter', noKeys, 'linux')
    expect(keysOf('filter', { keys }, 'linux')).toEqual(['Mod+K'])
    expect(keysOf('palette', { keys }, 'linux')).toEqual([])
    const again = { keys: withoutKeys('palette', { keys: withoutKeys('filter', { keys }) }) }
    expect(again).toEqual(noKeys)
  })

  it('leave the other keys to a command that had several', () => {
    const keys = withKeys('Mod+7', 'filter', noKeys, 'linux')
    expect(keysOf('settings', { keys }, 'linux')).toEqual(['Mod+,'])
  })
})
