import Box from '@mui/material/Box'
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ItemType } from '../../../shared/model/item-type.ts'
import { Section } from '../../ui/Section.tsx'
import { type ChoiceForm, type PropertyOption, withName } from './load-choice-form.ts'
import { PropertyList } from './PropertyList.tsx'

interface PropertyChoiceProps {
  readonly form: UseFormReturn<ChoiceForm>
  readonly type: ItemType
  /** Null means all of them. */
  readonly chosen: readonly string[] | null
  readonly known: readonly PropertyOption[]
}

/** All properties of a type, or only those that are ticked. */
export function PropertyChoice({ form, type, chosen, known }: PropertyChoiceProps) {
  const { t } = useTranslation(['sync', 'ui'])
  const [search, setSearch] = useState('')
  const types = t(`ui:itemTypesInText.${type}`)
  const names = new Set(known.map(({ name }) => name))
  const change = (next: string[] | null): void => {
    form.setValue(`properties.${type}`, next, { shouldDirty: true })
  }
  return (
    <Section title={t('choice.properties.title', { types })} description={t('choice.properties.hint')}>
      <FormControl>
        <RadioGroup
          row
          aria-label={t('choice.properties.how', { types })}
          value={chosen === null ? 'all' : 'chosen'}
          onChange={(_event, value) => {
            // Going over to a list of one's own begins with all of them, so that nothing is lost unawares.
            change(value === 'all' ? null : known.map(({ name }) => name))
          }}
        >
          <FormControlLabel
            value="all"
            control={<Radio size="small" />}
            label={t('choice.properties.all', { count: known.length })}
          />
          <FormControlLabel
            value="chosen"
            control={<Radio size="small" />}
            label={t('choice.properties.chosen')}
          />
        </RadioGroup>
      </FormControl>
      {chosen !== null && (
        <>
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', my: 1 }}>
            <TextField
              value={search}
              placeholder={t('choice.properties.search')}
              onChange={({ target }) => {
                setSearch(target.value)
              }}
              onKeyDown={(event) => {
                // Enter would send the whole form.
                if (event.key === 'Enter') event.preventDefault()
              }}
              slotProps={{
                htmlInput: { 'aria-label': `${t('choice.properties.search')}: ${types}` },
                input: { sx: { height: 32 } },
              }}
            />
            <Typography role="status" variant="body2" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
              {t('choice.properties.count', {
                chosen: chosen.filter((name) => names.has(name)).length,
                count: known.length,
              })}
            </Typography>
          </Box>
          <PropertyList
            known={known}
            chosen={chosen}
            search={search}
            onToggle={(name, isIn) => {
              change(withName(chosen, name, isIn))
            }}
          />
        </>
      )}
    </Section>
  )
}
