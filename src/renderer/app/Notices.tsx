import NoticeIcon from '@mui/icons-material/InfoOutlined'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../api/client.ts'
import { useAppState, useDismissNotice } from '../api/use-app-state.ts'
import { useChangeNotices } from '../api/use-notices.ts'
import { useRestoreCopy } from '../api/use-storage.ts'
import { say, told } from '../copy/told.ts'
import { Banner } from '../ui/Banner.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { withNews } from '../ui/kept-notices.ts'
import type { Notice } from '../../shared/model/app-state.ts'
import type { Told } from '../../shared/model/told.ts'

/**
 * What happened and stays to be known until it is dismissed, each with the reference that the log has. Once it is
 * dismissed it lies in the notification centre, so that it is never shown at two places.
 */
export function Notices() {
  const { t } = useTranslation(['app', 'errors'])
  const { notices, workspace } = useAppState()
  const dismissNotice = useDismissNotice()
  const { mutate: changeKept } = useChangeNotices()
  const restoreCopy = useRestoreCopy()
  const wordsOf = (notice: Notice): string => say(noticeTold(notice))
  const dismiss = (notice: Notice): void => {
    dismissNotice.mutate(notice.id)
    if (workspace === null) return
    const news = { tone: 'info', title: noticeTold(notice), reference: notice.id } as const
    changeKept((kept) => withNews(kept, news, notice.atMs, true))
  }
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
            dismiss(notice)
          }}
        >
          <span>{wordsOf(notice)}</span> <span>{t('errors:reference', { reference: notice.id })}</span>
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

const noticeTold = ({ kind, path, atMs }: Notice): Told =>
  told(`app:notices.${kind}`, { path: path ?? '', time: atMs })
