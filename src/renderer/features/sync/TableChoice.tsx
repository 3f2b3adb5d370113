import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/Section.tsx'
import { BaseChoice } from './BaseChoice.tsx'
import { basesMatching } from './load-choice-form.ts'
import type { ChoiceFieldProps } from './TypeSwitches.tsx'

/** With more tables than this the bases are closed at first. */
const mostOpenTables = 8

/** The parts that are loaded only where somebody asks, by what they stand in. */
export function TableChoice({ form, typed, feeds, removed }: ChoiceFieldProps) {
  const { t } = useTranslation('sync')
  const [search, setSearch] = useState('')
  const bases = basesMatching(feeds, search)
  if (basesMatching(feeds, '').length === 0) return null
  const isSearching = search.trim() !== ''
  const tableCount = feeds.filter(({ isOptIn }) => isOptIn).length
  return (
    <Section title={t('choice.bases.title')} description={t('choice.bases.hint')}>
      <TextField
        value={search}
        placeholder={t('choice.bases.search')}
        onChange={({ target }) => {
          setSearch(target.value)
        }}
        onKeyDown={(event) => {
          // Enter would send the whole form.
          if (event.key === 'Enter') event.preventDefault()
        }}
        slotProps={{ htmlInput: { 'aria-label': t('choice.bases.search') }, input: { sx: { height: 32 } } }}
        sx={{ mb: 1 }}
      />
      {bases.length === 0 && <Typography variant="body2">{t('choice.bases.noMatch')}</Typography>}
      {bases.map((base) => (
        <BaseChoice
          // What is searched for opens what it is found in, and closes it again afterwards.
          key={`${base.name} ${String(isSearching)}`}
          form={form}
          typed={typed}
          base={base}
          removed={removed}
          isOpenAtFirst={isSearching || tableCount <= mostOpenTables}
        />
      ))}
    </Section>
  )
}
