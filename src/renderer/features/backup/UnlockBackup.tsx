import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import { takeFocus } from '../../ui/take-focus.ts'

interface UnlockBackupProps {
  readonly id: string
  readonly isWrong: boolean
  readonly onSubmit: (passphrase: string) => void
}

/** Asks for the passphrase of a backup. */
export function UnlockBackup({ id, isWrong, onSubmit }: UnlockBackupProps) {
  const { t } = useTranslation(['backup', 'ui'])
  const [passphrase, setPassphrase] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  return (
    <form
      id={id}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setIsMissing(passphrase === '')
        if (passphrase !== '') onSubmit(passphrase)
      }}
    >
      <PassphraseField
        label={t('restore.passphrase')}
        value={passphrase}
        inputRef={takeFocus}
        error={isMissing || isWrong}
        helperText={isMissing ? t('ui:passphrase.missing') : isWrong && t('ui:passphrase.wrong')}
        onChange={(event) => {
          setPassphrase(event.target.value)
        }}
      />
    </form>
  )
}
