import type { Later } from '../later.ts'

export interface IdleLockPorts {
  /** Null while nothing is to be locked by itself. */
  readonly minutes: () => number | null
  readonly now: () => number
  readonly later: Later
  /** Does nothing where no passphrase protects. `isPutOff`: not while a file is written or read. */
  readonly lock: (isPutOff: boolean) => void
}

/** Locks the app when nobody has used it for a while, and when the computer sleeps or is locked itself. */
export interface IdleLock {
  /** A key was pressed, or the mouse moved over the window. */
  used(): void
  /** The computer goes to sleep, or its own lock was put on. */
  left(): void
  close(): void
}

/** A lock may come so much late. */
const lookMs = 10_000

/**
 * It is the use of this window that counts, not that of the computer: the system's own count stands still under some
 * desktops (Wayland), where nothing would ever be locked.
 */
export function createIdleLock(ports: IdleLockPorts): IdleLock {
  let usedAtMs = ports.now()
  let stop: () => void = later()

  function later(): () => void {
    return ports.later(() => {
      look()
      stop = later()
    }, lookMs)
  }

  function look(): void {
    const minutes = ports.minutes()
    if (minutes === null) return
    // A clock that was set back must not put the lock off for hours.
    const idleMs = Math.abs(ports.now() - usedAtMs)
    if (idleMs >= minutes * 60_000) ports.lock(true)
  }

  return {
    used() {
      // Whoever comes back after the time was up meets the lock, however late the look at it would be.
      look()
      usedAtMs = ports.now()
    },
    left() {
      if (ports.minutes() !== null) ports.lock(false)
    },
    close: () => stop(),
  }
}
