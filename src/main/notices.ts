import { randomUUID } from 'node:crypto'
import type { Notice } from '../shared/model/app-state.ts'

/** What happened in this session that the user should know, newest last. */
export interface Notices {
  add(kind: Notice['kind'], path: string | null): void
  dismiss(id: string): void
  list(): Notice[]
}

const mostKept = 20

export function createNotices(ports: { now: () => number; onChanged: () => void }): Notices {
  let kept: readonly Notice[] = []
  const change = (next: readonly Notice[]): void => {
    kept = next
    ports.onChanged()
  }
  return {
    add(kind, path) {
      change([...kept, { id: randomUUID(), kind, path, atMs: ports.now() }].slice(-mostKept))
    },
    dismiss(id) {
      change(kept.filter((notice) => notice.id !== id))
    },
    list: () => [...kept],
  }
}
