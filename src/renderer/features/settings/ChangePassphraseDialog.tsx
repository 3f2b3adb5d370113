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
import { z } from 'zod'
import { problemOf } from '../../api/client.ts'
import { useChangePassphrase } from '../../api/use-protection.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { differs, isRepeated, newPassphraseShape } from '../../ui/new-passphrase.ts'
import { NewPassphraseFields } from '../../ui/NewPassphraseFields.tsx'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import { takeFocus } from '../../ui/take-focus.ts'

const changeSchema = z
  .object({ current: z.string().min(1).max(1_000), ...newPassphraseShape })
  .refine(isRepeated, differs)
type Change = z.infer<typeof changeSchema>

interface ChangePassphraseDialogProps {
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Mount it when it is wanted, so that no passphrase stays in it. */
export function ChangePassphraseDialog({ onDone, onCancel }: ChangePassphraseDialogProps) {
  const { t } = useTranslation(['settings', 'ui'])
  const titleId = useId()
  const change = useChangePassphrase()
  const { register, handleSubmit, formState } = useForm<Change>({
    resolver: zodResolver(changeSchema),
    defaultValues: { current: '', next: '', repeated: '' },
  })
  const { errors } = formState
  const failure = change.error === null ? null : problemOf(change.error)
  const isWrong = failure?.error.kind === 'wrong-passphrase'
  const submit = handleSubmit(({ current, next }) => {
    change.mutate({ current, next }, { onSuccess: onDone })
  })
  return (
    <Dialog open onClose={onCancel} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <form
        noValidate
        onSubmit={(event) => {
          void submit(event)
        }}
      >
        <DialogTitle id={titleId}>{t('storage.changePassphrase.title')}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <DialogContentText variant="body2">{t('storage.changePassphrase.body')}</DialogContentText>
          <PassphraseField
            {...register('current')}
            label={t('storage.changePassphrase.current')}
            inputRef={takeFocus}
            error={isWrong || errors.current !== undefined}
            helperText={
              errors.current !== undefined ? t('ui:passphrase.missing') : isWrong && t('ui:passphrase.wrong')
            }
          />
          <NewPassphraseFields
            next={register('next')}
            repeated={register('repeated')}
            errors={formState.errors}
            label={t('storage.changePassphrase.next')}
          />
          {failure !== null && !isWrong && <ErrorNotice {...failure} />}
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" color="inherit" onClick={onCancel}>
            {t('storage.cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={change.isPending}>
            {t('storage.changePassphrase.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
