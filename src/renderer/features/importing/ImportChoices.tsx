import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportOptions } from '../../../shared/model/import.ts'
import { ToggleChoice } from '../../ui/ToggleChoice.tsx'

interface ImportChoicesProps {
  readonly options: ImportOptions
  readonly isLocked: boolean
  readonly onChange: (options: ImportOptions) => void
}

/** What is done about contacts that are here already, rows without an address, and apostrophes before formulas. */
export function ImportChoices({ options, isLocked, onChange }: ImportChoicesProps) {
  const { t } = useTranslation('importing')
  const hintId = useId()
  return (
    <Box component="fieldset" disabled={isLocked} sx={fieldsetLook}>
      <ToggleChoice
        label={t('existing.label')}
        hint={t('existing.hint')}
        value={options.existing}
        options={(['update', 'skip'] as const).map((value) => ({ value, label: t(`existing.${value}`) }))}
        onChange={(existing) => {
          onChange({ ...options, existing })
        }}
      />
      <ToggleChoice
        label={t('withoutEmail.label')}
        hint={t('withoutEmail.hint')}
        value={options.withoutEmail}
        options={(['skip', 'create'] as const).map((value) => ({ value, label: t(`withoutEmail.${value}`) }))}
        onChange={(withoutEmail) => {
          onChange({ ...options, withoutEmail })
        }}
      />
      <div>
        <FormControlLabel
          label={t('safe.label')}
          control={
            <Checkbox
              checked={options.isFormulaSafe}
              slotProps={{ input: { 'aria-describedby': hintId } }}
              onChange={(_event, isFormulaSafe) => {
                onChange({ ...options, isFormulaSafe })
              }}
            />
          }
        />
        <FormHelperText id={hintId} sx={{ mt: 0, marginInlineStart: 4 }}>
          {t('safe.hint')}
        </FormHelperText>
      </div>
    </Box>
  )
}

const fieldsetLook = {
  display: 'flex',
  flexDirection: 'column',
  gap: 2,
  m: 0,
  mt: 2,
  p: 0,
  border: 0,
} as const
