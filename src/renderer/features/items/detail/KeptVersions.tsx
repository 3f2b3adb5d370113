import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ItemKey } from '../../../../shared/model/item.ts'
import { problemOf } from '../../../api/client.ts'
import { useContactVersions } from '../../../api/use-contacts.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Differences } from '../../../ui/Differences.tsx'
import { HistorySection } from './HistorySection.tsx'

interface KeptVersionsProps {
  readonly contactKey: ItemKey
  readonly provider: string
}

/** The states of a contact that are kept on this computer, newest first, each with how it differs from the one before. */
export function KeptVersions({ contactKey, provider }: KeptVersionsProps) {
  const { t } = useTranslation(['detail', 'contacts'])
  const { data: versions, error, refetch } = useContactVersions(contactKey)
  return (
    <HistorySection title={t('history.versions')}>
      {error !== null && <ErrorNotice {...problemOf(error)} actions={{ retry: () => void refetch() }} />}
      {versions === undefined && error === null && (
        <LinearProgress aria-label={t('contacts:history.reading')} />
      )}
      {versions?.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('contacts:history.none')}
        </Typography>
      )}
      {versions !== undefined && versions.length > 0 && (
        <>
          <Box component="ol" aria-label={t('contacts:history.label')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {versions.map(({ id, atMs, origin, changes }) => (
              <Box component="li" key={id} sx={{ py: 1, borderBottom: 1, borderColor: 'divider' }}>
                <Typography variant="body2" component="h4" sx={{ m: 0, fontWeight: 600 }}>
                  {t(`contacts:history.origin.${origin}`, { provider })}
                </Typography>
                <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                  <time dateTime={new Date(atMs).toISOString()}>{formatDateTime(atMs)}</time>
                </Typography>
                <Differences atFirst={5} differences={changes} />
              </Box>
            ))}
          </Box>
          <Typography variant="caption" component="p" sx={{ m: 0, mt: 1, color: 'text.secondary' }}>
            {t('history.setBack')}
          </Typography>
        </>
      )}
    </HistorySection>
  )
}
