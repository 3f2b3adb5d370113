import NoticeIcon from '@mui/icons-material/InfoOutlined'
import { useTranslation } from 'react-i18next'
import { useAppState, useDismissNotice } from '../api/use-app-state.ts'
import { Banner } from '../ui/Banner.tsx'
import { formatDateTime } from '../ui/format.ts'

/** What happened and stays to be known until it is dismissed, each with the reference that the log has. */
export function Notices() {
  const { t } = useTranslation(['app', 'errors'])
  const { notices } = useAppState()
  const dismissNotice = useDismissNotice()
  return notices.map((notice) => (
    <Banner
      key={notice.id}
      tone="notice"
      icon={<NoticeIcon />}
      onDismiss={() => {
        dismissNotice.mutate(notice.id)
      }}
    >
      <span>
        {t(`notices.${notice.kind}`, { path: notice.path ?? '', time: formatDateTime(notice.atMs) })}
      </span>{' '}
      <span>{t('errors:reference', { reference: notice.id })}</span>
    </Banner>
  ))
}
