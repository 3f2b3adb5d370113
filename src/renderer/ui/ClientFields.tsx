import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ClientDraft, ClientProblem } from './client-draft.ts'
import { ClientSecretField } from './ClientSecretField.tsx'
import { CopyBlock } from './CopyBlock.tsx'

interface ClientFieldsProps {
  readonly form: UseFormReturn<ClientDraft>
  /** The addresses that Portolan proposes, in the order in which they are tried. */
  readonly recommended: readonly string[]
  /** Whether a secret is set now, which can then be kept. */
  readonly hasSecret: boolean
  /** Whether an app may be registered without a secret. */
  readonly allowsNoSecret: boolean
}

/** The fields of the user's own OAuth app: id, secret, redirect addresses. */
export function ClientFields({ form, recommended, hasSecret, allowsNoSecret }: ClientFieldsProps) {
  const { t } = useTranslation('ui')
  const addressesId = useId()
  const addressChoice = useWatch({ control: form.control, name: 'addressChoice' })
  const { errors } = form.formState
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2.5 }}>
      <TextField
        {...form.register('clientId')}
        label={t('client.clientId')}
        required
        error={errors.clientId !== undefined}
        helperText={errors.clientId && t('client.problems.required')}
        slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off' } }}
      />
      <ClientSecretField form={form} hasSecret={hasSecret} allowsNoSecret={allowsNoSecret} />
      <Box>
        <Typography variant="h3" component="p" id={addressesId}>
          {t('client.addresses')}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('client.addressesHint')}
        </Typography>
        <Controller
          control={form.control}
          name="addressChoice"
          render={({ field }) => (
            <RadioGroup {...field} aria-labelledby={addressesId} sx={{ mt: 0.5 }}>
              <FormControlLabel
                value="recommended"
                control={<Radio size="small" />}
                label={t('client.recommended')}
              />
              <FormControlLabel value="own" control={<Radio size="small" />} label={t('client.own')} />
            </RadioGroup>
          )}
        />
        {addressChoice === 'recommended' ? (
          <Box sx={{ display: 'flex', flexDirection: 'column', gap: 0.75, mt: 0.75 }}>
            {recommended.map((address) => (
              <CopyBlock key={address} value={address} what={address} />
            ))}
          </Box>
        ) : (
          <TextField
            {...form.register('ownAddresses')}
            label={t('client.ownAddresses')}
            required
            multiline
            minRows={2}
            maxRows={5}
            error={errors.ownAddresses !== undefined}
            helperText={
              errors.ownAddresses === undefined
                ? t('client.ownHint')
                : t(`client.problems.${problemOf(errors.ownAddresses.message)}`)
            }
            slotProps={{ htmlInput: { spellCheck: false } }}
            sx={{ mt: 1 }}
          />
        )}
      </Box>
    </Box>
  )
}

/** The schema's own words for what is wrong; a value beyond its bounds is none that was typed. */
const problemOf = (message: string | undefined): ClientProblem =>
  message === 'required' || message === 'tooMany' ? message : 'badAddress'
