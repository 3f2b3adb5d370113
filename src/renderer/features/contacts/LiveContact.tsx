import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactRecord } from '../../../shared/model/contact.ts'
import type { Item } from '../../../shared/model/item.ts'
import { formatDateTime } from '../../ui/format.ts'
import { useRelativeTime } from '../../ui/RelativeTime.tsx'
import { contactFieldNames } from './contact-form.ts'

/** What the left column knows of the contact. */
export type HeldContact =
  | { readonly kind: 'live'; readonly contact: ContactRecord; readonly readAtMs: number }
  /** Still being read; the stored item stands in, if there is one. */
  | { readonly kind: 'reading'; readonly stored: StoredContact | undefined }
  | { readonly kind: 'stored'; readonly stored: StoredContact | undefined }

export interface StoredContact {
  readonly item: Item
  readonly record: ContactRecord['record']
  readonly loadedAtMs: number
}

interface LiveContactProps {
  readonly held: HeldContact
  readonly provider: string
}

/** The contact as the provider has it: what every change is measured against. */
export function LiveContact({ held, provider }: LiveContactProps) {
  const { t } = useTranslation('contacts')
  const headingId = useId()
  const lines = useLines(held)
  const record = held.kind === 'live' ? held.contact.record : held.stored?.record
  return (
    <Card component="section" aria-labelledby={headingId} sx={{ p: 2.5, bgcolor: 'raised' }}>
      <Typography id={headingId} variant="h2">
        {held.kind === 'stored' ? t('live.titleStored') : t('live.title', { provider })}
      </Typography>
      <Freshness held={held} provider={provider} />
      {held.kind === 'reading' && (
        <LinearProgress aria-label={t('live.reading', { provider })} sx={{ mt: 1 }} />
      )}
      <Box component="dl" sx={listLook}>
        {lines.map(([label, value]) => (
          <Box key={label} className="line">
            <dt>{label}</dt>
            <dd>{value === '' ? <span className="empty">{t('live.notSet')}</span> : value}</dd>
          </Box>
        ))}
      </Box>
      {record !== undefined && <RecordText record={record} />}
    </Card>
  )
}

function useLines(held: HeldContact): readonly (readonly [label: string, value: string])[] {
  const { t } = useTranslation('contacts')
  if (held.kind === 'live') {
    const { fields, externalId } = held.contact
    return [
      ...contactFieldNames.map((name) => [t(`fields.${name}`), fields[name]] as const),
      [t('live.id'), externalId],
    ]
  }
  // The list keeps the name in one piece, so that it stands for both names here.
  const item = held.stored?.item
  if (item === undefined) return []
  return [
    [t('fields.email'), item.email ?? ''],
    [t('live.name'), item.name],
    [t('fields.phone'), item.phone ?? ''],
    [t('fields.company'), item.organisation ?? ''],
    [t('live.id'), item.externalId],
  ]
}

function Freshness({ held, provider }: LiveContactProps) {
  const { t } = useTranslation('contacts')
  const ago = useRelativeTime()
  const words = (): string => {
    switch (held.kind) {
      case 'reading':
        return t('live.reading', { provider })
      case 'stored':
        return held.stored === undefined
          ? ''
          : t('live.stored', { provider, ago: ago(held.stored.loadedAtMs) })
      case 'live': {
        const { modifiedAtMs } = held.contact
        const read = t('live.read', { ago: ago(held.readAtMs) })
        const changed =
          modifiedAtMs === null ? [] : [t('live.changed', { when: formatDateTime(modifiedAtMs) })]
        return [read, ...changed].join(' · ')
      }
    }
  }
  return (
    <Typography variant="caption" component="p" role="status" sx={{ m: 0, color: 'text.secondary' }}>
      {words()}
    </Typography>
  )
}

function RecordText({ record }: { readonly record: ContactRecord['record'] }) {
  const { t } = useTranslation('contacts')
  const [isShown, setIsShown] = useState(false)
  return (
    <>
      <Button
        color="inherit"
        aria-expanded={isShown}
        onClick={() => {
          setIsShown(!isShown)
        }}
        sx={{ ml: -1.5, color: 'text.secondary' }}
      >
        {t(isShown ? 'live.hideJson' : 'live.showJson')}
      </Button>
      {isShown && (
        <Box component="pre" sx={jsonLook}>
          {JSON.stringify(record, null, 2)}
        </Box>
      )}
    </>
  )
}

const listLook = {
  m: 0,
  my: 1.5,
  fontSize: '0.8125rem',
  '& .line': {
    display: 'grid',
    gridTemplateColumns: 'minmax(76px, 26%) minmax(0, 1fr)',
    gap: 1.5,
    py: 1,
    borderBottom: 1,
    borderColor: 'divider',
  },
  '& dt': { color: 'text.secondary' },
  '& dd': { m: 0, overflowWrap: 'anywhere' },
  '& .empty': { color: 'text.secondary', fontStyle: 'italic' },
} as const

const jsonLook = {
  m: 0,
  mt: 1,
  p: 1.5,
  maxHeight: 320,
  overflow: 'auto',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  bgcolor: 'background.paper',
  fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSize: '0.75rem',
  lineHeight: 1.6,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
} as const
