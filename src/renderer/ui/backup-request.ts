import { useSyncExternalStore } from 'react'
import { createObservable } from './observable.ts'

/** Which dialog about backups is wanted. */
export type BackupWish = 'backup' | 'restore'

const wish = createObservable<BackupWish | null>(null)

export const openBackup = (): void => {
  wish.put('backup')
}

export const openRestore = (): void => {
  wish.put('restore')
}

export const closeBackups = (): void => {
  wish.put(null)
}

export const useBackupWish = (): BackupWish | null => useSyncExternalStore(wish.subscribe, wish.get)
