import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Licence } from '../../../shared/model/diagnostics.ts'
import { Section } from '../../ui/Section.tsx'
import { Setting } from './Setting.tsx'

/** Every package that is in the app, with its licence. */
export function LicencesCard({ licences }: { readonly licences: readonly Licence[] }) {
  const { t } = useTranslation('settings')
  return (
    <Section title={t('licences.title')} description={t('licences.description')}>
      <Setting id="licences">
        {licences.length === 0 ? (
          <Typography variant="body2">{t('licences.none')}</Typography>
        ) : (
          <Box component="ul" aria-label={t('licences.title')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {licences.map((licence) => (
              <LicenceLine key={`${licence.name} ${licence.version}`} licence={licence} />
            ))}
          </Box>
        )}
      </Setting>
    </Section>
  )
}

function LicenceLine({ licence }: { readonly licence: Licence }) {
  const { t } = useTranslation('settings')
  const { name, version, licence: kind, content } = licence
  // Hundreds of long texts are not drawn before somebody wants one.
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider', py: 0.75 }}>
      <details
        onToggle={(event) => {
          setIsOpen(event.currentTarget.open)
        }}
      >
        <Box component="summary" sx={{ cursor: 'pointer', typography: 'body2' }}>
          <bdi>{name}</bdi> <bdi>{version}</bdi>
          {kind !== '' && (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {' · '}
              <bdi>{kind}</bdi>
            </Box>
          )}
        </Box>
        {isOpen && (
          <Box
            component="pre"
            dir="ltr"
            sx={{ m: 0, mt: 1, fontSize: '0.75rem', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          >
            <code>{content === '' ? t('licences.noText') : content}</code>
          </Box>
        )}
      </details>
    </Box>
  )
}
