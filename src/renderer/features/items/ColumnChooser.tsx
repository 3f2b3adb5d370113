import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldId } from '../../../shared/model/list-field.ts'
import { told } from '../../copy/told.ts'
import { notify } from '../../ui/notify.ts'
import { takeFocus } from '../../ui/take-focus.ts'
import { mostColumns, movedBy, movedTo, pinToggled, toggledColumn } from './column-choice.ts'
import { ColumnLine } from './ColumnLine.tsx'
import { type GridField, unknownField } from './grid-fields.ts'
import { toldLabel } from './told-label.ts'
import { useColumnDrag } from './use-column-drag.ts'
import type { ListColumns } from './use-list-columns.ts'

/** So many fields are drawn; a portal may have thousands, which nobody scrolls through. */
const mostDrawn = 100

/** Which fields are columns, in which order, and which of them stay while one scrolls sideways. */
export function ColumnChooser({ columns: list }: { readonly columns: ListColumns }) {
  const { columns, fields, change, reset } = list
  const { t } = useTranslation('grid')
  const id = useId()
  const [text, setText] = useState('')
  const drag = useColumnDrag((field, target) => {
    change(movedTo(columns, field, target))
  })
  const isWanted = useMemo(() => {
    const wanted = text.trim().toLowerCase()
    return ({ label, group }: GridField) => `${label} ${group ?? ''}`.toLowerCase().includes(wanted)
  }, [text])
  const others = useMemo(() => {
    const shown = new Set(columns.map(({ field }) => field))
    const found = [...fields.values()].filter((field) => !shown.has(field.id) && isWanted(field))
    return found.toSorted((one, other) => Number(other.isMain) - Number(one.isMain))
  }, [columns, fields, isWanted])
  const shown = columns
    .map((column) => ({ ...column, field: fields.get(column.field) ?? unknownField(column.field) }))
    .filter(({ field }) => isWanted(field))
  const isFull = columns.length >= mostColumns

  const move = (field: GridField, step: 1 | -1): void => {
    const next = movedBy(columns, field.id, step)
    change(next)
    notify({
      tone: 'info',
      title: told('grid:columns.moved', { column: toldLabel(field), place: placeIn(next, field.id) }),
    })
  }
  const onKeyDown = (field: GridField, event: KeyboardEvent): void => {
    const step = { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key]
    if (!event.altKey || step === undefined) return
    event.preventDefault()
    move(field, step)
  }
  // A line that goes over to the other list is another one, and would leave the keyboard nowhere.
  const body = useRef<HTMLDivElement>(null)
  const toggled = useRef<FieldId | null>(null)
  useLayoutEffect(() => {
    if (toggled.current === null || document.activeElement !== document.body) return
    const line = body.current?.querySelector(`[data-field="${CSS.escape(toggled.current)}"] input`)
    if (line instanceof HTMLElement) line.focus()
    toggled.current = null
  })
  const toggle = (field: FieldId): void => {
    toggled.current = field
    change(toggledColumn(columns, field))
  }

  return (
    <Box
      ref={body}
      sx={{ width: 340, maxHeight: 'min(560px, 70vh)', display: 'flex', flexDirection: 'column' }}
    >
      <Box sx={{ p: 1.5, display: 'flex', gap: 1 }}>
        <TextField
          size="small"
          fullWidth
          inputRef={takeFocus}
          type="search"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
          }}
          placeholder={t('columns.find')}
          slotProps={{ htmlInput: { 'aria-label': t('columns.find') } }}
        />
        <Button
          disabled={reset === null}
          sx={{ flex: 'none' }}
          onClick={() => {
            reset?.()
            // The button is off from then on, and would leave the keyboard nowhere.
            body.current?.querySelector<HTMLElement>('input[type="search"]')?.focus()
          }}
        >
          {t('columns.reset')}
        </Button>
      </Box>
      <Box sx={{ overflow: 'auto', px: 1.5, pb: 1.5 }}>
        {shown.length > 0 && (
          <>
            <Typography id={`${id}-shown`} variant="overline">
              {t('columns.shown')}
            </Typography>
            <Typography
              id={`${id}-hint`}
              variant="caption"
              component="p"
              sx={{ m: 0, color: 'text.secondary' }}
            >
              {isFull ? t('columns.full', { count: mostColumns }) : t('columns.hint')}
            </Typography>
            <Box component="ul" aria-labelledby={`${id}-shown`} sx={listLook}>
              {shown.map(({ field, isPinned }) => (
                <ColumnLine
                  key={field.id}
                  field={field}
                  describedBy={`${id}-hint`}
                  isShown
                  isLocked={field.id === 'name'}
                  isTarget={drag.target === field.id}
                  isPinned={isPinned}
                  onToggle={toggle}
                  onPin={() => {
                    change(pinToggled(columns, field.id))
                  }}
                  onDrag={drag.start}
                  onKeyDown={onKeyDown}
                />
              ))}
            </Box>
          </>
        )}
        {others.length > 0 && (
          <>
            <Typography id={`${id}-others`} variant="overline">
              {t('columns.others')}
            </Typography>
            <Box component="ul" aria-labelledby={`${id}-others`} sx={listLook}>
              {others.slice(0, mostDrawn).map((field) => (
                <ColumnLine
                  key={field.id}
                  field={field}
                  isShown={false}
                  isLocked={isFull}
                  onToggle={toggle}
                />
              ))}
            </Box>
            {others.length > mostDrawn && (
              <Typography variant="caption">
                {t('columns.more', { count: others.length - mostDrawn })}
              </Typography>
            )}
          </>
        )}
        {shown.length + others.length === 0 && (
          <Typography variant="body2">{t('columns.noMatch')}</Typography>
        )}
      </Box>
    </Box>
  )
}

const placeIn = (columns: readonly { readonly field: FieldId }[], field: FieldId): number =>
  columns.findIndex((column) => column.field === field) + 1

const listLook = { m: 0, p: 0, listStyle: 'none' } as const
