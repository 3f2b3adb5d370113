import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useUpdates } from '../api/use-updates.ts'
import { notify } from '../ui/notify.ts'

/** Tells once that a newer version is ready or there; what becomes of it is said in the settings. */
export function useUpdateNews(): void {
  const { t } = useTranslation('settings')
  const update = useUpdates().data
  const told = useRef<string | null>(null)
  useEffect(() => {
    if (update?.state !== 'ready' && update?.state !== 'notify-only') return
    const { version } = update
    if (told.current === version) return
    told.current = version
    notify({
      tone: 'info',
      title: t(update.state === 'ready' ? 'updates.ready.title' : 'updates.ready.there', { version }),
      body:
        update.state === 'ready'
          ? t(`updates.ready.${update.plan}`)
          : t('updates.state.notify-only', { version }),
      href: '/settings/updates',
    })
  }, [update, t])
}
