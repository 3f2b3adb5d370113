import type { AppError } from '../../../../shared/errors.ts'
import type { Client } from '../../../../shared/ipc/types.ts'
import type { AccountId } from '../../../../shared/model/account.ts'
import type { ItemKey } from '../../../../shared/model/item.ts'
import { call, type Problem, problemOf } from '../../../api/client.ts'

export interface BulkFailure {
  readonly key: ItemKey
  readonly error: AppError
}

/** What came of an edit of many contacts, or what has so far. */
export interface BulkOutcome {
  readonly changed: number
  /** They had the value already. */
  readonly unchanged: number
  readonly failed: readonly BulkFailure[]
  /** How many were not tried. */
  readonly left: number
  /** Why not all were tried; null where all were. */
  readonly stop:
    | null
    | { readonly kind: 'cancelled' }
    /** What was changed so far was undone meanwhile. */
    | { readonly kind: 'undone' }
    | { readonly kind: 'failed'; readonly problem: Problem }
}

interface Changing {
  readonly accountId: AccountId
  readonly keys: readonly ItemKey[]
  readonly field: string
  readonly value: string
  /** Stops before the next part; what was changed stays. */
  readonly signal: AbortSignal
  readonly onProgress: (sofar: BulkOutcome) => void
}

type Part = Parameters<Client['contacts']['updateMany']>[0]

/** So many are one call, and are changed or not as one. */
const mostAtOnce = 500

/** Sets a field of many contacts, part by part; all parts are undone as one. Never throws. */
export async function changeAll(changing: Changing): Promise<BulkOutcome> {
  const { accountId, keys, field, value, signal, onProgress } = changing
  let outcome: BulkOutcome = { changed: 0, unchanged: 0, failed: [], left: keys.length, stop: null }
  let stepId: string | null = null
  for (let offset = 0; offset < keys.length; offset += mostAtOnce) {
    if (signal.aborted) return { ...outcome, stop: { kind: 'cancelled' } }
    const part = keys.slice(offset, offset + mostAtOnce)
    try {
      const input: Part = { accountId, keys: part, field, value, stepId }
      const done = await call((client) => client.contacts.updateMany(input))
      stepId = done.stepId
      outcome = {
        changed: outcome.changed + done.changed,
        unchanged: outcome.unchanged + done.unchanged,
        failed: [...outcome.failed, ...done.failed],
        left: outcome.left - part.length,
        stop: null,
      }
      onProgress(outcome)
    } catch (thrown) {
      const problem = problemOf(thrown)
      const isUndone = problem.error.kind === 'changed-meanwhile'
      return { ...outcome, stop: isUndone ? { kind: 'undone' } : { kind: 'failed', problem } }
    }
  }
  return outcome
}
