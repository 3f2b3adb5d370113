import { keysOf } from '../../shared/command-keys.ts'
import { type CommandId, commands } from '../../shared/commands.ts'
import { ariaKeys, useKeyWords } from '../ui/key-words.ts'
import { platform } from './client.ts'
import { useAppState } from './use-app-state.ts'

export interface CommandKeys {
  /** The keys of a command as the user's keyboard writes them, the main ones first; those of single letters last. */
  readonly all: (id: CommandId) => readonly string[]
  /** The first of them, for a line of a menu; null for a command without any. */
  readonly first: (id: CommandId) => string | null
  /** For `aria-keyshortcuts`; undefined for a command without keys. */
  readonly aria: (id: CommandId) => string | undefined
}

/** The keys that commands have at present. */
export function useCommandKeys(): CommandKeys {
  const { preferences } = useAppState()
  const words = useKeyWords(platform())
  const all = (id: CommandId): readonly string[] => {
    const { single } = commands[id]
    const letters = single !== undefined && preferences.hasSingleKeys ? [single] : []
    return [...keysOf(id, preferences, platform()), ...letters].map(words)
  }
  return {
    all,
    first: (id) => all(id)[0] ?? null,
    aria: (id) => {
      const keys = keysOf(id, preferences, platform())
      return keys.length === 0 ? undefined : keys.map((one) => ariaKeys(one, platform())).join(' ')
    },
  }
}
