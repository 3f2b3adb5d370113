import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/Section.tsx'
import { type ChoiceForm, never } from './load-choice-form.ts'

interface IntervalFieldProps {
  readonly form: UseFormReturn<ChoiceForm>
  readonly typed: ChoiceForm
}

/** 0: as often as suits the provider. */
const offered = [0, 5, 15, 30, 60, 240, 1_440]

/** How often changes are looked for. An interval that is not offered, but set, is offered as well. */
export function IntervalField({ form, typed }: IntervalFieldProps) {
  const { t } = useTranslation('sync')
  const initial = Number(form.formState.defaultValues?.everyMinutes)
  const minutes = [...new Set([...offered, ...(Number.isNaN(initial) ? [] : [initial])])].toSorted(
    (one, other) => one - other,
  )
  const wordsOf = (count: number): string => {
    if (count === 0) return t('choice.often.usual')
    if (count % 1_440 === 0) return t('choice.often.days', { count: count / 1_440 })
    return count % 60 === 0
      ? t('choice.often.hours', { count: count / 60 })
      : t('choice.often.minutes', { count })
  }
  return (
    <Section title={t('choice.often.title')} description={t('choice.often.hint')}>
      <TextField
        select
        label={t('choice.often.label')}
        value={typed.everyMinutes}
        onChange={({ target }) => {
          form.setValue('everyMinutes', target.value, { shouldDirty: true })
        }}
        sx={{ mt: 1, maxWidth: 260 }}
      >
        {minutes.map((count) => (
          <MenuItem key={count} value={String(count)}>
            {wordsOf(count)}
          </MenuItem>
        ))}
        <MenuItem value={never}>{t('choice.often.never')}</MenuItem>
      </TextField>
    </Section>
  )
}
