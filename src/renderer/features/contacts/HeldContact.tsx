import ReloadIcon from '@mui/icons-material/Refresh'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  valueIn,
  type ContactForm,
  type ContactValues,
  type StoredContact,
} from '../../../shared/model/contact.ts'
import { problemOf } from '../../api/client.ts'
import { useReadContact } from '../../api/use-contacts.ts'
import { formatDateTime } from '../../ui/format.ts'
import { useRelativeTime } from '../../ui/RelativeTime.tsx'
import type { ContactPlace } from './contact-address.ts'
import { ContactHistory } from './ContactHistory.tsx'
import { HeldValues } from './HeldValues.tsx'
import { ReadFailure } from './ReadFailure.tsx'
import { ReloadChanges } from './ReloadChanges.tsx'

interface HeldContactProps {
  readonly place: ContactPlace
  readonly provider: string
  readonly stored: StoredContact
  readonly form: ContactForm
}

type View = 'values' | 'history' | 'json'
const views = ['values', 'history', 'json'] as const

/** What came of fetching the contact again. */
interface Reloaded {
  readonly before: ContactValues
  readonly after: ContactValues
}

/** The contact as it was loaded from the provider: what every change is measured against. */
export function HeldContact({ place, provider, stored, form }: HeldContactProps) {
  const { t } = useTranslation('contacts')
  const id = useId()
  const [view, setView] = useState<View>('values')
  const [reloaded, setReloaded] = useState<Reloaded | null>(null)
  const read = useReadContact()
  const { loaded } = stored
  const reload = (): void => {
    const before = loaded?.values ?? {}
    setReloaded(null)
    read.mutate(
      { accountId: place.accountId, externalId: place.externalId },
      {
        onSuccess: ({ values }) => {
          setReloaded({ before, after: values })
        },
      },
    )
  }
  // Nothing was ever sent of one that waits to be created.
  const shownView = loaded === null ? 'values' : view
  return (
    <Card component="section" aria-labelledby={id} sx={{ p: 2.5, bgcolor: 'raised' }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography id={id} variant="h2">
            {loaded === null ? t('held.titleNew', { provider }) : t('held.title', { provider })}
          </Typography>
          <Freshness stored={stored} provider={provider} />
        </Box>
        {loaded !== null && (
          <Button
            variant="outlined"
            color="inherit"
            startIcon={<ReloadIcon />}
            loading={read.isPending}
            onClick={reload}
          >
            {t('held.reload')}
          </Button>
        )}
      </Box>
      {read.error !== null && (
        <Box sx={{ mt: 1.5 }}>
          <ReadFailure problem={problemOf(read.error)} place={place} provider={provider} onRetry={reload} />
        </Box>
      )}
      {reloaded !== null && (
        <ReloadChanges
          provider={provider}
          changes={form.fields
            .map((field) => ({
              field,
              from: valueIn(reloaded.before, field.name),
              to: valueIn(reloaded.after, field.name),
            }))
            .filter(({ from, to }) => from !== to)}
        />
      )}
      {loaded !== null && (
        <Tabs
          value={view}
          aria-label={t('held.views')}
          onChange={(_event, chosen: View) => {
            setView(chosen)
          }}
          sx={tabsLook}
        >
          {views.map((one) => (
            <Tab
              key={one}
              value={one}
              id={`${id}-${one}-tab`}
              aria-controls={`${id}-${one}`}
              label={t(`held.view.${one}`)}
            />
          ))}
        </Tabs>
      )}
      <Box
        {...(loaded !== null && {
          role: 'tabpanel',
          id: `${id}-${shownView}`,
          'aria-labelledby': `${id}-${shownView}-tab`,
        })}
        sx={{ pt: 1 }}
      >
        {shownView === 'values' && <HeldValues place={place} stored={stored} form={form} />}
        {shownView === 'history' && <ContactHistory contactKey={stored.key} provider={provider} />}
        {shownView === 'json' && loaded !== null && (
          <Box component="pre" tabIndex={0} aria-label={t('held.jsonLabel')} sx={jsonLook}>
            {JSON.stringify(loaded.record, null, 2)}
          </Box>
        )}
      </Box>
    </Card>
  )
}

function Freshness({ stored: { loaded }, provider }: Pick<HeldContactProps, 'stored' | 'provider'>) {
  const { t } = useTranslation('contacts')
  const ago = useRelativeTime()
  const words = (): string => {
    if (loaded === null) return t('held.notSentYet', { provider })
    const read = t('held.loaded', { ago: ago(loaded.loadedAtMs) })
    if (loaded.modifiedAtMs === null) return read
    return `${read} · ${t('held.changed', { when: formatDateTime(loaded.modifiedAtMs) })}`
  }
  return (
    <Typography variant="caption" component="p" sx={{ m: 0, color: 'text.secondary' }}>
      {words()}
    </Typography>
  )
}

const tabsLook = {
  mt: 1,
  minHeight: 36,
  borderBottom: 1,
  borderColor: 'divider',
  '& .MuiTab-root': { minHeight: 36, minWidth: 0, px: 1, py: 0, fontSize: '0.8125rem', fontWeight: 600 },
} as const

const jsonLook = {
  m: 0,
  p: 1.5,
  maxHeight: 480,
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
