import { valueIn, type ContactValues } from '../../shared/model/contact.ts'
import type { AppError } from '../../shared/errors.ts'
import { itemKey, type ItemKey } from '../../shared/model/item.ts'
import { ok, type Result } from '../../shared/result.ts'
import { randomUUID } from 'node:crypto'
import { sets, type Change } from './change.ts'
import { contactHere, type ContactHere } from './contact-here.ts'
import { blank, placeOf, updateOf } from './edits.ts'
import { inBatches } from './in-batches.ts'
import { stepsWith } from './settle.ts'
import { groupOf, nextRedo, nextUndo } from './step-groups.ts'
import { canBeTakenBack, canBeUndone, partOf, type Step, type StepPart } from './step.ts'
import { throughGroup, type GroupPorts, type StepsDone, type Undone } from './through-group.ts'
import { readVersion } from './version.ts'
import { discarded } from './waiting-edits.ts'
import { picked } from './picked.ts'

/** Undo and Redo over the edits of the workspace, across restarts; null where nothing is left to do. */
export interface UndoSteps {
  undo(): Promise<Result<Undone | null, AppError>>
  redo(): Promise<Result<Undone | null, AppError>>
  /** Takes one group back, the newest or not; `deletesSent` with the contacts that it has created at the provider. */
  undoGroup(groupId: string, deletesSent: boolean): Promise<Result<Undone | null, AppError>>
}

const mostVersions = 50

export function createUndo(ports: GroupPorts): UndoSteps {
  const { book, now } = ports

  const openParts = (parts: readonly StepPart[]): Change[] =>
    parts.flatMap(({ changeId }) => book.get(changeId) ?? [])

  async function here(key: ItemKey): Promise<ContactHere | null> {
    const found = await contactHere(ports, key)
    return found.ok ? found.value : null
  }

  /** A record as the provider answered to our last change of it; null where that is not kept. */
  async function lastSent(key: ItemKey): Promise<ContactValues | null> {
    const kept = await ports.store.call('versionsOf', { key, limit: mostVersions })
    const versions = kept.ok ? kept.value.map(({ body }) => readVersion(body)) : []
    return versions.find(({ origin }) => origin === 'sent')?.values ?? null
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
        // As we left it, so that what somebody else has added since is not deleted unasked.
        base: (await lastSent(found.key)) ?? found.loaded?.values ?? {},
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
    const removal = {
      ...begun,
      ...placeOf(found),
      kind: part.kind,
      base: found.loaded?.values ?? {},
      notBeforeMs: now() + ports.times.undoMs,
    }
    if (part.kind !== 'merge') return removal
    const other = part.otherKey === null ? null : await here(part.otherKey)
    if (other?.loaded === null || other === null || other.key === found.key) return null
    const { key, externalId, name, loaded } = other
    return {
      ...removal,
      otherKey: key,
      otherExternalId: externalId,
      otherName: name,
      otherBase: loaded.values,
    }
  }

  /** Takes these steps back, all of them or none. */
  async function takeBack(steps: readonly Step[]): Promise<Result<StepsDone, AppError>> {
    const open = steps.flatMap(({ parts }) => openParts(parts))
    const dropped = discarded(ports, open)
    const opposites: Change[] = []
    const changedSince = new Set(open.filter((change) => isEditedFurther(change, open)).map(({ key }) => key))
    const undone = await inBatches(steps, async (step): Promise<Step> => {
      const own: Change[] = []
      for (const part of step.parts.toReversed()) {
        if (part.outcome !== 'sent') continue
        const change = await opposite(part, step.id)
        if (change !== null) own.push(change)
        if (part.kind === 'update' && !takesAllBack(change, part)) changedSince.add(part.key)
      }
      opposites.push(...own)
      return { ...step, state: 'undone', undoneBy: own.map(partOf) }
    })
    const changes = [...dropped, ...opposites]
    const written = await book.write({ changes, steps: stepsAfter(book.steps(), undone, changes) })
    if (!written.ok) return written
    return ok({ count: open.length + opposites.length, changedSince: [...changedSince] })
  }

  /** Whether the user has set one of its fields once more, in an edit that is not taken back with it. */
  const isEditedFurther = (change: Change, takenBack: readonly Change[]): boolean =>
    change.kind === 'update' &&
    book
      .openOf(change.key)
      .some(
        (later) =>
          later.seq > change.seq &&
          !takenBack.includes(later) &&
          Object.keys(change.values).some((name) => sets(later, name)),
      )

  /** Does these steps again, all of them or none. */
  async function doAgain(steps: readonly Step[]): Promise<Result<StepsDone, AppError>> {
    const undoing = steps.flatMap(({ undoneBy }) => openParts(undoneBy))
    const dropped = discarded(ports, undoing)
    const repeated: Change[] = []
    const redone = await inBatches(steps, async (step): Promise<Step> => {
      const kept: StepPart[] = []
      const own: Change[] = []
      for (const part of step.parts) {
        const { standing, lost } = whatStands(part, step.undoneBy, undoing)
        if (standing !== null) kept.push(standing)
        const change = lost === null ? null : await again(lost, step)
        if (change !== null) own.push(change)
      }
      repeated.push(...own)
      return { ...step, state: 'done', parts: [...kept, ...own.map(partOf)], undoneBy: [] }
    })
    const changes = [...dropped, ...repeated]
    // What undid it is no part of it: done again, it would undo it once more.
    const ids = new Set(undoing.map(({ id }) => id))
    const others = changes.filter(({ id }) => !ids.has(id))
    const written = await book.write({ changes, steps: stepsAfter(book.steps(), redone, others) })
    return written.ok ? ok({ count: undoing.length + repeated.length, changedSince: [] }) : written
  }

  // A creation of which nobody knows whether it happened is on its way as well: Redo would make a second one.
  const isUnderWay = (parts: readonly StepPart[]): boolean =>
    openParts(parts).some(({ id, attempt }) => attempt !== null || ports.isSending(id))
  const isUnderWayAgain = (parts: readonly StepPart[]): boolean =>
    openParts(parts).some(({ id }) => ports.isSending(id))

  return {
    undo: () =>
      throughGroup(ports, {
        next: nextUndo,
        isUnderWay: ({ parts }) => isUnderWay(parts),
        work: takeBack,
      }),
    undoGroup: (groupId, deletesSent) =>
      throughGroup(ports, {
        next: (steps) =>
          steps.filter(
            (step) => groupOf(step) === groupId && (deletesSent ? canBeTakenBack(step) : canBeUndone(step)),
          ),
        isUnderWay: ({ parts }) => isUnderWay(parts),
        work: takeBack,
      }),
    redo: () =>
      throughGroup(ports, {
        next: nextRedo,
        isUnderWay: ({ undoneBy }) => isUnderWayAgain(undoneBy),
        work: doAgain,
      }),
  }
}

/** Whether a change undoes all that a part of a step has set. */
const takesAllBack = (change: Change | null, part: StepPart): boolean =>
  change !== null && Object.keys(part.values).every((name) => sets(change, name))

/**
 * What of a part stands again as soon as those that were about to take it back are dropped, and what has to be done
 * again: some of its fields may have been taken back already.
 */
function whatStands(
  part: StepPart,
  undoneBy: readonly StepPart[],
  dropped: readonly Change[],
): { readonly standing: StepPart | null; readonly lost: StepPart | null } {
  if (part.outcome === 'settled') return { standing: null, lost: null }
  if (part.outcome !== 'sent' || dropped.every(({ key }) => key !== part.key)) {
    return { standing: null, lost: part }
  }
  const isTakenBack = (name: string): boolean =>
    undoneBy.some(
      ({ key, outcome, values }) => key === part.key && outcome === 'sent' && Object.hasOwn(values, name),
    )
  const only = (names: readonly string[]): StepPart | null =>
    names.length === 0
      ? null
      : { ...part, values: picked(part.values, names), base: picked(part.base, names) }
  const names = Object.keys(part.values)
  const lost = only(names.filter(isTakenBack))
  return lost === null
    ? { standing: part, lost }
    : { standing: only(names.filter((name) => !isTakenBack(name))), lost }
}

/** The steps themselves, and the others that these changes belong to. */
function stepsAfter(steps: readonly Step[], own: readonly Step[], changes: readonly Change[]): Step[] {
  const next = new Map(own.map((step) => [step.id, step]))
  const updated = stepsWith([...steps.filter(({ id }) => !next.has(id)), ...own], changes)
  const met = new Set(updated.map(({ id }) => id))
  return [...updated, ...own.filter(({ id }) => !met.has(id))]
}
