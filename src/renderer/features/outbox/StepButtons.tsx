import RedoIcon from '@mui/icons-material/Redo'
import UndoIcon from '@mui/icons-material/Undo'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import type { Outbox } from '../../../shared/model/change.ts'
import { useCommandKeys } from '../../api/use-command-keys.ts'
import { useSteps } from '../../api/use-steps.ts'
import { useStepWords } from '../../ui/change-words.ts'

/** Takes the newest edit back or does it again, and says before which one that is. */
export function StepButtons({ outbox }: { readonly outbox: Outbox }) {
  const { t } = useTranslation('outbox')
  const words = useStepWords()
  const { undo, redo } = useSteps()
  const keys = useCommandKeys()
  const label = (name: 'undo' | 'redo'): string => {
    const step = outbox[name]
    return step === null ? t(`steps.${name}`) : t(`steps.${name}What`, { what: words(step) })
  }
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', minWidth: 0 }}>
      <Button
        variant="outlined"
        color="inherit"
        startIcon={<UndoIcon />}
        disabled={outbox.undo === null}
        aria-keyshortcuts={keys.aria('undo')}
        onClick={undo}
        sx={buttonLook}
      >
        <Box component="span">{label('undo')}</Box>
      </Button>
      <Button
        variant="outlined"
        color="inherit"
        startIcon={<RedoIcon />}
        disabled={outbox.redo === null}
        aria-keyshortcuts={keys.aria('redo')}
        onClick={redo}
        sx={buttonLook}
      >
        <Box component="span">{label('redo')}</Box>
      </Button>
    </Box>
  )
}

/** A long name is cut off rather than pushing the other button away. */
const buttonLook = {
  maxWidth: 360,
  minWidth: 0,
  '& > span:last-of-type': { overflow: 'hidden', textOverflow: 'ellipsis' },
} as const
