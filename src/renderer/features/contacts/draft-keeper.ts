import type { Draft, DraftId } from '../../../shared/model/draft.ts'

/** So long may typing pause until it is kept. */
const pauseMs = 300

/** A draft without the time, which main gives it. */
export type TypedDraft = Omit<Draft, 'atMs'>

export interface DraftDoor {
  readonly put: (draft: TypedDraft) => void
  readonly remove: (id: DraftId) => void
}

export interface DraftKeeper {
  /** What is typed now; null where that is nothing. It is kept once typing pauses. */
  keep(draft: TypedDraft | null): void
  /** Keeps what is typed at once: the screen goes away. */
  flush(): void
  /** It is saved, or given up: nothing is kept any more. */
  forget(): void
}

/** Keeps what is typed. `kept` is what is kept already. */
export function createDraftKeeper(door: DraftDoor, kept: TypedDraft | null): DraftKeeper {
  let written = kept
  let waiting: { readonly draft: TypedDraft | null; readonly timer: ReturnType<typeof setTimeout> } | null =
    null
  const isWritten = (draft: TypedDraft | null): boolean => JSON.stringify(draft) === JSON.stringify(written)

  const stop = (): void => {
    if (waiting !== null) clearTimeout(waiting.timer)
    waiting = null
  }
  const write = (draft: TypedDraft | null): void => {
    stop()
    if (isWritten(draft)) return
    const before = written
    written = draft
    if (draft !== null) door.put(draft)
    // The contact may have got its name from the provider meanwhile.
    if (before !== null && before.id !== draft?.id) door.remove(before.id)
  }
  return {
    keep(draft) {
      stop()
      if (isWritten(draft)) return
      const timer = setTimeout(() => {
        write(draft)
      }, pauseMs)
      waiting = { draft, timer }
    },
    flush() {
      if (waiting !== null) write(waiting.draft)
    },
    forget() {
      write(null)
    },
  }
}
