import { type KeyPress, keysOf, keysPressed } from '../../shared/command-keys.ts'
import type { CommandId } from '../../shared/commands.ts'
import { isSingleKey, singleOf } from '../../shared/single-keys.ts'
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
    const single = singleOf(id, preferences)
    const letters = single !== null && preferences.hasSingleKeys ? [single] : []
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

export interface StepLetters {
  /** For `aria-keyshortcuts`; null where no single letter steps that way. */
  readonly next: string | null
  readonly previous: string | null
  /** The step that a press of a letter is; null for every other one. */
  readonly stepOf: (press: KeyPress) => 1 | -1 | null
}

/** The letters that go to the next and to the previous record where no text is typed. */
export function useStepLetters(): StepLetters {
  const { preferences } = useAppState()
  const letterOf = (id: CommandId): string | null => {
    const single = preferences.hasSingleKeys ? singleOf(id, preferences) : null
    return single !== null && isSingleKey(single) ? single : null
  }
  const next = letterOf('next-record')
  const previous = letterOf('previous-record')
  return {
    next,
    previous,
    stepOf(press) {
      const [pressed] = keysPressed(press, platform())
      if (pressed === undefined) return null
      return pressed === next ? 1 : pressed === previous ? -1 : null
    },
  }
}
