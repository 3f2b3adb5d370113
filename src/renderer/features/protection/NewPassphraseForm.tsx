import { zodResolver } from '@hookform/resolvers/zod'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { passphraseMinLength } from '../../../shared/model/passphrase.ts'
import { problemOf } from '../../api/client.ts'
import { useChoosePassphrase } from '../../api/use-protection.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { type NewPassphrase, newPassphraseSchema, problemIn } from '../../ui/new-passphrase.ts'
import { PassphraseField } from '../../ui/PassphraseField.tsx'

export function NewPassphraseForm() {
  const { t } = useTranslation(['protection', 'ui'])
  const choose = useChoosePassphrase()
  const { register, handleSubmit, formState } = useForm<NewPassphrase>({
    resolver: zodResolver(newPassphraseSchema),
    defaultValues: { next: '', repeated: '' },
  })
  const nextProblem = problemIn(formState.errors.next)
  const repeatedProblem = problemIn(formState.errors.repeated)
  const submit = handleSubmit(({ next }) => {
    choose.mutate(next)
  })
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        void submit(event)
      }}
      sx={{ display: 'flex', flexDirection: 'column', gap: 2, alignItems: 'flex-start' }}
    >
      <PassphraseField
        {...register('next')}
        isNew
        label={t('ui:passphrase.label')}
        error={nextProblem !== null}
        helperText={t(nextProblem === null ? 'ui:passphrase.hint' : `ui:passphrase.${nextProblem}`, {
          count: passphraseMinLength,
        })}
      />
      <PassphraseField
        {...register('repeated')}
        isNew
        label={t('ui:passphrase.repeat')}
        error={repeatedProblem !== null}
        helperText={repeatedProblem && t(`ui:passphrase.${repeatedProblem}`, { count: passphraseMinLength })}
      />
      {choose.error !== null && <ErrorNotice {...problemOf(choose.error)} />}
      <Button type="submit" variant="contained" loading={choose.isPending}>
        {t('choose.passphrase.submit')}
      </Button>
    </Box>
  )
}
