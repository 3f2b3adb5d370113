import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactVersion } from '../../../shared/model/contact.ts'
import type { ItemKey } from '../../../shared/model/item.ts'
import { problemOf } from '../../api/client.ts'
import { useContactVersions } from '../../api/use-contacts.ts'
import { Differences } from '../../ui/Differences.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatDateTime } from '../../ui/format.ts'
import { RevertContact } from './RevertContact.tsx'

interface ContactHistoryProps {
  readonly contactKey: ItemKey
  readonly provider: string
}

/** So many differences of a version are shown before somebody asks for more. */
const mostShown = 8

/** The states of a contact that are kept on this computer, newest first. */
export function ContactHistory({ contactKey, provider }: ContactHistoryProps) {
  const { t } = useTranslation('contacts')
  const { data: versions, error, refetch } = useContactVersions(contactKey)
  const [reverting, setReverting] = useState<ContactVersion | null>(null)
  const [said, setSaid] = useState('')
  if (error !== null) {
    return <ErrorNotice {...problemOf(error)} actions={{ retry: () => void refetch() }} />
  }
  if (versions === undefined) return <LinearProgress aria-label={t('history.reading')} />
  return (
    <>
      <Typography variant="body2" role="status" sx={{ '&:empty': { display: 'none' }, mb: 1 }}>
        {said}
      </Typography>
      {versions.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('history.none')}
        </Typography>
      )}
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }} aria-label={t('history.label')}>
        {versions.map((version) => (
          <Box component="li" key={version.id} sx={versionLook}>
            <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <Typography variant="body2" component="h3" sx={{ m: 0, fontWeight: 600 }}>
                  {t(`history.origin.${version.origin}`, { provider })}
                </Typography>
                <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                  <time dateTime={new Date(version.atMs).toISOString()}>{formatDateTime(version.atMs)}</time>
                </Typography>
              </Box>
              {version.isCurrent ? (
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  {t('history.current')}
                </Typography>
              ) : (
                <Button
                  aria-label={t('history.revertLabel', { when: formatDateTime(version.atMs) })}
                  onClick={() => {
                    setSaid('')
                    setReverting(version)
                  }}
                >
                  {t('history.revert')}
                </Button>
              )}
            </Box>
            <Differences differences={version.changes} atFirst={mostShown} />
          </Box>
        ))}
      </Box>
      {reverting !== null && (
        <RevertContact
          contactKey={contactKey}
          version={reverting}
          provider={provider}
          onDone={(isChanged) => {
            setSaid(t(isChanged ? 'history.done' : 'history.nothing', { provider }))
            setReverting(null)
          }}
          onClose={() => {
            setReverting(null)
          }}
        />
      )}
    </>
  )
}

const versionLook = { py: 1, borderBottom: 1, borderColor: 'divider' } as const
