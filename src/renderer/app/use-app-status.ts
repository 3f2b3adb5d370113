import { useTranslation } from 'react-i18next'
import { assertNever } from '../../shared/assert-never.ts'
import { useAccounts } from '../api/use-accounts.ts'
import { useAppState } from '../api/use-app-state.ts'
import { useSyncStatus } from '../api/use-sync.ts'
import { useRelativeTime } from '../ui/RelativeTime.tsx'
import { type AppStatus, appStatusOf } from './app-status.ts'

/** The state of loading over all accounts; `unknown` until main has answered. */
export function useAppStatus(): AppStatus {
  const { preferences } = useAppState()
  const accounts = useAccounts()
  const statuses = useSyncStatus()
  if (accounts.data === undefined || statuses.data === undefined) {
    return { kind: accounts.isError || statuses.isError ? 'unavailable' : 'unknown' }
  }
  return appStatusOf({
    accounts: accounts.data,
    statuses: statuses.data,
    workOffline: preferences.workOffline,
  })
}

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
      case 'offline':
        return status.atMs === null
          ? t('status.offline')
          : t('status.offlineSince', { ago: ago(status.atMs) })
      case 'unreachable':
        return t('status.unreachable', { account: status.account.label })
      case 'working-offline':
        return status.atMs === null
          ? t('status.workingOffline')
          : t('status.workingOfflineSince', { ago: ago(status.atMs) })
      case 'starting':
        return t('status.starting')
      case 'loading': {
        const type = t(`ui:itemTypesInText.${status.type}`)
        return status.total === null
          ? t('status.loadingSoFar', { type, loaded: status.loaded })
          : t('status.loading', { type, loaded: status.loaded, total: status.total })
      }
      case 'failed':
        return t('status.failed', { types: t(`ui:itemTypes.${status.type}`) })
      case 'incomplete':
        return t('status.incomplete')
      case 'up-to-date':
        return t('status.upToDate', { ago: ago(status.atMs) })
      default:
        return assertNever(status)
    }
  }
}
