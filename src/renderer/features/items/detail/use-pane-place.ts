import type { Preferences } from '../../../../shared/model/preferences.ts'
import { useAppState, useSetPreferences } from '../../../api/use-app-state.ts'
import { useCommand } from '../../../ui/commands.ts'

export type PanePlace = Preferences['detailPane']

const next: Readonly<Record<PanePlace, PanePlace>> = { right: 'bottom', bottom: 'hidden', hidden: 'right' }

/** Where an opened record is shown, how much room it has there, and how to change both. Kept as a preference. */
export function usePanePlace() {
  const { detailPane: place, detailSizes: sizes } = useAppState().preferences
  const setPreferences = useSetPreferences()
  return {
    place,
    sizes,
    setPlace: (detailPane: PanePlace): void => {
      setPreferences.mutate({ detailPane })
    },
    /** Per cent of the room that the list and the pane share. */
    setSize: (size: number): void => {
      if (place === 'hidden') return
      const kept = Math.min(85, Math.max(15, Math.round(size * 10) / 10))
      setPreferences.mutate({ detailSizes: { ...sizes, [place]: kept } })
    },
  }
}

/** Follows the command that moves the pane on by one place. */
export function usePaneMoves({
  place,
  setPlace,
}: Pick<ReturnType<typeof usePanePlace>, 'place' | 'setPlace'>) {
  useCommand('detail-pane', () => {
    setPlace(next[place])
  })
}
