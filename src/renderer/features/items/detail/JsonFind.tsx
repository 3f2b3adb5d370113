import NextIcon from '@mui/icons-material/KeyboardArrowDown'
import PreviousIcon from '@mui/icons-material/KeyboardArrowUp'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { mostHits } from './json-rows.ts'
import { Tooltip } from '../../../ui/Tooltip.tsx'

interface JsonFindProps {
  readonly text: string
  readonly onText: (text: string) => void
  /** How many there are, and which one is shown, from 0. */
  readonly count: number
  readonly current: number
  /** Goes to the next or the one before, from the last to the first and the other way round. */
  readonly onStep: (by: 1 | -1) => void
}

/** Looks for a text in a record: how often it is there, and from one to the next. */
export function JsonFind({ text, onText, count, current, onStep }: JsonFindProps) {
  const { t } = useTranslation('detail')
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && count > 0) {
      event.preventDefault()
      onStep(event.shiftKey ? -1 : 1)
    }
    // The first Escape empties the field, the next one closes the pane.
    if (event.key === 'Escape' && text !== '') {
      event.preventDefault()
      onText('')
    }
  }
  const found = (): string => {
    if (text === '') return ''
    if (count === 0) return t('json.none')
    return t(count >= mostHits ? 'json.placeOfMany' : 'json.place', { place: current + 1, count })
  }
  const steps = [
    { by: -1, name: t('json.previous'), Icon: PreviousIcon },
    { by: 1, name: t('json.next'), Icon: NextIcon },
  ] as const
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.5 }}>
      <TextField
        value={text}
        placeholder={t('json.find')}
        onChange={(event) => {
          onText(event.target.value)
        }}
        onKeyDown={onKeyDown}
        slotProps={{ htmlInput: { 'aria-label': t('json.find') }, input: { sx: { height: 30 } } }}
        sx={{ flex: '1 1 140px', width: 'auto' }}
      />
      <Typography
        variant="caption"
        role="status"
        sx={{ minWidth: 64, color: 'text.secondary', textAlign: 'end' }}
      >
        {found()}
      </Typography>
      {steps.map(({ by, name, Icon }) => (
        <Tooltip key={by} title={name}>
          <span>
            <IconButton
              aria-label={name}
              disabled={count === 0}
              onClick={() => {
                onStep(by)
              }}
            >
              <Icon fontSize="small" />
            </IconButton>
          </span>
        </Tooltip>
      ))}
    </Box>
  )
}
