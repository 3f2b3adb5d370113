import { useSyncExternalStore } from 'react'

/** Which dialog about backups is wanted. */
export type BackupWish = 'backup' | 'restore'

let wish: BackupWish | null = null
const listeners = new Set<() => void>()

function change(next: BackupWish | null): void {
  wish = next
  for (const tell of listeners) tell()
}

export const openBackup = (): void => {
  change('backup')
}

export const openRestore = (): void => {
  change('restore')
}

export const closeBackups = (): void => {
  change(null)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useBackupWish = (): BackupWish | null => useSyncExternalStore(subscribe, () => wish)
