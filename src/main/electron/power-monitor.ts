import { powerMonitor } from 'electron'

/** Tells when the computer has woken up. */
export function onResume(listener: () => void): void {
  powerMonitor.on('resume', listener)
}
