import { randomUUID } from 'node:crypto'
import { valueIn } from '../../shared/model/contact.ts'
import type { NeedReason } from '../../shared/model/change.ts'
import { changeIdSchema } from '../../shared/model/change-id.ts'
import { ended, rewritten, sets, type Change } from './change.ts'
import { picked } from './picked.ts'

/**
 * A later edit of the same field is what the user wants now: the parked one gives the field up to it, and what was
 * seen before the first is what counts as seen before the last. What is given up stays among the ended changes. A
 * creation gives up nothing: it has to be sent before the later edit.
 */
export function superseded(parkedOnes: readonly Change[], open: readonly Change[], nowMs: number): Change[] {
  const rewrittenLater = new Map<string, Change>()
  const rest = parkedOnes.flatMap((change) => {
    if (change.state !== 'needs-you' || change.kind !== 'update') return change
    const later = open.filter(({ seq, kind }) => seq > change.seq && kind === 'update')
    const given = Object.keys(change.values).flatMap((name) => {
      const taker = later.find((one) => sets(one, name))
      return taker === undefined ? [] : [{ name, taker }]
    })
    for (const { name, taker } of given) {
      const known = rewrittenLater.get(taker.id) ?? taker
      // A form that was opened before it showed something else, and that is what its user has seen.
      if (valueIn(known.base, name) !== valueIn(change.values, name)) continue
      const base = { ...known.base, [name]: valueIn(change.base, name) }
      rewrittenLater.set(taker.id, rewritten(known, { base }))
    }
    const names = Object.keys(change.values).filter((name) => given.every((one) => one.name !== name))
    if (given.length === 0) return change
    if (names.length === 0) return ended({ ...change, reason: null }, 'settled', nowMs)
    return [
      rewritten(change, withoutFields(change, names, given)),
      givenUp(
        change,
        given.map(({ name }) => name),
        nowMs,
      ),
    ]
  })
  return [...rest, ...rewrittenLater.values()]
}

/** The fields that a later edit took over, as a change of its own. */
function givenUp(change: Change, names: readonly string[], nowMs: number): Change {
  const id = changeIdSchema.parse(randomUUID())
  const [values, base] = [picked(change.values, names), picked(change.base, names)]
  return { ...ended({ ...change, values, base }, 'settled', nowMs), id, revision: 0 }
}

/** What is left of a parked update when only these fields are. */
function withoutFields(
  change: Change,
  names: readonly string[],
  given: readonly { readonly taker: Change }[],
): Partial<Change> {
  const { reason } = change
  const taken = new Set(given.flatMap(({ taker }) => Object.keys(taker.shown)))
  const isLeft = ({ name }: { readonly name: string }): boolean => names.includes(name)
  return {
    values: picked(change.values, names),
    base: picked(change.base, names),
    shown: Object.fromEntries(Object.entries(change.shown).filter(([column]) => !taken.has(column))),
    reason:
      reason?.kind === 'conflict' || reason?.kind === 'refused'
        ? ({ ...reason, fields: reason.fields.filter(isLeft) } as NeedReason)
        : reason,
  }
}
