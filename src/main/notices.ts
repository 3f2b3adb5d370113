import type { Notice } from '../shared/model/app-state.ts'
import { newReference, type Logger } from './logging/logger.ts'

/** What happened in this session that the user should know, newest last. */
export interface Notices {
  add(kind: Notice['kind'], path: string | null): void
  dismiss(id: string): void
  list(): Notice[]
}

const mostKept = 20

export function createNotices(ports: { logger: Logger; now: () => number; onChanged: () => void }): Notices {
  let kept: readonly Notice[] = []
  const change = (next: readonly Notice[]): void => {
    kept = next
    ports.onChanged()
  }
  return {
    add(kind, path) {
      // The screen shows the id, so that the lines around it are found in the log.
      const id = newReference()
      ports.logger.warn('notice', { reference: id, kind, path })
      change([...kept, { id, kind, path, atMs: ports.now() }].slice(-mostKept))
    },
    dismiss(id) {
      change(kept.filter((notice) => notice.id !== id))
    },
    list: () => [...kept],
  }
}
