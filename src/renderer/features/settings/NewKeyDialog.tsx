import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import { type SyntheticEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useRotateKey } from '../../api/use-protection.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import { takeFocus } from '../../ui/take-focus.ts'

interface NewKeyDialogProps {
  readonly method: 'key-store' | 'passphrase'
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Explains what a new key is good for; asks for the passphrase where that wraps it. */
export function NewKeyDialog({ method, onDone, onCancel }: NewKeyDialogProps) {
  const { t } = useTranslation(['settings', 'ui'])
  const titleId = useId()
  const rotate = useRotateKey()
  const [passphrase, setPassphrase] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const failure = rotate.error === null ? null : problemOf(rotate.error)
  const isWrong = failure?.error.kind === 'wrong-passphrase'
  const asksPassphrase = method === 'passphrase'
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const isEmpty = asksPassphrase && passphrase === ''
    setIsMissing(isEmpty)
    if (isEmpty || rotate.isPending) return
    rotate.mutate(asksPassphrase ? passphrase : null, { onSuccess: onDone })
  }
  return (
    <Dialog open onClose={onCancel} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <form noValidate onSubmit={submit}>
        <DialogTitle id={titleId}>{t('storage.newKey.title')}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <DialogContentText variant="body2">{t('storage.newKey.body')}</DialogContentText>
          {asksPassphrase && (
            <PassphraseField
              label={t('ui:passphrase.label')}
              inputRef={takeFocus}
              value={passphrase}
              onChange={(event) => {
                setPassphrase(event.target.value)
                setIsMissing(false)
              }}
              error={isWrong || isMissing}
              helperText={isMissing ? t('ui:passphrase.missing') : isWrong && t('ui:passphrase.wrong')}
            />
          )}
          {failure !== null && !isWrong && <ErrorNotice {...failure} />}
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" color="inherit" onClick={onCancel}>
            {t('storage.cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={rotate.isPending}>
            {t('storage.newKey.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
