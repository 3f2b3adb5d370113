import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import Typography from '@mui/material/Typography'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commandOfKeys, keysPressed } from '../../shared/command-keys.ts'
import { platform } from '../api/client.ts'
import { useAppState } from '../api/use-app-state.ts'
import { takeFocus } from '../ui/take-focus.ts'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import { type PaletteQuery, readPaletteText } from './palette-prefix.ts'
import type { PaletteRow } from './palette-row.ts'
import { paletteLook } from './palette-style.ts'
import { optionId, PaletteList } from './PaletteList.tsx'
import { forgetTypedAhead, typedAhead } from './TypeAhead.ts'
import { usePaletteRows } from './use-palette-rows.ts'

// The longest search that main accepts, and a sign before it.
const maxLength = 201

/**
 * Finds records, commands, views and settings as one types, over everything that is loaded. A combobox by the ARIA
 * Authoring Practices: the keyboard stays in the field, and the field says which line is the chosen one.
 */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('palette')
  const { preferences } = useAppState()
  const listId = useId()
  const [typed, setTyped] = useState(typedAhead)
  const query = readPaletteText(typed)
  const { rows, isPending } = usePaletteRows(query, setTyped)
  const [chosenId, setChosenId] = useState<string | null>(null)
  // The first line is the chosen one until the user moves, and again once that line is gone.
  const chosen = rows.find(({ id }) => id === chosenId) ?? rows[0]
  const activeId = chosen === undefined ? undefined : optionId(listId, chosen.id)

  useEffect(forgetTypedAhead, [])
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

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
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const isOwn = keysPressed(event, platform()).some(
      (pressed) => commandOfKeys(pressed, preferences, platform()) === 'palette',
    )
    if (step !== undefined && chosen !== undefined) {
      setChosenId(rows.at((rows.indexOf(chosen) + step) % rows.length)?.id ?? null)
    } else if (event.key === 'Enter' && chosen !== undefined) choose(chosen)
    else if (isOwn) onClose()
    else return
    event.preventDefault()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="sm"
      fullWidth
      transitionDuration={0}
      slotProps={{
        container: { sx: { alignItems: 'flex-start' } },
        paper: { 'aria-label': t('title'), sx: { mt: '10vh', overflow: 'hidden' } },
      }}
    >
      <Box sx={paletteLook}>
        <input
          ref={takeFocus}
          type="text"
          role="combobox"
          aria-label={t('input')}
          aria-autocomplete="list"
          aria-expanded={rows.length > 0}
          aria-controls={listId}
          aria-activedescendant={activeId}
          placeholder={t('placeholder')}
          maxLength={maxLength}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setChosenId(null)
          }}
          onKeyDown={onKeyDown}
        />
        <PaletteList
          id={listId}
          rows={rows}
          chosen={chosen ?? null}
          search={query.text}
          isBusy={isPending}
          onPoint={setChosenId}
          onChoose={choose}
        />
        {rows.length === 0 && (
          <Typography variant="body2" sx={{ px: 2, py: 2, color: 'text.secondary' }}>
            {isPending ? t('searching') : <Nothing query={query} />}
          </Typography>
        )}
        <Typography variant="caption" component="p" className="hint">
          {t('hint')}
        </Typography>
      </Box>
      <VisuallyHidden role="status">{isPending ? '' : t('count', { count: rows.length })}</VisuallyHidden>
    </Dialog>
  )
}

/** Says what was looked for in vain. */
function Nothing({ query: { scope, text } }: { readonly query: PaletteQuery }) {
  const { t } = useTranslation('palette')
  if (text === '') return t('noneYet')
  if (scope === 'people') return t('noPerson', { text })
  if (scope === 'views') return t('noView', { text })
  return scope === 'commands' ? t('noCommand', { text }) : t('none', { text })
}
