import { useEffect, useRef } from 'react'
import { useUpdates } from '../api/use-updates.ts'
import { told } from '../copy/told.ts'
import { notify } from '../ui/notify.ts'

/** Tells once that a newer version is ready or there; what becomes of it is said in the settings. */
export function useUpdateNews(): void {
  const update = useUpdates().data
  const lastTold = useRef<string | null>(null)
  useEffect(() => {
    if (update?.state !== 'ready' && update?.state !== 'notify-only') return
    const { version } = update
    if (lastTold.current === version) return
    lastTold.current = version
    notify({
      tone: 'info',
      title: told(
        update.state === 'ready' ? 'settings:updates.ready.title' : 'settings:updates.ready.there',
        {
          version,
        },
      ),
      body: [
        update.state === 'ready'
          ? told(`settings:updates.ready.${update.plan}`)
          : told('settings:updates.state.notify-only', { version }),
      ],
      href: '/settings/updates',
    })
  }, [update])
}
