import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../../api/client.ts'
import { useJoinTeam } from '../../../api/use-mirror.ts'
import { told } from '../../../copy/told.ts'
import { notify } from '../../../ui/notify.ts'
import { PassphraseField } from '../../../ui/PassphraseField.tsx'
import { takeFocus } from '../../../ui/take-focus.ts'
import { MirrorFailure } from './MirrorFailure.tsx'

interface JoinTeamDialogProps {
  /** Somebody changed the passphrase of the team that this device is in. */
  readonly isAgain: boolean
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Asks for the passphrase of a team that there is. Mount it when it is wanted, so that no passphrase stays in it. */
export function JoinTeamDialog({ isAgain, onDone, onCancel }: JoinTeamDialogProps) {
  const { t } = useTranslation(['mirror', 'ui'])
  const titleId = useId()
  const join = useJoinTeam()
  const [passphrase, setPassphrase] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const failure = join.error === null ? null : problemOf(join.error)
  const isWrong = failure?.error.kind === 'wrong-passphrase'
  return (
    <Dialog open onClose={onCancel} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setIsMissing(passphrase === '')
          if (passphrase === '') return
          join.mutate(passphrase, {
            onSuccess: ({ connected }) => {
              notify({ tone: 'success', title: told('mirror:join.done', { count: connected.length }) })
              onDone()
            },
          })
        }}
      >
        <DialogTitle id={titleId}>{t(isAgain ? 'join.titleAgain' : 'join.title')}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <DialogContentText variant="body2">{t('join.body')}</DialogContentText>
          <PassphraseField
            label={t('passphrase')}
            value={passphrase}
            inputRef={takeFocus}
            error={isWrong || isMissing}
            helperText={isMissing ? t('ui:passphrase.missing') : isWrong && t('ui:passphrase.wrong')}
            onChange={(event) => {
              setPassphrase(event.target.value)
              setIsMissing(false)
            }}
          />
          {failure !== null && !isWrong && <MirrorFailure thrown={join.error} />}
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" color="inherit" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={join.isPending}>
            {t('join.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
