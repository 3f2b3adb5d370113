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
 * and the end of the record; what creates, deletes or merges a record lets nothing pass. A merge is about two records.
 */
export function turnsOf(
  changes: readonly Change[],
  sending: ReadonlySet<ItemKey>,
  nowMs: number,
): ReadonlyMap<Change['id'], Turn | null> {
  const endings = new Map<ItemKey, Change>()
  for (const change of changes) if (isEnding(change)) endings.set(change.key, change)
  const earlier = new Map<ItemKey, Change[]>()
  const turns = new Map<Change['id'], Turn | null>()
  for (const change of changes) {
    const before = keysOf(change).flatMap((key) => earlier.get(key) ?? [])
    if (change.state === 'waiting') {
      const ending = isUnsent(change) ? endings.get(change.key) : undefined
      // A contact that is to be deleted before it was ever sent is not sent at all, unless that is taken back.
      turns.set(
        change.id,
        ending === undefined || ending === change
          ? turnOf(change, before, sending, nowMs)
          : { for: 'undo', untilMs: ending.notBeforeMs },
      )
    }
    for (const key of keysOf(change)) {
      const ofKey = earlier.get(key) ?? []
      ofKey.push(change)
      earlier.set(key, ofKey)
    }
  }
  return turns
}

const keysOf = ({ key, otherKey }: Change): readonly ItemKey[] =>
  otherKey === null ? [key] : [key, otherKey]

const isEnding = ({ kind, state }: Change): boolean =>
  (kind === 'delete' || kind === 'erase') && state === 'waiting'

/** Nothing of it was ever sent, nor of the creation of its record. */
const isUnsent = ({ externalId, attempt }: Change): boolean => externalId === null && attempt === null

/** The end of a record that the provider never got: there is nobody to tell. */
export const isEndOfUnsent = (change: Change): boolean =>
  (change.kind === 'delete' || change.kind === 'erase') && change.externalId === null

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
  if (isEnding(change) && change.externalId === null && before.every(isUnsent) && !sending.has(change.key)) {
    return null
  }
  if (keysOf(change).some((key) => sending.has(key)) || before.some(isInTheWay))
    return { for: 'earlier-change', untilMs: null }
  if (change.kind !== 'create' && change.externalId === null) return { for: 'earlier-change', untilMs: null }
  if (nextAtMs !== null && nextAtMs > nowMs) {
    return { for: attempt === null ? 'provider' : 'outcome', untilMs: nextAtMs }
  }
  return null
}
