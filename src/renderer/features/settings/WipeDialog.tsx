import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Workspace, workspaceName } from '../../../shared/model/workspace.ts'
import { problemOf } from '../../api/client.ts'
import { useOutboxCounts } from '../../api/use-outbox.ts'
import { useRemoveWorkspace } from '../../api/use-workspaces.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { takeFocus } from '../../ui/take-focus.ts'

interface WipeDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
}

/** Asks for the name before everything of a workspace is removed; says what would be lost with it. */
export function WipeDialog({ workspace, onClose }: WipeDialogProps) {
  const { t } = useTranslation('settings')
  const titleId = useId()
  const navigate = useNavigate()
  const remove = useRemoveWorkspace()
  const counts = useOutboxCounts().data
  const [typed, setTyped] = useState('')
  const name = workspaceName(workspace)
  const isRight = typed.trim() === name
  const unsent = (counts?.waitingCount ?? 0) + (counts?.needsYouCount ?? 0)
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!isRight) return
          remove.mutate(
            { id: workspace.id, typedName: typed },
            { onSuccess: () => void navigate({ to: '/' }) },
          )
        }}
      >
        <DialogTitle id={titleId}>{t('wipe.question', { workspace: name })}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          {unsent > 0 && <Typography color="error">{t('wipe.unsent', { count: unsent })}</Typography>}
          <TextField
            label={t('wipe.type', { workspace: name })}
            value={typed}
            autoComplete="off"
            inputRef={takeFocus}
            onChange={(event) => {
              setTyped(event.target.value)
            }}
          />
          {remove.error !== null && <ErrorNotice {...problemOf(remove.error)} />}
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" color="inherit" onClick={onClose}>
            {t('wipe.keep')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="error"
            disabled={!isRight}
            loading={remove.isPending}
          >
            {t('wipe.confirm')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
