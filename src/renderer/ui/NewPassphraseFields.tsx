import type { UseFormRegisterReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { passphraseMinLength } from '../../shared/model/passphrase.ts'
import { problemIn } from './new-passphrase.ts'
import { PassphraseField } from './PassphraseField.tsx'
import { takeFocus } from './take-focus.ts'

interface NewPassphraseFieldsProps {
  /** What the form made of the fields `next` and `repeated` (`newPassphraseShape`). */
  readonly next: UseFormRegisterReturn
  readonly repeated: UseFormRegisterReturn
  readonly errors: {
    readonly next?: { message?: string | undefined } | undefined
    readonly repeated?: { message?: string | undefined } | undefined
  }
  readonly label: string
  /** Whether the first one has the keyboard when it appears. */
  readonly takesFocus?: true
}

/** A new passphrase, typed twice. */
export function NewPassphraseFields(props: NewPassphraseFieldsProps) {
  const { t } = useTranslation('ui')
  const nextProblem = problemIn(props.errors.next)
  const repeatedProblem = problemIn(props.errors.repeated)
  const count = { count: passphraseMinLength }
  return (
    <>
      <PassphraseField
        {...props.next}
        isNew
        label={props.label}
        {...(props.takesFocus === true ? { inputRef: takeFocus } : {})}
        error={nextProblem !== null}
        helperText={t(nextProblem === null ? 'passphrase.hint' : `passphrase.${nextProblem}`, count)}
      />
      <PassphraseField
        {...props.repeated}
        isNew
        label={t('passphrase.repeat')}
        error={repeatedProblem !== null}
        helperText={repeatedProblem && t(`passphrase.${repeatedProblem}`, count)}
      />
    </>
  )
}
