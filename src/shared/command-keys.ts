import { type CommandId, commandIds, commands } from './commands.ts'
import type { Preferences } from './model/preferences.ts'

/** What the system tells of a key press, as a `KeyboardEvent` has it. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

type KeyPreferences = Pick<Preferences, 'keys'>

/** The keys that a command has by itself. */
export function defaultKeysOf(id: CommandId, platform: string): readonly string[] {
  const { keys, macKeys } = commands[id]
  return platform === 'darwin' && macKeys !== undefined ? macKeys : keys
}

/** The keys that a command has now: the user's own in place of its default ones, or none. */
export function keysOf(id: CommandId, { keys }: KeyPreferences, platform: string): readonly string[] {
  const own = keys[id]
  if (own === undefined) return defaultKeysOf(id, platform)
  return own === '' ? [] : [own]
}

/** The command that has these keys now; null where none does. */
export function commandOfKeys(
  pressed: string,
  preferences: KeyPreferences,
  platform: string,
): CommandId | null {
  return commandIds.find((id) => keysOf(id, preferences, platform).includes(pressed)) ?? null
}

const modifierKeys = new Set(['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'CapsLock', 'Dead', 'Process'])

/** The key as the keyboard's letters say, whichever alphabet is switched on. */
function keyNameOf({ key, code }: KeyPress): string {
  if (key === ' ') return 'Space'
  if (key.length > 1) return key
  const isForeign = key.charCodeAt(0) > 126 && /^(Key|Digit)/.test(code)
  return (isForeign ? code.replace(/^(Key|Digit)/, '') : key).toUpperCase()
}

/** Digits that stand on shifted keys (AZERTY), and the backslash, which many keyboards hide behind AltGr. */
function placeNameOf({ key, code }: KeyPress): string | null {
  if ('+-=0'.includes(key)) return null
  if (code === 'Backslash') return '\\'
  return /^Digit[1-9]$/.test(code) ? code.slice('Digit'.length) : null
}

/**
 * A key press in the notation of the commands, the likeliest first; empty while modifiers alone are held, and for
 * what AltGr types.
 */
export function keysPressed(press: KeyPress, platform: string): readonly string[] {
  const isMac = platform === 'darwin'
  const isMod = isMac ? press.metaKey : press.ctrlKey
  const isForeign = isMac ? press.ctrlKey : press.metaKey
  if (modifierKeys.has(press.key) || isForeign || (isMod && press.altKey)) return []
  const written = (name: string): string => {
    // A sign is what it is, with Shift or without: where it stands differs from keyboard to keyboard.
    const isSign = name.length === 1 && !/[A-Z0-9]/.test(name)
    const modifiers = [
      isMod ? 'Mod' : '',
      press.altKey ? 'Alt' : '',
      press.shiftKey && !isSign ? 'Shift' : '',
    ]
    return [...modifiers, name].filter((part) => part !== '').join('+')
  }
  const place = isMod ? placeNameOf(press) : null
  return [...new Set([written(keyNameOf(press)), ...(place === null ? [] : [written(place)])])]
}

/** Keys that the system, the window or the editing of text needs; `Mod` as everywhere. */
const reserved = new Set(
  [
    'A C H M Q R V W X Y Z 0 + - ='.split(' ').map((key) => `Mod+${key}`),
    ['Mod+Shift+Z', 'Mod+Shift+V', 'Mod+Shift+R', 'Mod+Shift+I', 'Alt+F4', 'Shift+F10'],
    ['F10', 'F11', 'F12'],
  ].flat(),
)

const usable =
  /^(Mod\+(Shift\+)?.|(Mod\+)?(Shift\+)?F[1-9]|Alt\+(Shift\+)?Arrow(Left|Right)|Delete|Insert|Mod\+Enter)$/

/** What becomes of keys that the user wants to give to a command. */
export type KeyChoice =
  | { readonly kind: 'free' }
  /** Another command has them. */
  | { readonly kind: 'taken'; readonly by: CommandId }
  /** The system or the editing of text needs them. */
  | { readonly kind: 'reserved' }
  /** A letter or an arrow without Ctrl (Cmd) belongs to whatever has the keyboard. */
  | { readonly kind: 'plain' }

export function judgeKeys(
  pressed: string,
  id: CommandId,
  preferences: KeyPreferences,
  platform: string,
): KeyChoice {
  const isDefault = defaultKeysOf(id, platform).includes(pressed)
  if (reserved.has(pressed) && !isDefault) return { kind: 'reserved' }
  if (!usable.test(pressed) && !isDefault) return { kind: 'plain' }
  const by = commandIds.find(
    (other) => other !== id && keysOf(other, preferences, platform).includes(pressed),
  )
  return by === undefined ? { kind: 'free' } : { kind: 'taken', by }
}

/** The user's keys with these for one command, and with nothing for the one that had them. */
export function withKeys(
  pressed: string,
  id: CommandId,
  preferences: KeyPreferences,
  platform: string,
): Preferences['keys'] {
  const losers = commandIds.filter(
    (other) => other !== id && keysOf(other, preferences, platform).includes(pressed),
  )
  // One of several keys that a command had: it keeps the rest, if that can be said in one.
  const rest = (other: CommandId): string =>
    keysOf(other, preferences, platform).find((one) => one !== pressed) ?? ''
  return {
    ...preferences.keys,
    ...Object.fromEntries(losers.map((other) => [other, rest(other)])),
    [id]: pressed,
  }
}

/** The user's keys without those of one command, which has its own again. */
export function withoutKeys(id: CommandId, { keys }: KeyPreferences): Preferences['keys'] {
  return Object.fromEntries(Object.entries(keys).filter(([other]) => other !== id))
}
