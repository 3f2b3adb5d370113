import type { Change } from './change.ts'
import { canBeUndone, mostUndoable, type Step } from './step.ts'

/** Steps that the user took as one, each of one record: what was done to many at once. */
export const groupOf = ({ id, groupId }: Step): string => groupId ?? id

/** The groups, in the order of the newest step of each. */
function grouped(steps: readonly Step[]): Step[][] {
  const groups = Map.groupBy(
    steps.toSorted((a, b) => a.seq - b.seq),
    groupOf,
  )
  const newest = (group: readonly Step[]): number => group.at(-1)?.seq ?? 0
  return [...groups.values()].toSorted((a, b) => newest(a) - newest(b))
}

/** What Undo would take back: those of the newest group of which anything can be; none where nothing can. */
export const nextUndo = (steps: readonly Step[]): readonly Step[] =>
  (grouped(steps).findLast((group) => group.some(canBeUndone)) ?? []).filter(canBeUndone)

/** What Redo would do again: those of the group that was undone last. */
export const nextRedo = (steps: readonly Step[]): readonly Step[] => {
  const isUndone = ({ state }: Step): boolean => state === 'undone'
  return (grouped(steps).find((group) => group.some(isUndone)) ?? []).filter(isUndone)
}

/** Ids of the steps that make room for new ones. */
export function tooOld(known: readonly Step[], added: readonly Step[]): string[] {
  // Most groups are of one step, and then there is nothing to look at.
  if (known.length + added.length <= mostUndoable) return []
  // What was done to very many records is one group: to order its steps at every write would take longer than to send them.
  if (new Set([...known, ...added].map(groupOf)).size <= mostUndoable) return []
  const all = new Map([...known, ...added].map((step) => [step.id, step]))
  const groups = grouped([...all.values()])
  return groups
    .slice(0, Math.max(0, groups.length - mostUndoable))
    .flatMap((group) => group.map(({ id }) => id))
}

/** Tells the changes of what was done to many records at once from all others. */
export function ofManyIn(steps: readonly Step[]): (change: Change) => boolean {
  const ids = new Set(steps.filter(({ groupId }) => groupId !== null).map(({ id }) => id))
  return ({ stepId }) => ids.has(stepId)
}
