import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  valueIn,
  type ContactForm,
  type FormField,
  type StoredContact,
} from '../../../shared/model/contact.ts'
import type { ContactPlace } from './contact-address.ts'
import { BreakableText } from '../../ui/BreakableText.tsx'
import { shownText } from '../../ui/field-value.ts'

interface HeldValuesProps {
  readonly place: ContactPlace
  readonly stored: StoredContact
  readonly form: ContactForm
}

/** The values as they were loaded: what people look for, and on demand whatever else is set. */
export function HeldValues({ place, stored, form }: HeldValuesProps) {
  const { t } = useTranslation('contacts')
  const [showsAll, setShowsAll] = useState(false)
  const words = { yes: t('flag.yes'), no: t('flag.no') }
  const values = stored.loaded?.values ?? stored.values
  const main = form.fields.filter(({ isMain }) => isMain)
  const others = form.fields.filter(({ isMain, name }) => !isMain && valueIn(values, name) !== '')
  const line = (field: FormField) => {
    const value = valueIn(values, field.name)
    return (
      <Box key={field.name} className="line">
        <dt title={field.name} dir="auto">
          {field.label}
        </dt>
        <dd>
          {value === '' ? (
            <span className="empty">{t('notSet')}</span>
          ) : (
            <bdi>
              <BreakableText text={shownText(field, value, words)} />
            </bdi>
          )}
        </dd>
      </Box>
    )
  }
  return (
    <>
      <Box component="dl" sx={listLook}>
        {main.map(line)}
        {showsAll && others.map(line)}
        {stored.loaded !== null && (
          <Box className="line">
            <dt>{t('held.id')}</dt>
            <dd>{place.externalId}</dd>
          </Box>
        )}
      </Box>
      {others.length > 0 && (
        <Button
          color="inherit"
          aria-expanded={showsAll}
          sx={{ ml: -1.5, color: 'text.secondary' }}
          onClick={() => {
            setShowsAll(!showsAll)
          }}
        >
          {showsAll ? t('held.fewer') : t('held.all', { count: others.length })}
        </Button>
      )}
    </>
  )
}

const listLook = {
  m: 0,
  mb: 1,
  fontSize: '0.8125rem',
  '& .line': {
    display: 'grid',
    gridTemplateColumns: 'minmax(84px, 30%) minmax(0, 1fr)',
    gap: 1.5,
    py: 0.875,
    borderBottom: 1,
    borderColor: 'divider',
  },
  '& dt': { color: 'text.secondary', overflowWrap: 'anywhere', textAlign: 'left' },
  '& dd': { m: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  '& .empty': { color: 'text.secondary', fontStyle: 'italic' },
} as const
