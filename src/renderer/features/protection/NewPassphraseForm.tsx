import { zodResolver } from '@hookform/resolvers/zod'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useChoosePassphrase } from '../../api/use-protection.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { type NewPassphrase, newPassphraseSchema } from '../../ui/new-passphrase.ts'
import { NewPassphraseFields } from '../../ui/NewPassphraseFields.tsx'

export function NewPassphraseForm() {
  const { t } = useTranslation(['protection', 'ui'])
  const choose = useChoosePassphrase()
  const { register, handleSubmit, formState } = useForm<NewPassphrase>({
    resolver: zodResolver(newPassphraseSchema),
    defaultValues: { next: '', repeated: '' },
  })
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
      <NewPassphraseFields
        next={register('next')}
        repeated={register('repeated')}
        errors={formState.errors}
        label={t('ui:passphrase.label')}
      />
      {choose.error !== null && <ErrorNotice {...problemOf(choose.error)} />}
      <Button type="submit" variant="contained" loading={choose.isPending}>
        {t('choose.passphrase.submit')}
      </Button>
    </Box>
  )
}
