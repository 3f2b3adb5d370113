import NoticeIcon from '@mui/icons-material/InfoOutlined'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../api/client.ts'
import { useAppState, useDismissNotice } from '../api/use-app-state.ts'
import { useRestoreCopy } from '../api/use-storage.ts'
import { Banner } from '../ui/Banner.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { formatDateTime } from '../ui/format.ts'

/** What happened and stays to be known until it is dismissed, each with the reference that the log has. */
export function Notices() {
  const { t } = useTranslation(['app', 'errors'])
  const { notices } = useAppState()
  const dismissNotice = useDismissNotice()
  const restoreCopy = useRestoreCopy()
  return (
    <>
      {notices.map((notice) => (
        <Banner
          key={notice.id}
          tone="notice"
          icon={<NoticeIcon />}
          actions={
            notice.kind === 'copy-offered' && (
              <Button
                variant="outlined"
                disabled={restoreCopy.isPending}
                onClick={() => {
                  restoreCopy.mutate()
                }}
              >
                {t('notices.restoreCopy')}
              </Button>
            )
          }
          onDismiss={() => {
            dismissNotice.mutate(notice.id)
          }}
        >
          <span>
            {t(`notices.${notice.kind}`, { path: notice.path ?? '', time: formatDateTime(notice.atMs) })}
          </span>{' '}
          <span>{t('errors:reference', { reference: notice.id })}</span>
        </Banner>
      ))}
      {restoreCopy.error !== null && (
        <ErrorNotice
          {...problemOf(restoreCopy.error)}
          onDismiss={() => {
            restoreCopy.reset()
          }}
        />
      )}
    </>
  )
}
