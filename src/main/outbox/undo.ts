import { valueIn } from '../../shared/model/contact.ts'
import type { AppError } from '../../shared/errors.ts'
import { itemKey, type ItemKey } from '../../shared/model/item.ts'
import type { ChangeKind } from '../../shared/model/pending-mark.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { randomUUID } from 'node:crypto'
import type { Change } from './change.ts'
import { contactHere, type ContactHere } from './contact-here.ts'
import { blank, nextRedo, nextUndo, placeOf, updateOf, type EditPorts } from './edits.ts'
import { stepsWith } from './settle.ts'
import type { Step, StepPart } from './step.ts'
import { discarded } from './waiting-edits.ts'
import { picked } from './picked.ts'

/** What was taken back or done again: how many changes of which kind, and whose. */
export interface Undone {
  readonly kind: ChangeKind
  readonly name: string
  readonly count: number
}

/** Undo and Redo over the edits of the workspace, across restarts; null where nothing is left to do. */
export interface UndoSteps {
  undo(): Promise<Result<Undone | null, AppError>>
  redo(): Promise<Result<Undone | null, AppError>>
}

export function createUndo(ports: EditPorts): UndoSteps {
  const { book, now } = ports

  const openParts = (parts: readonly StepPart[]): Change[] =>
    parts.flatMap(({ changeId }) => book.get(changeId) ?? [])

  async function here(key: ItemKey): Promise<ContactHere | null> {
    const found = await contactHere(ports, key)
    return found.ok ? found.value : null
  }

  /** What takes back a change that was sent; null where somebody else has changed it since, or it is gone. */
  async function opposite(part: StepPart, stepId: string): Promise<Change | null> {
    const found = await here(part.key)
    if (found === null) return null
    const begun = { ...blank(now(), book.nextSeq()), stepId }
    if (part.kind === 'create') {
      return {
        ...begun,
        ...placeOf(found),
        kind: 'delete',
        base: found.loaded?.values ?? {},
        notBeforeMs: now() + ports.times.undoMs,
      }
    }
    const { contacts, facts, values } = found
    const names = Object.keys(part.values).filter((name) =>
      contacts.isSameValue(facts, name, valueIn(values, name), valueIn(part.values, name)),
    )
    if (names.length === 0) return null
    const before = picked(part.base, names)
    return updateOf(found, before, values, begun)
  }

  /** The same change once more, over what is there now. */
  async function again(part: StepPart, step: Step): Promise<Change | null> {
    const begun = { ...blank(now(), book.nextSeq()), stepId: step.id }
    if (part.kind === 'create') {
      const known = await ports.accounts.find(step.accountId)
      if (!known.ok) return null
      const { account, contacts } = known.value
      const shown = contacts.shown(part.values)
      return {
        ...begun,
        kind: 'create',
        providerId: account.providerId,
        accountId: account.id,
        key: itemKey(account.providerId, account.id, 'contact', `new-${randomUUID()}`),
        name: shown.name,
        values: part.values,
        shown,
      }
    }
    const found = await here(part.key)
    if (found === null) return null
    if (part.kind === 'update') return updateOf(found, part.values, found.values, begun)
    return {
      ...begun,
      ...placeOf(found),
      kind: part.kind,
      base: found.loaded?.values ?? {},
      notBeforeMs: now() + ports.times.undoMs,
    }
  }

  async function undo(): Promise<Result<Undone | null, AppError>> {
    const step = nextUndo(book.steps())
    if (step === null) return ok(null)
    const open = openParts(step.parts)
    if (open.some(({ id }) => ports.isSending(id))) return err({ kind: 'changed-meanwhile' })
    const dropped = discarded(ports, open)
    const opposites: Change[] = []
    for (const part of step.parts.toReversed()) {
      if (part.outcome !== 'sent') continue
      const change = await opposite(part, step.id)
      if (change !== null) opposites.push(change)
    }
    const undone: Step = { ...step, state: 'undone', undoneBy: opposites.map(partOf) }
    const changes = [...dropped, ...opposites]
    const written = await book.write({ changes, steps: stepsAfter(book.steps(), undone, changes) })
    if (!written.ok) return written
    return ok({ kind: step.kind, name: step.name, count: open.length + opposites.length })
  }

  async function redo(): Promise<Result<Undone | null, AppError>> {
    const step = nextRedo(book.steps())
    if (step === null) return ok(null)
    const undoing = openParts(step.undoneBy)
    if (undoing.some(({ id }) => ports.isSending(id))) return err({ kind: 'changed-meanwhile' })
    const dropped = discarded(ports, undoing)
    const takenBack = new Set(undoing.map(({ key }) => key))
    const repeated: Change[] = []
    for (const part of step.parts) {
      // What only had begun to be taken back stands again as soon as that is dropped.
      if (part.outcome === 'sent' && takenBack.has(part.key)) continue
      const change = part.outcome === 'settled' ? null : await again(part, step)
      if (change !== null) repeated.push(change)
    }
    const kept = step.parts.filter(({ outcome, key }) => outcome === 'sent' && takenBack.has(key))
    const redone: Step = {
      ...step,
      state: 'done',
      parts: [...kept, ...repeated.map(partOf)],
      undoneBy: [],
    }
    const changes = [...dropped, ...repeated]
    const written = await book.write({ changes, steps: stepsAfter(book.steps(), redone, changes) })
    if (!written.ok) return written
    return ok({ kind: step.kind, name: step.name, count: undoing.length + repeated.length })
  }

  return { undo: () => book.inTurn(undo), redo: () => book.inTurn(redo) }
}

const partOf = (change: Change): StepPart => ({
  changeId: change.id,
  kind: change.kind,
  key: change.key,
  name: change.name,
  values: change.values,
  base: change.base,
  outcome: 'open',
})

/** The step itself, and the others that these changes belong to. */
function stepsAfter(steps: readonly Step[], step: Step, changes: readonly Change[]): Step[] {
  const all = [...steps.filter(({ id }) => id !== step.id), step]
  const updated = stepsWith(all, changes)
  return updated.some(({ id }) => id === step.id) ? updated : [...updated, step]
}
