import { useTranslation } from 'react-i18next'
import { assertNever } from '../../shared/assert-never.ts'
import type { AppStatus } from './app-status.ts'
import { formatDayOrTime } from './format.ts'
import { minutesFromSeconds } from './limit-facts.ts'
import { useRelativeTime } from './RelativeTime.tsx'

/** Answers the words of a status. Nothing is said while nothing is known. */
export function useStatusWords(): (status: AppStatus) => string {
  const { t } = useTranslation(['app', 'ui'])
  const ago = useRelativeTime()
  return (status) => {
    switch (status.kind) {
      case 'unknown':
        return t('status.unknown')
      case 'unavailable':
        return t('status.unavailable')
      case 'no-account':
        return t('status.noAccount')
      case 'disconnected':
        return t('status.disconnected')
      case 'reconnect':
        return t('status.reconnect', { account: status.account.label })
      case 'needs-you':
        return t('status.needsYou', { count: status.count })
      case 'offline':
        if (status.waiting > 0) return t('status.offlineWaiting', { count: status.waiting })
        return status.atMs === null
          ? t('status.offline')
          : t('status.offlineSince', { ago: ago(status.atMs) })
      case 'unreachable':
        return t('status.unreachable', { account: status.account.label })
      case 'working-offline':
        if (status.waiting > 0) return t('status.workingOfflineWaiting', { count: status.waiting })
        return status.atMs === null
          ? t('status.workingOffline')
          : t('status.workingOfflineSince', { ago: ago(status.atMs) })
      case 'starting':
        return t('status.starting')
      case 'loading': {
        const { mode, loaded, total } = status
        const what = status.label ?? t(`ui:itemTypesInText.${status.type}`)
        if (mode === 'changes') return t('status.changes', { what })
        if (mode === 'removals') return t('status.removals', { what })
        const key = mode === 'sweep' ? 'status.comparing' : 'status.loading'
        if (loaded === null) return t(`${key}Shared`, { what })
        return total === null ? t(`${key}SoFar`, { what, loaded }) : t(key, { what, loaded, total })
      }
      case 'waiting':
        return status.seconds < minutesFromSeconds
          ? t('status.waiting', { provider: status.provider, seconds: status.seconds })
          : t('status.waitingMinutes', {
              provider: status.provider,
              minutes: Math.ceil(status.seconds / 60),
            })
      case 'quota-spent':
        return t(`status.quotaSpent.${status.period}`, {
          provider: status.provider,
          until: formatDayOrTime(status.untilMs),
        })
      case 'failed':
        return t('status.failed', { types: status.label ?? t(`ui:itemTypes.${status.type}`) })
      case 'paused':
        return status.account === null
          ? t('status.paused')
          : t('status.accountPaused', { account: status.account.label })
      case 'incomplete':
        return t('status.incomplete')
      case 'up-to-date':
        if (status.waiting > 0) return t('status.upToDateWaiting', { count: status.waiting })
        return t('status.upToDate', { ago: ago(status.atMs) })
      default:
        return assertNever(status)
    }
  }
}
