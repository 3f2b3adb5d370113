import { zodResolver } from '@hookform/resolvers/zod'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { differs, isRepeated, newPassphraseShape } from '../../ui/new-passphrase.ts'
import { NewPassphraseFields } from '../../ui/NewPassphraseFields.tsx'
import { Warning } from './Warning.tsx'

const backupSchema = z.object({ ...newPassphraseShape, hasSignIns: z.boolean() }).refine(isRepeated, differs)
type Wanted = z.infer<typeof backupSchema>

interface BackupFormProps {
  readonly id: string
  readonly onSubmit: (wanted: { passphrase: string; hasSignIns: boolean }) => void
}

/** The passphrase, twice, and what is to be in the backup. Mount it when it is wanted, so that no passphrase stays in it. */
export function BackupForm({ id, onSubmit }: BackupFormProps) {
  const { t } = useTranslation(['backup', 'ui'])
  const hintId = useId()
  const { register, handleSubmit, formState, control } = useForm<Wanted>({
    resolver: zodResolver(backupSchema),
    defaultValues: { next: '', repeated: '', hasSignIns: false },
  })
  const hasSignIns = useWatch({ control, name: 'hasSignIns' })
  const submit = handleSubmit(({ next, hasSignIns: isTicked }) => {
    onSubmit({ passphrase: next, hasSignIns: isTicked })
  })
  return (
    <form
      id={id}
      noValidate
      style={{ display: 'flex', flexDirection: 'column', gap: 16 }}
      onSubmit={(event) => {
        void submit(event)
      }}
    >
      <NewPassphraseFields
        next={register('next')}
        repeated={register('repeated')}
        errors={formState.errors}
        label={t('make.passphrase')}
        takesFocus
      />
      <Typography variant="body2">{t('make.lost')}</Typography>
      <div>
        <FormControlLabel
          label={t('make.signIns')}
          control={
            <Checkbox {...register('hasSignIns')} slotProps={{ input: { 'aria-describedby': hintId } }} />
          }
        />
        <FormHelperText id={hintId} sx={{ mt: 0, marginInlineStart: 4 }}>
          {t('make.signInsHint')}
        </FormHelperText>
      </div>
      {hasSignIns && <Warning text={t('make.signInsWarning')} />}
    </form>
  )
}
