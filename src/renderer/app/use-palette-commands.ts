import { useTranslation } from 'react-i18next'
import { type CommandId, commandIds, commands } from '../../shared/commands.ts'
import { useCommandKeys } from '../api/use-command-keys.ts'
import { offReasonOf, runCommand, useCommandChanges } from '../ui/commands.ts'
import { hasWords } from '../ui/match-ranges.ts'
import { type PaletteRow, paletteRow } from './palette-row.ts'

/** How many commands an empty palette proposes. */
const mostProposed = 7

interface PaletteCommands {
  /** What can be done where the user is, what depends on the place first. */
  readonly here: () => readonly PaletteRow[]
  /** Every command that has the words, those that can be run first. */
  readonly found: (text: string) => readonly PaletteRow[]
}

/** The commands as lines of the palette, with their keys and with why they are off. */
export function usePaletteCommands(): PaletteCommands {
  const { t } = useTranslation('commands')
  const keys = useCommandKeys()
  useCommandChanges()
  const offered = commandIds.filter((id) => commands[id].isPointed !== true)
  const isOff = (id: CommandId): boolean => offReasonOf(id) !== null
  const row = (id: CommandId, group: 'here' | 'commands'): PaletteRow => {
    const reason = offReasonOf(id)
    return paletteRow({
      id: `command ${id}`,
      group,
      label: t(`name.${id}`),
      keys: keys.first(id),
      off: reason === null ? null : t(`off.${reason}`),
      run: () => {
        runCommand(id)
      },
    })
  }
  return {
    here: () => {
      const possible = offered.filter((id) => !isOff(id) && commands[id].category !== 'go')
      const isOfPlace = (id: CommandId): boolean => commands[id].needs !== undefined
      return [...possible.filter(isOfPlace), ...possible.filter((id) => !isOfPlace(id))]
        .slice(0, mostProposed)
        .map((id) => row(id, 'here'))
    },
    found: (text) => {
      const matching = offered.filter((id) => hasWords(t(`name.${id}`), text))
      return [...matching.filter((id) => !isOff(id)), ...matching.filter(isOff)].map((id) =>
        row(id, 'commands'),
      )
    },
  }
}
