import { useEffect, useRef } from 'react'
import type { Backups } from '../../shared/model/backup.ts'
import { announceFailure } from '../api/announced-failure.ts'
import { ApiFailure } from '../api/client.ts'
import { useBackups } from '../api/use-backups.ts'
import { isolated } from '../copy/isolated.ts'
import { told } from '../copy/told.ts'
import { notify } from '../ui/notify.ts'

/** Tells how a backup and a restore ended, on whatever screen the user is by then. */
export function useBackupNews(): void {
  const backups = useBackups().data
  const before = useRef<Backups | null>(null)
  useEffect(() => {
    if (backups === undefined) return
    const known = before.current
    before.current = backups
    // What was over before the screen was drawn is no news.
    if (known === null) return
    const { backup, restore } = backups
    if (backup !== null && known.backup?.state === 'running') {
      const name = isolated(backup.fileName)
      if (backup.state === 'done') notify({ tone: 'success', title: told('backup:told.done', { name }) })
      if (backup.state === 'cancelled') notify({ tone: 'info', title: told('backup:told.cancelled') })
      if (backup.problem !== null)
        announceFailure(new ApiFailure(backup.problem.error, backup.problem.reference))
    }
    if (restore === null || known.restore?.phase !== 'restoring') return
    const { phase, problem } = restore
    if (phase === 'done') notify({ tone: 'success', title: told('backup:told.restored') })
    if (problem !== null) announceFailure(new ApiFailure(problem.error, problem.reference))
  }, [backups])
}
