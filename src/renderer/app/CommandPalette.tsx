import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import Typography from '@mui/material/Typography'
import { Command } from 'cmdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commandOfKeys, keysPressed } from '../../shared/command-keys.ts'
import { platform } from '../api/client.ts'
import { useAppState } from '../api/use-app-state.ts'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import { readPaletteText } from './palette-prefix.ts'
import type { PaletteGroup, PaletteRow } from './palette-row.ts'
import { paletteLook } from './palette-style.ts'
import { PaletteLine } from './PaletteLine.tsx'
import { usePaletteRows } from './use-palette-rows.ts'

// The longest search that main accepts, and a sign before it.
const maxLength = 201

/** Finds records, commands, views and settings as one types, over everything that is loaded. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('palette')
  const { preferences } = useAppState()
  const [typed, setTyped] = useState('')
  const query = readPaletteText(typed)
  const { rows, isPending } = usePaletteRows(query, setTyped)

  // The first line is the chosen one until the user moves; other lines start anew.
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = `${typed}\n${rows[0]?.id ?? ''}`
  const [seen, setSeen] = useState(shown)
  if (seen !== shown) {
    setSeen(shown)
    setChosen(null)
  }

  const choose = (row: PaletteRow): void => {
    if (row.off !== null) return
    if (row.staysOpen) {
      row.run()
      return
    }
    onClose()
    // Closing gives the keyboard back to where it was; what the command does with it comes after that.
    setTimeout(row.run)
  }

  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="sm"
      fullWidth
      transitionDuration={0}
      onKeyDown={(event) => {
        const isOwn = keysPressed(event, platform()).some(
          (pressed) => commandOfKeys(pressed, preferences, platform()) === 'palette',
        )
        if (!isOwn) return
        event.preventDefault()
        onClose()
      }}
      slotProps={{
        container: { sx: { alignItems: 'flex-start' } },
        paper: { 'aria-label': t('title'), sx: { mt: '10vh', overflow: 'hidden' } },
      }}
    >
      <Box
        component={Command}
        label={t('input')}
        shouldFilter={false}
        vimBindings={false}
        value={chosen ?? rows[0]?.id ?? ''}
        onValueChange={setChosen}
        sx={paletteLook}
      >
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder={t('placeholder')}
          aria-label={t('input')}
          maxLength={maxLength}
          // The dialog was opened to type here.
          autoFocus
        />
        <Command.List label={t('results')} aria-busy={isPending}>
          {groupsOf(rows).map(({ group, lines }) => (
            <Command.Group key={group} heading={t(`group.${group}`)}>
              {lines.map((row) => (
                <PaletteLine
                  key={row.id}
                  row={row}
                  search={query.text}
                  onChoose={() => {
                    choose(row)
                  }}
                />
              ))}
            </Command.Group>
          ))}
        </Command.List>
        {rows.length === 0 && (
          <Typography variant="body2" sx={{ px: 2, py: 2, color: 'text.secondary' }}>
            {isPending ? t('searching') : nothing(query.scope)}
          </Typography>
        )}
        <Typography variant="caption" component="p" className="hint">
          {t('hint')}
        </Typography>
      </Box>
      <VisuallyHidden role="status">{isPending ? '' : t('count', { count: rows.length })}</VisuallyHidden>
    </Dialog>
  )

  function nothing(scope: (typeof query)['scope']): string {
    const { text } = query
    if (text === '') return t('noneYet')
    if (scope === 'people') return t('noPerson', { text })
    if (scope === 'views') return t('noView', { text })
    return scope === 'commands' ? t('noCommand', { text }) : t('none', { text })
  }
}

interface Lines {
  readonly group: PaletteGroup
  readonly lines: readonly PaletteRow[]
}

/** Lines by their group, in the order of the first of each. */
const groupsOf = (rows: readonly PaletteRow[]): readonly Lines[] =>
  [...new Set(rows.map(({ group }) => group))].map((group) => ({
    group,
    lines: rows.filter((row) => row.group === group),
  }))
