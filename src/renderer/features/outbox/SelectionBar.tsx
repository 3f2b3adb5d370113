import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useTranslation } from 'react-i18next'
import type { ChangeView } from '../../../shared/model/change.ts'
import { useHoldChanges, useReleaseChanges, useRetryChanges } from '../../api/use-outbox.ts'
import { idsFor, type Selection, type SelectionAction } from './selection.ts'

interface SelectionBarProps {
  readonly selection: Selection
  readonly shown: readonly ChangeView[]
  /** How many there are that are not shown. */
  readonly hiddenCount: number
  readonly actions: readonly SelectionAction[]
  readonly onDiscard: (changes: readonly ChangeView[]) => void
}

/** Selects all that is shown, and does something with what is selected. */
export function SelectionBar({ selection, shown, hiddenCount, actions, onDiscard }: SelectionBarProps) {
  const { t } = useTranslation('outbox')
  const hold = useHoldChanges()
  const release = useReleaseChanges()
  const retry = useRetryChanges()
  const { selected } = selection
  const count = selected.length
  const run: Record<SelectionAction, () => void> = {
    hold: () => {
      hold.mutate(idsFor('hold', selected))
    },
    release: () => {
      release.mutate(idsFor('release', selected))
    },
    retry: () => {
      retry.mutate(idsFor('retry', selected))
    },
    discard: () => {
      onDiscard(selected.filter(({ state }) => state !== 'sending'))
    },
  }
  const labels: Record<SelectionAction, string> = {
    hold: t('actions.hold'),
    release: t('actions.release'),
    retry: t('actions.tryNow'),
    discard: t('actions.discard'),
  }
  const all = hiddenCount > 0 ? t('selection.allShown', { count: shown.length }) : t('selection.all')
  return (
    <Box role="group" aria-label={t('selection.label')} sx={barLook}>
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            checked={count > 0 && count === shown.length}
            indeterminate={count > 0 && count < shown.length}
            onChange={() => {
              selection.selectAll(count < shown.length)
            }}
            sx={{ p: '3px', mr: 1 }}
          />
        }
        label={all}
        slotProps={{ typography: { variant: 'body2' } }}
        sx={{ ml: '-3px', mr: 0 }}
      />
      <Box component="span" role="status" sx={{ flex: 1, typography: 'body2', color: 'text.secondary' }}>
        {count > 0 && t('selection.count', { count })}
      </Box>
      {count > 0 &&
        actions.map((action) => (
          <Button
            key={action}
            variant="outlined"
            color="inherit"
            disabled={idsFor(action, selected).length === 0}
            onClick={run[action]}
          >
            {labels[action]}
          </Button>
        ))}
    </Box>
  )
}

const barLook = {
  display: 'flex',
  alignItems: 'center',
  gap: 1,
  flexWrap: 'wrap',
  minHeight: 46,
  boxSizing: 'border-box',
  px: 2.5,
  py: 0.75,
  borderBottom: 1,
  borderColor: 'divider',
  bgcolor: 'raised',
} as const
