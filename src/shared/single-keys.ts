import { type CommandId, commandIds, commands } from './commands.ts'
import type { Preferences } from './model/preferences.ts'

type SinglePreferences = Pick<Preferences, 'singleKeys'>

/** The letters that a command has now, one or two with a space between them; null for none. */
export function singleOf(id: CommandId, { singleKeys }: SinglePreferences): string | null {
  const own = singleKeys[id] ?? commands[id].single ?? ''
  // Only what has letters by itself can have others: everything else has keys that no typing is mistaken for.
  return own === '' || commands[id].single === undefined ? null : own
}

/** Whether a press in the notation of the commands is a letter, a digit or a sign without any modifier. */
export const isSingleKey = (pressed: string): boolean => Array.from(pressed).length === 1 && pressed !== ' '

/** Whether these are letters, one or two, not keys that are held together. */
export const isLetters = (written: string): boolean => written.split(' ').every(isSingleKey)

/** The command of these letters; null where there is none. */
export const commandOfSingle = (written: string, preferences: SinglePreferences): CommandId | null =>
  commandIds.find((id) => singleOf(id, preferences) === written) ?? null

/** Whether a second letter has to be waited for. */
export const beginsSingle = (letter: string, preferences: SinglePreferences): boolean =>
  commandIds.some((id) => singleOf(id, preferences)?.startsWith(`${letter} `) === true)

/**
 * The other commands that could not be reached any more if these letters were those of a command: they have the same
 * ones, begin with them, or are the beginning of them.
 */
export const singleRivals = (
  written: string,
  id: CommandId,
  preferences: SinglePreferences,
): readonly CommandId[] =>
  commandIds.filter((other) => {
    const theirs = other === id ? null : singleOf(other, preferences)
    return (
      theirs !== null &&
      (theirs === written || theirs.startsWith(`${written} `) || written.startsWith(`${theirs} `))
    )
  })

/** The user's letters with these for one command, and none for those that they would hide. */
export const withSingle = (
  written: string,
  id: CommandId,
  preferences: SinglePreferences,
): Preferences['singleKeys'] => ({ ...withoutRivals(written, id, preferences), [id]: written })

/** The user's letters without those of one command, which has its own again, and none for those that these would hide. */
export function withoutSingle(id: CommandId, { singleKeys }: SinglePreferences): Preferences['singleKeys'] {
  const others = Object.fromEntries(Object.entries(singleKeys).filter(([other]) => other !== id))
  const { single } = commands[id]
  return single === undefined ? others : withoutRivals(single, id, { singleKeys: others })
}

const withoutRivals = (
  written: string,
  id: CommandId,
  preferences: SinglePreferences,
): Preferences['singleKeys'] => ({
  ...preferences.singleKeys,
  ...Object.fromEntries(singleRivals(written, id, preferences).map((other) => [other, ''])),
})
