import { z } from 'zod'

/** The parts of the cheat sheet and of the settings, in their order. */
export const commandCategories = ['go', 'records', 'list', 'view', 'app'] as const
export type CommandCategory = (typeof commandCategories)[number]

/** What must be there before a command can do anything; it says why where it is not. */
export type CommandNeed = 'network' | 'selection' | 'contact' | 'form' | 'list' | 'passphrase'

export interface Command {
  readonly category: CommandCategory
  /** In the notation of the table; the first one is shown. */
  readonly keys: readonly string[]
  /** Where macOS has other habits. */
  readonly macKeys?: readonly string[]
  /** Letters without any modifier, one after the other: off where text is typed, and when the user says so. */
  readonly single?: string
  /** The application menu that has it. */
  readonly menu?: 'file' | 'edit' | 'view' | 'go' | 'help'
  /** Its keys work where text is typed as well. */
  readonly worksInText: boolean
  readonly needs?: CommandNeed
  /** It makes sense where somebody points only: no line in the palette. */
  readonly isPointed?: true
}

/**
 * THE table of what can be done by name: the menu, the palette, the shortcuts, the context menus and the cheat sheet
 * are made of it. Modifiers are written `Mod` (Ctrl, on macOS Cmd), `Alt`, `Shift`, in this order; letters are
 * capital, other keys as `KeyboardEvent.key` calls them.
 */
const table = {
  items: { category: 'go', keys: ['Mod+1'], single: 'G I', menu: 'go', worksInText: true },
  contacts: { category: 'go', keys: ['Mod+2'], single: 'G C', menu: 'go', worksInText: true },
  insights: { category: 'go', keys: ['Mod+3'], menu: 'go', worksInText: true },
  outbox: { category: 'go', keys: ['Mod+Shift+O', 'Mod+4'], single: 'G O', menu: 'go', worksInText: true },
  sync: { category: 'go', keys: ['Mod+5'], single: 'G S', menu: 'go', worksInText: true },
  connections: { category: 'go', keys: ['Mod+6'], menu: 'go', worksInText: true },
  settings: { category: 'go', keys: ['Mod+,', 'Mod+7'], menu: 'file', worksInText: true },
  back: { category: 'go', keys: ['Alt+ArrowLeft'], macKeys: ['Mod+['], menu: 'go', worksInText: true },
  forward: { category: 'go', keys: ['Alt+ArrowRight'], macKeys: ['Mod+]'], menu: 'go', worksInText: true },

  'new-contact': { category: 'records', keys: ['Mod+N'], single: 'C', menu: 'file', worksInText: true },
  'find-contact': { category: 'records', keys: ['Mod+O'], menu: 'file', worksInText: true },
  'import-contacts': { category: 'records', keys: [], menu: 'file', worksInText: true },
  'open-record': {
    category: 'records',
    keys: [],
    worksInText: false,
    needs: 'selection',
    isPointed: true,
  },
  'edit-record': {
    category: 'records',
    keys: [],
    single: 'E',
    menu: 'edit',
    worksInText: false,
    needs: 'contact',
  },
  'edit-cell': { category: 'records', keys: ['F2'], menu: 'edit', worksInText: false, needs: 'contact' },
  'delete-record': {
    category: 'records',
    keys: ['Delete'],
    macKeys: ['Delete', 'Mod+Backspace'],
    menu: 'edit',
    worksInText: false,
    needs: 'contact',
  },
  'open-at-provider': {
    category: 'records',
    keys: [],
    menu: 'file',
    worksInText: false,
    needs: 'selection',
  },
  'copy-record': { category: 'records', keys: [], worksInText: false, needs: 'selection' },
  'copy-link': { category: 'records', keys: [], worksInText: false, needs: 'selection' },
  'copy-as': {
    category: 'records',
    keys: ['Mod+Shift+C'],
    menu: 'edit',
    worksInText: true,
    needs: 'selection',
  },
  save: { category: 'records', keys: ['Mod+S'], menu: 'file', worksInText: true, needs: 'form' },
  'save-and-close': { category: 'records', keys: ['Mod+Enter'], worksInText: true, needs: 'form' },
  // Where text is typed, these keys belong to the text.
  undo: { category: 'records', keys: ['Mod+Z'], menu: 'edit', worksInText: false },
  redo: {
    category: 'records',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    macKeys: ['Mod+Shift+Z'],
    menu: 'edit',
    worksInText: false,
  },

  search: { category: 'list', keys: ['Mod+F'], menu: 'view', worksInText: true },
  filter: { category: 'list', keys: ['Mod+Shift+F'], menu: 'view', worksInText: true },
  export: { category: 'list', keys: ['Mod+E'], menu: 'file', worksInText: true },
  columns: { category: 'list', keys: [], menu: 'view', worksInText: true, needs: 'list' },
  'select-all': { category: 'list', keys: ['Mod+A'], menu: 'edit', worksInText: false, needs: 'list' },
  'select-row': {
    category: 'list',
    keys: [],
    single: 'X',
    worksInText: false,
    needs: 'list',
    isPointed: true,
  },
  'next-record': {
    category: 'list',
    keys: [],
    single: 'J',
    worksInText: false,
    needs: 'selection',
    isPointed: true,
  },
  'previous-record': {
    category: 'list',
    keys: [],
    single: 'K',
    worksInText: false,
    needs: 'selection',
    isPointed: true,
  },

  'detail-pane': { category: 'view', keys: ['Mod+\\'], menu: 'view', worksInText: true, needs: 'list' },
  json: { category: 'view', keys: ['Mod+Shift+J'], menu: 'view', worksInText: true, needs: 'selection' },
  'next-pane': { category: 'view', keys: ['F6'], worksInText: true },
  'previous-pane': { category: 'view', keys: ['Shift+F6'], worksInText: true },

  palette: { category: 'app', keys: ['Mod+K'], menu: 'go', worksInText: true, isPointed: true },
  'load-now': { category: 'app', keys: ['F5'], menu: 'file', worksInText: true, needs: 'network' },
  workspaces: { category: 'app', keys: ['Mod+Shift+W'], menu: 'file', worksInText: true },
  'back-up': { category: 'app', keys: [], menu: 'file', worksInText: true },
  'restore-backup': { category: 'app', keys: [], menu: 'file', worksInText: true },
  lock: { category: 'app', keys: ['Mod+Shift+L'], menu: 'file', worksInText: true, needs: 'passphrase' },
  'cheat-sheet': { category: 'app', keys: ['Mod+/'], single: '?', menu: 'help', worksInText: true },
  // The palette has the settings' section of that name.
  about: { category: 'app', keys: [], menu: 'help', worksInText: true, isPointed: true },
} as const satisfies Readonly<Record<string, Command>>

export type CommandId = keyof typeof table

export const commands: { readonly [Id in CommandId]: Command } = table

/** Every command, in the order in which menus and lists show them. */
// `Object.keys` knows the names at run time only; the table says the same to the compiler.
export const commandIds = Object.keys(table) as CommandId[]

export const commandIdSchema = z.enum(commandIds)

/**
 * Keys that stand for no command of the table, since whatever has the keyboard answers them itself; the cheat sheet
 * names them, and nobody gives them away.
 */
export const fixedKeys = {
  close: ['Escape'],
  menu: ['Shift+F10'],
  'grid-move': ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
  'grid-line': ['Home', 'End'],
  'grid-ends': ['Mod+Home', 'Mod+End'],
  'grid-page': ['PageUp', 'PageDown'],
  'grid-extend': ['Shift+ArrowUp', 'Shift+ArrowDown'],
  'grid-select': ['Space'],
  'grid-open': ['Enter'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type FixedKeyId = keyof typeof fixedKeys
