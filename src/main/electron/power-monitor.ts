import { powerMonitor } from 'electron'

/** Tells when the computer has woken up. */
export function onResume(listener: () => void): void {
  powerMonitor.on('resume', listener)
}

/** Tells when the computer goes to sleep, and, on macOS and Windows, when its own lock is put on. */
export function onLeft(listener: () => void): void {
  powerMonitor.on('suspend', listener)
  powerMonitor.on('lock-screen', listener)
}
