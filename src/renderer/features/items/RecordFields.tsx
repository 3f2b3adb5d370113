import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldView } from '../../../shared/model/field-view.ts'
import type { Item } from '../../../shared/model/item.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { formatCount, formatDateTime } from '../../ui/format.ts'
import { useSecondDrawing } from '../../ui/use-second-drawing.ts'
import { ChangedMark } from './ChangedMark.tsx'
import { FieldFilter } from './FieldFilter.tsx'
import { FieldList } from './FieldList.tsx'
import { propertyLook } from './property-look.ts'
import { filterGroups, type Json, propertyGroups, type PropertyValue } from './record-properties.ts'

interface RecordFieldsProps {
  readonly item: Item
  readonly record: Json
  /** The record as its provider's people read it; empty where nothing is known but the record itself. */
  readonly fields: readonly FieldView[]
  /** The provider's names of fields whose values are not there yet. */
  readonly changed: ReadonlySet<string>
  /** What takes the change of a field back; null where it cannot be taken back alone. */
  readonly undoOf: (field: string) => ((onDone: () => void) => void) | null
}

/** The fields that all providers have in common, and everything that this one told. */
export function RecordFields({ item, record, fields, changed, undoOf }: RecordFieldsProps) {
  const hasFields = fields.length > 0
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2.5, px: 2, py: 2 }}>
      {!hasFields && <Facts item={item} />}
      {hasFields ? (
        <FieldList fields={fields} changed={changed} undoOf={undoOf} />
      ) : (
        <AllProperties record={record} changed={changed} undoOf={undoOf} />
      )}
      {hasFields && <Facts item={{ ...item, email: null, phone: null, organisation: null }} />}
    </Box>
  )
}

/** What an item has whatever it is, as far as it has it. */
function Facts({ item }: { readonly item: Item }) {
  const { t } = useTranslation('items')
  const hasButtons = useSecondDrawing()
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
    <Box component="dl" sx={propertyLook} className={hasButtons ? undefined : 'bare'}>
      {known.map(([label, value, canCopy]) =>
        value === null || value === '' ? null : (
          <div key={label} className="line">
            <dt>{label}</dt>
            <dd>
              <span>{value}</span>
              {hasButtons && canCopy && (
                <CopyButton value={value} what={t('details.copied', { field: label })} />
              )}
            </dd>
          </div>
        ),
      )}
    </Box>
  )
}

function AllProperties({
  record,
  changed,
  undoOf,
}: Pick<RecordFieldsProps, 'record' | 'changed' | 'undoOf'>) {
  const { t } = useTranslation('items')
  const headingId = useId()
  const [text, setText] = useState('')
  const [hideEmpty, setHideEmpty] = useState(true)
  const hasButtons = useSecondDrawing()
  const groups = useMemo(() => propertyGroups(record), [record])
  const shown = useMemo(() => filterGroups(groups, { text, hideEmpty }), [groups, text, hideEmpty])
  if (groups.length === 0) return null
  return (
    <Box component="section" aria-labelledby={headingId}>
      <FieldFilter
        headingId={headingId}
        hasSearch
        text={text}
        onText={setText}
        hideEmpty={hideEmpty}
        onHideEmpty={setHideEmpty}
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
              <bdi>{label ?? t('details.record')}</bdi>
            </Typography>
          )}
          <Box component="dl" sx={propertyLook} className={hasButtons ? undefined : 'bare'}>
            {properties.map((property) => (
              <div key={property.name} className="line">
                <dt title={property.name} dir="auto">
                  {property.label}
                </dt>
                <dd>
                  <Value value={property.value} />
                  {changed.has(property.name) && (
                    <ChangedMark field={property.label} undo={undoOf(property.name)} />
                  )}
                  {hasButtons && property.value.kind === 'text' && (
                    <CopyButton
                      value={property.value.text}
                      what={t('details.copied', { field: property.label })}
                    />
                  )}
                </dd>
              </div>
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
