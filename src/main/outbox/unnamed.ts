import type { NeedReason } from '../../shared/model/change.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import type { Change } from './change.ts'

/** The change without what it says of contacts that were deleted for good; null where it says nothing of them. */
export function unnamed(change: Change, erased: ReadonlySet<ItemKey>): Change | null {
  const isOther = change.otherKey !== null && erased.has(change.otherKey)
  const reason = change.reason === null ? null : reasonWithout(change.reason, erased)
  if (!isOther && reason === change.reason) return null
  return { ...change, reason, ...(isOther ? { otherName: '', otherBase: null } : {}) }
}

/** The same reason where it names none of them. */
function reasonWithout(reason: NeedReason, erased: ReadonlySet<ItemKey>): NeedReason {
  switch (reason.kind) {
    case 'already-exists':
      return reason.existingKey !== null && erased.has(reason.existingKey)
        ? { ...reason, existingName: null }
        : reason
    case 'merged-there':
      return erased.has(reason.currentKey) ? { ...reason, currentName: '' } : reason
    case 'outcome-unknown': {
      const candidates = reason.candidates.filter(({ key }) => !erased.has(key))
      return candidates.length === reason.candidates.length ? reason : { ...reason, candidates }
    }
    default:
      return reason
  }
}
