import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeView, ConflictField } from '../../../shared/model/change.ts'
import type { FormField } from '../../../shared/model/contact.ts'
import { formatDayAndTime } from '../../ui/format.ts'
import { type FieldPick, type Origin, pickOf, type Picks, sharedOrigin } from './conflict-choice.ts'
import { comparisonLook } from './comparison-look.ts'
import { ShownText } from './Difference.tsx'
import { canBeEntered, OwnValue } from './OwnValue.tsx'
import type { ChangePlace } from './use-change-places.ts'

interface ConflictTableProps {
  readonly change: ChangeView
  readonly place: ChangePlace
  readonly fields: readonly ConflictField[]
  /** What the account's fields are made of; empty while that is not known. */
  readonly formFields: readonly FormField[]
  readonly picks: Picks
  readonly onPick: (name: string, pick: FieldPick) => void
}

/** Field by field what both sides have, each side with its own time, and what is to become of it. */
export function ConflictTable(props: ConflictTableProps) {
  const { change, place, fields, picks, onPick } = props
  const { t } = useTranslation('outbox')
  const shared = sharedOrigin(fields)
  const provider = place.providerName
  return (
    <TableContainer tabIndex={0} role="region" aria-label={t('conflict.table')} sx={comparisonLook.container}>
      <Table size="small" sx={comparisonLook.table}>
        <TableHead>
          <TableRow>
            <TableCell>{t('conflict.columns.field')}</TableCell>
            <TableCell>{t('conflict.columns.before')}</TableCell>
            <TableCell>{t('conflict.yours', { time: formatDayAndTime(change.madeAtMs) })}</TableCell>
            <TableCell>
              <TheirsHeading provider={provider} origin={shared ?? { atMs: null, by: null }} />
            </TableCell>
            <TableCell>{t('conflict.columns.result')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {fields.map((field) => (
            <ConflictRow
              key={field.name}
              field={field}
              formField={props.formFields.find(({ name }) => name === field.name)}
              provider={provider}
              origin={shared === null ? { atMs: field.theirsAtMs, by: field.theirsBy } : null}
              pick={pickOf(picks, field.name)}
              onPick={(pick) => {
                onPick(field.name, pick)
              }}
            />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

/** The provider's side; who changed it and when stands there only if the provider says so. */
function TheirsHeading({ provider, origin }: { readonly provider: string; readonly origin: Origin }) {
  const { t } = useTranslation('outbox')
  const { atMs, by } = origin
  const time = atMs === null ? null : formatDayAndTime(atMs)
  if (by !== null && time !== null) return t('conflict.theirs', { provider, by, time })
  if (time !== null) return t('conflict.theirsAt', { provider, time })
  return by === null ? t('conflict.theirsOnly', { provider }) : t('conflict.theirsBy', { provider, by })
}

interface ConflictRowProps {
  readonly field: ConflictField
  readonly formField: FormField | undefined
  readonly provider: string
  /** Where the heading does not say it for all fields. */
  readonly origin: Origin | null
  readonly pick: FieldPick | null
  readonly onPick: (pick: FieldPick) => void
}

function ConflictRow({ field, formField, provider, origin, pick, onPick }: ConflictRowProps) {
  const { t } = useTranslation('outbox')
  const group = useId()
  const shown = (text: string): string => (text === '' ? t('difference.notSet') : text)
  const radio = (kind: FieldPick['kind'], name: string) => (
    <Radio
      size="small"
      name={group}
      checked={pick?.kind === kind}
      onChange={() => {
        onPick(kind === 'own' ? { kind, value: valueOf(field, pick) } : { kind })
      }}
      slotProps={{ input: { 'aria-label': name } }}
    />
  )
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        <bdi>{field.label}</bdi>
      </TableCell>
      <TableCell>
        <ShownText text={field.before.text} />
      </TableCell>
      <TableCell>
        <FormControlLabel
          control={radio(
            'yours',
            t('conflict.chooseYours', { field: field.label, value: shown(field.yours.text) }),
          )}
          label={<ShownText text={field.yours.text} />}
          sx={choiceLook}
        />
      </TableCell>
      <TableCell>
        <FormControlLabel
          control={radio(
            'theirs',
            t('conflict.chooseTheirs', { field: field.label, provider, value: shown(field.theirs.text) }),
          )}
          label={<ShownText text={field.theirs.text} />}
          sx={choiceLook}
        />
        {origin !== null && <OriginLine origin={origin} />}
      </TableCell>
      <TableCell>
        {pick?.kind !== 'own' && (
          <Box sx={{ fontWeight: pick === null ? 400 : 600, mb: '4px' }}>
            {pick === null ? (
              <Box component="span" sx={{ color: 'text.secondary', fontStyle: 'italic' }}>
                {t('conflict.notChosen')}
              </Box>
            ) : (
              <ShownText text={field[pick.kind].text} />
            )}
          </Box>
        )}
        {pick?.kind === 'own' && formField !== undefined && (
          <OwnValue
            field={formField}
            value={pick.value}
            onChange={(value) => {
              onPick({ kind: 'own', value })
            }}
          />
        )}
        {canBeEntered(formField) && (
          <FormControlLabel
            control={radio('own', t('conflict.chooseOwn', { field: field.label }))}
            label={t('conflict.own')}
            sx={choiceLook}
          />
        )}
      </TableCell>
    </TableRow>
  )
}

/** A value of one's own begins as what was chosen so far. */
function valueOf(field: ConflictField, pick: FieldPick | null): string {
  if (pick === null) return ''
  return pick.kind === 'own' ? pick.value : field[pick.kind].value
}

function OriginLine({ origin }: { readonly origin: Origin }) {
  const { t } = useTranslation('outbox')
  const { atMs, by } = origin
  const time = atMs === null ? null : formatDayAndTime(atMs)
  if (by === null && time === null) return null
  return (
    <Typography variant="caption" component="div" sx={{ color: 'text.secondary', pl: 3.25 }}>
      {by !== null && time !== null ? t('conflict.originAndTime', { by, time }) : (by ?? time)}
    </Typography>
  )
}

const choiceLook = {
  alignItems: 'flex-start',
  m: 0,
  maxWidth: '100%',
  // The text stands on the line of the other cells; the radio is taller than that.
  mt: '-4px',
  '& .MuiRadio-root': { p: '3px', mr: 0.5 },
  '& .MuiFormControlLabel-label': { fontSize: '0.8125rem', pt: '4px', minWidth: 0 },
} as const
