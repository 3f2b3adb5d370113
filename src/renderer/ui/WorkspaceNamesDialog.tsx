import { zodResolver } from '@hookform/resolvers/zod'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { type ReactNode, useId } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { type WorkspaceNames, workspaceNamesSchema } from '../../shared/model/workspace.ts'
import { takeFocus } from './take-focus.ts'

interface WorkspaceNamesDialogProps {
  readonly title: string
  readonly submitLabel: string
  readonly initial: WorkspaceNames
  readonly isBusy: boolean
  /** The notice of a failed attempt, or nothing. */
  readonly failure?: ReactNode
  readonly onSubmit: (names: WorkspaceNames) => void
  readonly onCancel: () => void
}

/** Asks for a workspace's person and organisation. Mount it when it is wanted, so that it starts afresh. */
export function WorkspaceNamesDialog(props: WorkspaceNamesDialogProps) {
  const { t } = useTranslation('ui')
  const titleId = useId()
  const { register, handleSubmit, formState } = useForm<WorkspaceNames>({
    resolver: zodResolver(workspaceNamesSchema),
    defaultValues: props.initial,
  })
  const problemOf = (name: keyof WorkspaceNames): string | null => {
    const problem = formState.errors[name]
    if (problem === undefined) return null
    return t(problem.type === 'too_big' ? 'workspaceNames.tooLong' : 'workspaceNames.required')
  }
  const submit = handleSubmit(props.onSubmit)

  return (
    <Dialog open onClose={props.onCancel} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <form
        noValidate
        onSubmit={(event) => {
          void submit(event)
        }}
      >
        <DialogTitle id={titleId}>{props.title}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <DialogContentText variant="body2">{t('workspaceNames.hint')}</DialogContentText>
          <TextField
            {...register('user')}
            label={t('workspaceNames.user')}
            inputRef={takeFocus}
            required
            error={formState.errors.user !== undefined}
            helperText={problemOf('user')}
          />
          <TextField
            {...register('organisation')}
            label={t('workspaceNames.organisation')}
            required
            error={formState.errors.organisation !== undefined}
            helperText={problemOf('organisation')}
          />
          {props.failure}
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" color="inherit" onClick={props.onCancel}>
            {t('workspaceNames.cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={props.isBusy}>
            {props.submitLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
