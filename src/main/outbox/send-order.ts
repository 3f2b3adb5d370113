import type { WaitReason } from '../../shared/model/change.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import type { Change } from './change.ts'

/** What an account's changes wait for; null where they may be sent. */
export interface AccountHold {
  readonly for: Exclude<WaitReason['for'], 'undo' | 'earlier-change' | 'outcome' | 'turn'>
  /** Epoch ms; null where it is not the time that ends it. */
  readonly untilMs: number | null
}

/** What a change waits for besides its account; null where it is its turn. */
export type Turn = {
  readonly for: 'undo' | 'earlier-change' | 'outcome' | 'provider'
  readonly untilMs: number | null
}

/**
 * Goes through changes in the order in which they were made, and says of each waiting one whether it is its turn.
 * Changes of one record go one after the other. An edit that is parked or held lets later edits of other fields pass,
 * and the end of the record; what creates, deletes or merges a record lets nothing pass.
 */
export function turnsOf(
  changes: readonly Change[],
  sending: ReadonlySet<ItemKey>,
  nowMs: number,
): ReadonlyMap<Change['id'], Turn | null> {
  const earlier = new Map<ItemKey, Change[]>()
  const turns = new Map<Change['id'], Turn | null>()
  for (const change of changes) {
    const before = earlier.get(change.key) ?? []
    if (change.state === 'waiting') turns.set(change.id, turnOf(change, before, sending, nowMs))
    earlier.set(change.key, [...before, change])
  }
  return turns
}

function turnOf(
  change: Change,
  before: readonly Change[],
  sending: ReadonlySet<ItemKey>,
  nowMs: number,
): Turn | null {
  const { notBeforeMs, nextAtMs, attempt } = change
  if (notBeforeMs !== null && notBeforeMs > nowMs) return { for: 'undo', untilMs: notBeforeMs }
  const isInTheWay = (earlier: Change): boolean =>
    earlier.state === 'waiting' ||
    earlier.kind !== 'update' ||
    change.kind === 'merge' ||
    Object.keys(change.values).some((name) => Object.hasOwn(earlier.values, name))
  if (sending.has(change.key) || before.some(isInTheWay)) return { for: 'earlier-change', untilMs: null }
  if (change.kind !== 'create' && change.externalId === null) return { for: 'earlier-change', untilMs: null }
  if (nextAtMs !== null && nextAtMs > nowMs) {
    return { for: attempt === null ? 'provider' : 'outcome', untilMs: nextAtMs }
  }
  return null
}
