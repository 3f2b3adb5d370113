import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../../shared/model/contact.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { shownText } from '../../../ui/field-value.ts'
import { formatCount } from '../../../ui/format.ts'
import { mostHeld } from './old-values.ts'
import { SmallTable } from '../../../ui/SmallTable.tsx'
import type { OldValuesLook } from './use-old-values.ts'

interface BulkPreviewProps {
  readonly field: FormField
  /** What the field is to hold; null while nothing is typed. */
  readonly value: string | null
  readonly look: OldValuesLook
  /** How many contacts are to be changed. */
  readonly count: number
}

const mostValues = 12

/** What the contacts hold now: the first of them with what becomes of each, and how many hold which value. */
export function BulkPreview({ field, value, look, count }: BulkPreviewProps) {
  const { t } = useTranslation('bulk')
  const { values, state, problem } = look
  const { held, otherValues, otherContacts } = mostHeld(values.counts, mostValues)
  const shown = (text: string): ReactNode => {
    const words = shownText(field, text, { yes: t('value.yes'), no: t('value.no') })
    return words === '' ? <span className="empty">{t('value.empty')}</span> : words
  }
  if (problem !== null) return <ErrorNotice {...problem} />
  if (state === 'unknown') return <Typography variant="body2">{t('preview.unknown')}</Typography>
  return (
    <>
      {(state === 'waiting' || state === 'looking') && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
          <Box sx={{ flex: 1 }}>
            <Typography variant="body2">
              {t('preview.looking', { done: values.seen, total: count })}
            </Typography>
            <LinearProgress
              variant="determinate"
              value={count === 0 ? 0 : Math.min(100, (100 * values.seen) / count)}
              aria-label={t('preview.progress')}
            />
          </Box>
          <Button size="small" onClick={look.stop}>
            {t('preview.stop')}
          </Button>
        </Box>
      )}
      {state === 'stopped' && (
        <Typography variant="body2" role="status">
          {t('preview.stopped', { done: values.seen, total: count })}
        </Typography>
      )}
      {state === 'done' && values.seen < count && (
        <Typography variant="body2" role="status">
          {t('preview.gone', { count: count - values.seen })}
        </Typography>
      )}
      {values.seen > 0 && (
        <>
          <SmallTable
            maxHeight={220}
            label={t('preview.first', { count: values.first.length })}
            heads={[t('preview.contact'), t('preview.now'), t('preview.then')]}
            lines={values.first.map((one) => ({
              id: one.key,
              cells: [
                one.name.trim() === '' ? t('unnamed') : one.name,
                shown(one.value),
                value === null ? '' : value === one.value ? t('preview.same') : shown(value),
              ],
            }))}
          />
          <SmallTable
            maxHeight={220}
            label={t('preview.counts')}
            heads={[t('preview.nowOf', { field: field.label }), t('preview.contacts')]}
            lines={[
              ...held.map(([text, contacts]) => ({
                id: `=${text}`,
                cells: [shown(text), formatCount(contacts)],
              })),
              ...(otherValues === 0
                ? []
                : [
                    {
                      id: 'others',
                      cells: [t('preview.others', { count: otherValues }), formatCount(otherContacts)],
                    },
                  ]),
            ]}
          />
        </>
      )}
    </>
  )
}
