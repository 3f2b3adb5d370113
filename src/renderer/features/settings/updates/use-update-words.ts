import { useTranslation } from 'react-i18next'
import type { UpdateState } from '../../../../shared/model/updates.ts'
import { formatBytes, formatPercent } from '../../../ui/format.ts'

/** A sentence about how it stands with newer versions. */
export function useUpdateWords(): (update: UpdateState) => string {
  const { t } = useTranslation('settings')
  return (update) => {
    switch (update.state) {
      case 'off':
        return t(`updates.off.${update.reason}`)
      case 'idle':
        return update.checkedAtMs === null ? t('updates.state.idle') : t('updates.state.upToDate')
      case 'checking':
        return t('updates.state.checking')
      case 'available':
        return t('updates.state.available', { version: update.version, size: formatBytes(update.bytes) })
      case 'downloading':
        return t('updates.state.downloading', {
          version: update.version,
          percent: formatPercent(update.percent),
        })
      case 'ready':
        return t(`updates.state.${update.plan}`, { version: update.version })
      case 'notify-only':
        return t('updates.state.notify-only', { version: update.version })
      case 'refused':
        return [
          t('updates.refused.title'),
          t(`updates.refused.${update.reason}`),
          t('updates.refused.next'),
        ].join(' ')
      case 'failed':
        return t(`updates.failed.${update.reason}`)
    }
  }
}
