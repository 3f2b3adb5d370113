import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { type SyntheticEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useUnlock } from '../../api/use-protection.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { PassphraseField } from '../../ui/PassphraseField.tsx'

/** A wrong passphrase is told below the field, where the next try begins at once. */
export function UnlockForm() {
  const { t } = useTranslation(['protection', 'ui'])
  const unlock = useUnlock()
  const field = useRef<HTMLInputElement>(null)
  const [passphrase, setPassphrase] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const problem = unlock.error === null ? null : problemOf(unlock.error)
  const isWrong = problem?.error.kind === 'wrong-passphrase'

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setIsMissing(passphrase === '')
    if (passphrase === '' || unlock.isPending) return
    unlock.mutate(passphrase, {
      onError: () => {
        field.current?.select()
      },
    })
  }

  return (
    <Box
      component="form"
      noValidate
      onSubmit={submit}
      sx={{ display: 'flex', flexDirection: 'column', gap: 2, alignItems: 'flex-start' }}
    >
      <PassphraseField
        label={t('ui:passphrase.label')}
        inputRef={field}
        // The one thing that this screen is for.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={passphrase}
        onChange={(event) => {
          setPassphrase(event.target.value)
          setIsMissing(false)
        }}
        error={isWrong || isMissing}
        helperText={isMissing ? t('ui:passphrase.missing') : isWrong ? t('ui:passphrase.wrong') : null}
      />
      {problem !== null && !isWrong && <ErrorNotice {...problem} />}
      <Button type="submit" size="large" variant="contained" loading={unlock.isPending}>
        {t('locked.unlock')}
      </Button>
    </Box>
  )
}
