import { zodResolver } from '@hookform/resolvers/zod'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import { useId } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useCreateTeam, useRotateTeam } from '../../../api/use-mirror.ts'
import { newPassphraseSchema, type NewPassphrase } from '../../../ui/new-passphrase.ts'
import { NewPassphraseFields } from '../../../ui/NewPassphraseFields.tsx'
import { MirrorFailure } from './MirrorFailure.tsx'

interface TeamPassphraseDialogProps {
  /** `create`: of a new team. `rotate`: another one for the team that there is. */
  readonly purpose: 'create' | 'rotate'
  /** `isPending`: begun, and not through. */
  readonly onDone: (isPending: boolean) => void
  readonly onCancel: () => void
}

/** A new passphrase for the team, typed twice. Mount it when it is wanted, so that no passphrase stays in it. */
export function TeamPassphraseDialog({ purpose, onDone, onCancel }: TeamPassphraseDialogProps) {
  const { t } = useTranslation(['mirror', 'ui'])
  const titleId = useId()
  const create = useCreateTeam()
  const rotate = useRotateTeam()
  const change = purpose === 'create' ? create : rotate
  const { register, handleSubmit, formState } = useForm<NewPassphrase>({
    resolver: zodResolver(newPassphraseSchema),
    defaultValues: { next: '', repeated: '' },
  })
  const submit = handleSubmit(({ next }) => {
    change.mutate(next, {
      onSuccess: ({ team }) => {
        onDone(team?.isKeyChanging === true)
      },
    })
  })
  return (
    <Dialog open onClose={onCancel} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <form
        noValidate
        onSubmit={(event) => {
          void submit(event)
        }}
      >
        <DialogTitle id={titleId}>{t(`${purpose}.title`)}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <DialogContentText variant="body2">{t(`${purpose}.body`)}</DialogContentText>
          <NewPassphraseFields
            next={register('next')}
            repeated={register('repeated')}
            errors={formState.errors}
            label={t('passphrase')}
            takesFocus
          />
          {change.error !== null && <MirrorFailure thrown={change.error} />}
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" color="inherit" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={change.isPending}>
            {t(`${purpose}.submit`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
