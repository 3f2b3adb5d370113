import type { ContactValues } from '../../shared/model/contact.ts'
import { isOver, type Change } from './change.ts'
import type { Settlement } from './sending.ts'

/**
 * Deletions and merges that were asked for while edits of the same record waited. What these have set since is what
 * the user saw, and no change of somebody else's: it becomes a part of what the removal is held against.
 */
export function removalsOver(
  open: readonly Change[],
  { changes, saved = [] }: Pick<Settlement, 'changes' | 'saved'>,
): Change[] {
  return saved.flatMap(({ contact: { key } }) => {
    const sent = changes.filter((change) => change.key === key && change.kind === 'update' && isOver(change))
    // As it was sent, and not as it was read afterwards: somebody else may have been faster.
    const values: ContactValues = Object.fromEntries(sent.flatMap((change) => Object.entries(change.values)))
    // Where nothing was seen of a record, nothing is compared.
    const over = (base: ContactValues): ContactValues =>
      Object.keys(base).length === 0 ? base : { ...base, ...values }
    return sent.length === 0
      ? []
      : open
          .filter((change) => change.kind !== 'create' && change.kind !== 'update')
          .flatMap((change): Change[] => {
            if (change.key === key) return [{ ...change, base: over(change.base) }]
            return change.otherKey === key ? [{ ...change, otherBase: over(change.otherBase ?? {}) }] : []
          })
  })
}
