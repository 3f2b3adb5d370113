import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { LoadOptions } from '../../../shared/model/load-choice.ts'
import { Section } from '../../ui/Section.tsx'
import { type ChoiceForm, type Removal, withName } from './load-choice-form.ts'
import { RemovalHint } from './RemovalHint.tsx'

type FeedOption = LoadOptions['feeds'][number]

export interface ChoiceFieldProps {
  readonly form: UseFormReturn<ChoiceForm>
  /** What stands in the form now. */
  readonly typed: ChoiceForm
  readonly feeds: readonly FeedOption[]
  /** What saving would remove. */
  readonly removed: readonly Removal[]
}

/** The parts that are loaded unless they are left out. */
export function TypeSwitches({ form, typed, feeds, removed }: ChoiceFieldProps) {
  const { t } = useTranslation('sync')
  const switched = feeds.filter(
    ({ isOptIn, types, container }) => !isOptIn && types.length > 0 && container === null,
  )
  if (switched.length === 0) return null
  return (
    <Section title={t('choice.types.title')} description={t('choice.types.hint')}>
      {switched.map((feed) => (
        <TypeSwitch
          key={feed.name}
          feed={feed}
          isOn={!typed.excluded.includes(feed.name)}
          removed={removed.filter((one) => one.feed === feed.name)}
          onChange={(isOn) => {
            form.setValue('excluded', withName(typed.excluded, feed.name, !isOn), { shouldDirty: true })
          }}
        />
      ))}
    </Section>
  )
}

interface TypeSwitchProps {
  readonly feed: FeedOption
  readonly isOn: boolean
  readonly removed: readonly Removal[]
  readonly onChange: (isOn: boolean) => void
}

function TypeSwitch({ feed, isOn, removed, onChange }: TypeSwitchProps) {
  const { t, i18n } = useTranslation(['sync', 'ui'])
  const hintId = useId()
  const writesNounsSmall = !i18n.language.startsWith('de')
  const [first, second, ...others] = feed.types.map((type) => t(`ui:itemTypes.${type}`))
  const names = [first, second, ...others].filter((name) => name !== undefined)
  const words =
    first !== undefined && second !== undefined && others.length === 0
      ? t('choice.types.and', { first, second: writesNounsSmall ? second.toLowerCase() : second })
      : names.join(', ')
  return (
    <Box>
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            checked={isOn}
            onChange={(_event, checked) => {
              onChange(checked)
            }}
            slotProps={{ input: { 'aria-describedby': hintId } }}
          />
        }
        label={<bdi>{feed.label ?? words}</bdi>}
      />
      <Typography component="div" id={hintId} variant="body2" sx={{ pl: 3.75 }}>
        <RemovalHint removed={removed} />
      </Typography>
    </Box>
  )
}
