import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../../shared/model/contact.ts'
import { FieldInput } from '../../../ui/FieldInput.tsx'
import { ToggleChoice } from '../../../ui/ToggleChoice.tsx'

export type ValueMode = 'set' | 'clear'

interface ValueChoiceProps {
  readonly field: FormField
  readonly mode: ValueMode
  readonly value: string
  /** What is wrong with it, or what it leads to; nothing where nothing is to be said. */
  readonly hint: ReactNode
  readonly onMode: (mode: ValueMode) => void
  readonly onChange: (value: string) => void
}

/** What the field is to hold afterwards: a value, or nothing. */
export function ValueChoice({ field, mode, value, hint, onMode, onChange }: ValueChoiceProps) {
  const { t } = useTranslation('bulk')
  const id = useId()
  return (
    <>
      <ToggleChoice
        label={t('value.mode')}
        hasLabel={false}
        value={mode}
        options={[
          { value: 'set', label: t('value.set') },
          { value: 'clear', label: t('value.clear') },
        ]}
        onChange={onMode}
      />
      {mode === 'set' && (
        <FieldInput
          key={field.name}
          field={field}
          value={value}
          before=""
          isLocked={false}
          common={{
            id,
            label: <bdi>{t('value.label', { field: field.label })}</bdi>,
            size: 'small',
            fullWidth: true,
            helperText: hint,
            slotProps: { inputLabel: { shrink: true } },
          }}
          onChange={onChange}
        />
      )}
    </>
  )
}
