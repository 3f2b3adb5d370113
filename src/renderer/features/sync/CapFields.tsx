import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ItemType } from '../../../shared/model/item-type.ts'
import { Section } from '../../ui/Section.tsx'
import type { ChoiceForm, Removal } from './load-choice-form.ts'
import { RemovalHint } from './RemovalHint.tsx'

interface CapFieldsProps {
  readonly form: UseFormReturn<ChoiceForm>
  readonly types: readonly ItemType[]
  readonly removed: readonly Removal[]
}

/** At how many items of each type a load stops. */
export function CapFields({ form, types, removed }: CapFieldsProps) {
  const { t } = useTranslation(['sync', 'ui'])
  const { register, formState } = form
  if (types.length === 0) return null
  return (
    <Section title={t('choice.caps.title')} description={t('choice.caps.hint')}>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
          gap: 2,
          mt: 0.5,
        }}
      >
        {types.map((type) => {
          const hasProblem = formState.errors.caps?.[type] !== undefined
          return (
            <TextField
              key={type}
              {...register(`caps.${type}`)}
              label={t(`ui:itemTypes.${type}`)}
              placeholder={t('choice.caps.all')}
              error={hasProblem}
              helperText={
                hasProblem ? (
                  t('choice.caps.problem')
                ) : (
                  <RemovalHint removed={removed.filter((one) => one.feed === null && one.type === type)} />
                )
              }
              slotProps={{
                htmlInput: {
                  inputMode: 'numeric',
                  autoComplete: 'off',
                  'aria-label': t('choice.caps.field', { types: t(`ui:itemTypesInText.${type}`) }),
                },
                inputLabel: { shrink: true },
              }}
            />
          )
        })}
      </Box>
    </Section>
  )
}
