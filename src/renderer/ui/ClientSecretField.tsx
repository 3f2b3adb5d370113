import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type UseFormReturn, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ClientDraft } from './client-draft.ts'

interface ClientSecretFieldProps {
  readonly form: UseFormReturn<ClientDraft>
  readonly hasSecret: boolean
  readonly allowsNoSecret: boolean
}

/** A secret goes in and is never shown: what is set can be kept or replaced. */
export function ClientSecretField({ form, hasSecret, allowsNoSecret }: ClientSecretFieldProps) {
  const { t } = useTranslation('ui')
  const choice = useWatch({ control: form.control, name: 'secretChoice' })
  const problem = form.formState.errors.clientSecret
  const choose = (next: ClientDraft['secretChoice']): void => {
    form.setValue('secretChoice', next, { shouldDirty: true })
    form.setValue('clientSecret', '')
    form.clearErrors('clientSecret')
  }
  return (
    <Box>
      {choice === 'keep' && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
          <Typography>{t('client.secretIsSet')}</Typography>
          <Button
            variant="outlined"
            color="inherit"
            onClick={() => {
              choose('new')
            }}
          >
            {t('client.replaceSecret')}
          </Button>
        </Box>
      )}
      {choice === 'new' && (
        <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1.5 }}>
          <TextField
            {...form.register('clientSecret')}
            type="password"
            label={t('client.clientSecret')}
            required
            error={problem !== undefined}
            helperText={t(problem === undefined ? 'client.secretHint' : 'client.problems.required')}
            slotProps={{ htmlInput: { autoComplete: 'new-password', spellCheck: false } }}
          />
          {hasSecret && (
            <Button
              sx={{ mt: '3px', flexShrink: 0 }}
              onClick={() => {
                choose('keep')
              }}
            >
              {t('client.keepSecret')}
            </Button>
          )}
        </Box>
      )}
      {allowsNoSecret && (
        <FormControlLabel
          control={
            <Checkbox
              size="small"
              checked={choice === 'none'}
              onChange={(_event, isWithout) => {
                choose(isWithout ? 'none' : hasSecret ? 'keep' : 'new')
              }}
            />
          }
          label={t('client.withoutSecret')}
        />
      )}
    </Box>
  )
}
