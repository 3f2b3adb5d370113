import { useTranslation } from 'react-i18next'
import { showOverlay } from './overlays.ts'
import { palettePrefixes, type PaletteQuery } from './palette-prefix.ts'
import { type PaletteRow, paletteRow } from './palette-row.ts'
import { usePaletteCommands } from './use-palette-commands.ts'
import { usePalettePlaces } from './use-palette-places.ts'
import { usePaletteProvider } from './use-palette-provider.ts'
import { usePaletteRecords } from './use-palette-records.ts'
import { useCommandKeys } from '../api/use-command-keys.ts'

interface PaletteRows {
  readonly rows: readonly PaletteRow[]
  /** Records are still looked for; the ones shown are those of the search before. */
  readonly isPending: boolean
}

/** The lines for what was typed, in the order in which they are shown: records, commands, views, settings. */
export function usePaletteRows(query: PaletteQuery, type: (typed: string) => void): PaletteRows {
  const { scope, text } = query
  const { t } = useTranslation('palette')
  const keys = useCommandKeys()
  const records = usePaletteRecords(query)
  const provider = usePaletteProvider(query)
  const commands = usePaletteCommands()
  const places = usePalettePlaces()

  const help = (): readonly PaletteRow[] => [
    paletteRow({
      id: 'help keys',
      group: 'help',
      label: t('help.keys'),
      keys: keys.first('cheat-sheet'),
      run: () => {
        showOverlay('cheat-sheet')
      },
    }),
    ...(['commands', 'people', 'views'] as const).map((one) =>
      paletteRow({
        id: `help ${one}`,
        group: 'help',
        label: t(`help.${one}`),
        keys: palettePrefixes[one],
        staysOpen: true,
        run: () => {
          type(palettePrefixes[one])
        },
      }),
    ),
  ]

  switch (scope) {
    case 'help':
      return { rows: help(), isPending: false }
    case 'commands':
      return { rows: commands.found(text), isPending: false }
    case 'views':
      return { rows: places.views(text), isPending: false }
    case 'people':
      return records
    case 'all': {
      if (text === '') return { rows: [...records.rows, ...commands.here()], isPending: false }
      // What the provider found and is here already stands above.
      const shown = new Set(records.rows.map(({ id }) => id))
      const rows = [
        ...records.rows,
        ...commands.found(text),
        ...places.views(text),
        ...places.settings(text),
        ...provider.filter(({ id }) => !shown.has(id)),
      ]
      return { rows, isPending: records.isPending }
    }
  }
}
