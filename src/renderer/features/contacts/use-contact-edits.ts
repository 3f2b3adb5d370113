import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AccountId } from '../../../shared/model/account.ts'
import { valueIn, type ContactValues } from '../../../shared/model/contact.ts'
import type { Draft, DraftId } from '../../../shared/model/draft.ts'
import { announceFailure } from '../../api/announced-failure.ts'
import { putDraft, removeDraft } from '../../api/use-drafts.ts'
import { draftContent, type Edits, editsOf, noEdits, rebased, withEdit } from './contact-edits.ts'
import { createDraftKeeper, type DraftKeeper, type TypedDraft } from './draft-keeper.ts'

/** What can be done with a field of the form; never another object, so that rows are not drawn again. */
export interface FieldActions {
  readonly change: (name: string, value: string) => void
  /** Back to what is held. */
  readonly revert: (name: string) => void
  /** Stays with what was typed although what is held has changed since. */
  readonly insist: (name: string) => void
}

interface ContactEditsOptions {
  readonly draftId: DraftId
  readonly accountId: AccountId
  /** What was typed the last time and not saved. */
  readonly draft: Draft | null
  /** What the contact holds here. */
  readonly held: ContactValues
}

export interface ContactEdits {
  readonly edits: Edits
  readonly actions: FieldActions
  /** Whether anything differs from what is held, be it a space. */
  readonly isTouched: boolean
  /** Empties the form of everything that was typed, here and where it is kept. */
  readonly forget: () => void
}

/** What is typed into a contact's form, kept as it is typed. */
export function useContactEdits({ draftId, accountId, draft, held }: ContactEditsOptions): ContactEdits {
  const [edits, setEdits] = useState(() => editsOf(draft))
  const latestHeld = useRef(held)
  useEffect(() => {
    latestHeld.current = held
  })
  const [actions] = useState((): FieldActions => {
    const heldNow = (name: string): string => valueIn(latestHeld.current, name)
    return {
      change(name, value) {
        const present = heldNow(name)
        setEdits((before) => withEdit(before, name, value, present))
      },
      revert(name) {
        const present = heldNow(name)
        setEdits((before) => withEdit(before, name, present, present))
      },
      insist(name) {
        const present = heldNow(name)
        setEdits((before) => rebased(before, name, present))
      },
    }
  })
  const typed = useMemo((): TypedDraft | null => {
    const content = draftContent(edits, held)
    return content === null ? null : { id: draftId, accountId, ...content }
  }, [edits, held, draftId, accountId])
  const keeper = useKeptDraft(draft, typed)
  const forget = useCallback(() => {
    keeper.forget()
    setEdits(noEdits)
  }, [keeper])
  return { edits, actions, isTouched: typed !== null, forget }
}

/** Keeps `typed` whenever it changes, and at once when the screen goes away. */
function useKeptDraft(kept: Draft | null, typed: TypedDraft | null): DraftKeeper {
  const [keeper] = useState(() =>
    createDraftKeeper(
      {
        put: (draft) => void putDraft(draft).catch(announceFailure),
        remove: (id) => void removeDraft(id).catch(announceFailure),
      },
      kept === null ? null : { id: kept.id, accountId: kept.accountId, values: kept.values, base: kept.base },
    ),
  )
  useEffect(() => {
    keeper.keep(typed)
  }, [keeper, typed])
  useEffect(() => {
    const flush = (): void => {
      keeper.flush()
    }
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', flush)
      flush()
    }
  }, [keeper])
  return keeper
}
