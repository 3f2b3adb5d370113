import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../../shared/model/item.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { formatCount, formatDateTime } from '../../ui/format.ts'
import { filterGroups, type Json, propertyGroups, type PropertyValue } from './record-properties.ts'

/** The fields that all providers have in common, then everything that this one told. */
export function RecordFields({ item, record }: { readonly item: Item; readonly record: Json }) {
  const { t } = useTranslation('items')
  const moment = (atMs: number | null): string | null => (atMs === null ? null : formatDateTime(atMs))
  const known: readonly (readonly [label: string, value: string | null, canCopy: boolean])[] = [
    [t('details.email'), item.email, true],
    [t('details.phone'), item.phone, true],
    [t('details.company'), item.organisation, true],
    [t('details.modified'), moment(item.modifiedAtMs), false],
    [t('details.created'), moment(item.createdAtMs), false],
    [t('details.id'), item.externalId, true],
  ]
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2.5, px: 2, py: 2 }}>
      <Box component="dl" sx={listLook}>
        {known.map(([label, value, canCopy]) =>
          value === null || value === '' ? null : (
            <Box key={label} className="line">
              <dt>{label}</dt>
              <dd>
                <span>{value}</span>
                {canCopy && <CopyButton value={value} what={t('details.copied', { field: label })} />}
              </dd>
            </Box>
          ),
        )}
      </Box>
      <AllProperties record={record} />
    </Box>
  )
}

function AllProperties({ record }: { readonly record: Json }) {
  const { t } = useTranslation('items')
  const headingId = useId()
  const [text, setText] = useState('')
  const [hideEmpty, setHideEmpty] = useState(true)
  const groups = useMemo(() => propertyGroups(record), [record])
  const shown = useMemo(() => filterGroups(groups, { text, hideEmpty }), [groups, text, hideEmpty])
  if (groups.length === 0) return null
  return (
    <Box component="section" aria-labelledby={headingId}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1 }}>
        <Typography id={headingId} variant="h3" sx={{ flex: 1 }}>
          {t('details.properties')}
        </Typography>
        <FormControlLabel
          label={t('details.hideEmpty')}
          control={
            <Switch
              checked={hideEmpty}
              onChange={(event) => {
                setHideEmpty(event.target.checked)
              }}
            />
          }
          sx={{
            mr: 0,
            '& .MuiFormControlLabel-label': { ml: 0.75, fontSize: '0.75rem', color: 'text.secondary' },
          }}
        />
      </Box>
      <TextField
        value={text}
        placeholder={t('details.filter')}
        onChange={(event) => {
          setText(event.target.value)
        }}
        slotProps={{ htmlInput: { 'aria-label': t('details.filter') }, input: { sx: { height: 30 } } }}
        sx={{ mb: 1.5 }}
      />
      {shown.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('details.noProperty')}
        </Typography>
      )}
      {shown.map(({ name, label, properties }) => (
        <Box key={name ?? ''} sx={{ '& + &': { mt: 2 } }}>
          {groups.length > 1 && (
            <Typography
              variant="caption"
              component="h4"
              sx={{ color: 'text.secondary', fontWeight: 650, m: 0, mb: 0.5 }}
            >
              {label ?? t('details.record')}
            </Typography>
          )}
          <Box component="dl" sx={listLook}>
            {properties.map((property) => (
              <Box key={property.name} className="line">
                <dt title={property.name}>{property.label}</dt>
                <dd>
                  <Value value={property.value} />
                </dd>
              </Box>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  )
}

/** Whatever a provider sent is text here: markup is shown, addresses are no links. */
function Value({ value }: { readonly value: PropertyValue }) {
  const { t } = useTranslation('items')
  switch (value.kind) {
    case 'empty':
      return <span className="empty">{t('details.empty')}</span>
    case 'flag':
      return <span>{t(value.isSet ? 'details.yes' : 'details.no')}</span>
    case 'number':
      return <span>{formatCount(value.number)}</span>
    case 'moment':
      return <time dateTime={new Date(value.atMs).toISOString()}>{formatDateTime(value.atMs)}</time>
    case 'text':
      return <span>{value.text}</span>
  }
}

const listLook = {
  m: 0,
  fontSize: '0.8125rem',
  '& .line': {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, 30%) minmax(0, 1fr)',
    columnGap: 1.5,
    alignItems: 'start',
    lineHeight: '20px',
    py: '5px',
    borderBottom: 1,
    borderColor: 'divider',
  },
  '& dt': { color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& dd': { m: 0, minWidth: 0, display: 'flex', alignItems: 'center', gap: 0.5, overflowWrap: 'anywhere' },
  '& dd > span': { flex: 1, minWidth: 0 },
  '& .empty': { color: 'text.secondary', fontStyle: 'italic' },
  // The buttons wait for the pointer or the keyboard, but never leave the page.
  '& .MuiIconButton-root': { opacity: 0, p: '3px', my: '-3px' },
  '& .line:hover .MuiIconButton-root, & .MuiIconButton-root:focus-visible': { opacity: 1 },
  '& .MuiIconButton-root svg': { fontSize: 15 },
} as const
