import { lazy, Suspense, useEffect } from 'react'
import { reportProblem } from '../api/report-problem.ts'
import { closeBackups, useBackupWish } from '../ui/backup-request.ts'
import { PaneBoundary } from '../ui/PaneBoundary.tsx'

const BackupDialog = lazy(async () => ({
  default: (await import('../features/backup/BackupDialog.tsx')).BackupDialog,
}))
const RestoreDialog = lazy(async () => ({
  default: (await import('../features/backup/RestoreDialog.tsx')).RestoreDialog,
}))

/** The dialogs about backups, from wherever they are asked for; loaded when they are first wanted. */
export function BackupDialogs() {
  const wish = useBackupWish()
  // Another workspace starts without the dialog of the last one.
  useEffect(() => closeBackups, [])
  if (wish === null) return null
  return (
    <PaneBoundary report={reportProblem}>
      <Suspense>{wish === 'backup' ? <BackupDialog /> : <RestoreDialog />}</Suspense>
    </PaneBoundary>
  )
}
