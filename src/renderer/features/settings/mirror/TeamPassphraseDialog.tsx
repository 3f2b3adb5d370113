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
import { passphraseMinLength } from '../../../../shared/model/passphrase.ts'
import { problemOf } from '../../../api/client.ts'
import { useCreateTeam, useRotateTeam } from '../../../api/use-mirror.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { newPassphraseSchema, problemIn, type NewPassphrase } from '../../../ui/new-passphrase.ts'
import { PassphraseField } from '../../../ui/PassphraseField.tsx'
import { takeFocus } from '../../../ui/take-focus.ts'

interface TeamPassphraseDialogProps {
  /** `create`: of a new team. `rotate`: another one for the team that there is. */
  readonly purpose: 'create' | 'rotate'
  readonly onDone: () => void
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
  const nextProblem = problemIn(formState.errors.next)
  const repeatedProblem = problemIn(formState.errors.repeated)
  const count = { count: passphraseMinLength }
  const submit = handleSubmit(({ next }) => {
    change.mutate(next, { onSuccess: onDone })
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
          <PassphraseField
            {...register('next')}
            isNew
            label={t('passphrase')}
            inputRef={takeFocus}
            error={nextProblem !== null}
            helperText={t(
              nextProblem === null ? 'ui:passphrase.hint' : `ui:passphrase.${nextProblem}`,
              count,
            )}
          />
          <PassphraseField
            {...register('repeated')}
            isNew
            label={t('ui:passphrase.repeat')}
            error={repeatedProblem !== null}
            helperText={repeatedProblem && t(`ui:passphrase.${repeatedProblem}`, count)}
          />
          {change.error !== null && <ErrorNotice {...problemOf(change.error)} />}
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
