import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedView } from '../../../../shared/model/arrangement.ts'
import { takeFocus } from '../../../ui/take-focus.ts'
import { longestName, nameProblem } from './saved-view.ts'

interface ViewNameDialogProps {
  readonly kind: 'save' | 'rename'
  readonly initial: string
  readonly views: readonly SavedView[]
  /** The view that may keep its name; null for a new one. */
  readonly own: SavedView['id'] | null
  readonly onSubmit: (name: string) => void
  readonly onCancel: () => void
}

/** Asks for the name of a view. Mount it when it is wanted, so that it starts afresh. */
export function ViewNameDialog({ kind, initial, views, own, onSubmit, onCancel }: ViewNameDialogProps) {
  const { t } = useTranslation('views')
  const titleId = useId()
  const [name, setName] = useState(initial)
  const [isTried, setTried] = useState(false)
  const problem = nameProblem(name, views, own)
  const isRefused = problem !== null && (isTried || problem === 'taken')
  return (
    <Dialog open onClose={onCancel} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (problem === null) onSubmit(name.trim().toWellFormed())
        }}
      >
        <DialogTitle id={titleId}>{t(`dialog.${kind}Title`)}</DialogTitle>
        <DialogContent sx={{ '&&': { pt: 1 } }}>
          <TextField
            label={t('dialog.name')}
            value={name}
            required
            inputRef={takeFocus}
            error={isRefused}
            helperText={isRefused ? t(`dialog.${problem}`) : ' '}
            onChange={({ target }) => {
              setName(target.value)
            }}
            slotProps={{ htmlInput: { maxLength: longestName, autoComplete: 'off' } }}
          />
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" color="inherit" onClick={onCancel}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" variant="contained">
            {t(`dialog.${kind}`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
