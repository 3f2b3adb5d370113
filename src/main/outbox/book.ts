import type { AppError } from '../../shared/errors.ts'
import type { ChangeId } from '../../shared/model/change-id.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import type { NewVersion, OutboxWrite } from '../../shared/outbox-protocol.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Store } from '../store/store.ts'
import { ended, fromStoredChange, isOver, toStoredChange, type Change } from './change.ts'
import { layOver } from './lay-over.ts'
import { fromStoredStep, toStoredStep, type Step } from './step.ts'
import { tooOld } from './step-groups.ts'

/** What is to be noted, all of it or nothing. */
export interface Entry {
  readonly changes?: readonly Change[]
  readonly steps?: readonly Step[]
  readonly removedSteps?: readonly string[]
  readonly versions?: readonly NewVersion[]
  readonly renamed?: readonly { readonly from: ItemKey; readonly to: ItemKey }[]
  readonly erased?: readonly ItemKey[]
}

/**
 * The changes of one workspace that are not over, and the steps that can be taken back, in memory and in
 * `outbox.db`: memory follows once the file has it. Whoever reads and then writes does so in one turn.
 */
export interface Book {
  /** In the order in which they were made. */
  open(): readonly Change[]
  openOf(key: ItemKey): readonly Change[]
  get(id: ChangeId): Change | null
  /** The key under which a record goes on that was created in this session; any other key as it is. */
  currentKey(key: ItemKey): ItemKey
  steps(): readonly Step[]
  /** Nothing was ever noted in it. */
  isUntouched(): boolean
  nextSeq(): number
  /** Runs one piece of work after the other. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value>
  /** Durable when it answers. */
  write(entry: Entry): Promise<Result<null, AppError>>
  /** Writes everything that is not over once more: the file was lost, and an empty or an old one took its place. */
  rewriteAll(): Promise<Result<null, AppError>>
  /** The account is gone, and the file has forgotten it. */
  forget(accountId: Change['accountId']): void
  isForgotten(accountId: Change['accountId']): boolean
}

/** Reads the book of the workspace that is open; `isOpen` answers false once another one is. */
export async function openBook(
  store: Store,
  isOpen: () => boolean,
  onChanged: () => void,
): Promise<Result<Book, AppError>> {
  const stored = await readStored(store)
  if (!stored.ok) return stored
  const changes = new Map<ChangeId, Change>()
  const byKey = new Map<ItemKey, Set<ChangeId>>()
  let steps = stored.value.steps
  let { lastSeq } = stored.value
  const renamedKeys = new Map<ItemKey, ItemKey>()
  const gone = new Set<Change['accountId']>()
  let lastTurn: Promise<unknown> = Promise.resolve()

  function put(change: Change): void {
    const before = changes.get(change.id)
    if (before !== undefined && before.key !== change.key) byKey.get(before.key)?.delete(change.id)
    if (isOver(change)) {
      changes.delete(change.id)
      byKey.get(change.key)?.delete(change.id)
      return
    }
    changes.set(change.id, change)
    const ofKey = byKey.get(change.key) ?? new Set()
    byKey.set(change.key, ofKey.add(change.id))
  }
  for (const change of stored.value.changes) put(change)

  const openOf = (key: ItemKey): Change[] =>
    [...(byKey.get(key) ?? [])].flatMap((id) => changes.get(id) ?? []).toSorted((a, b) => a.seq - b.seq)

  function toWrite({ changes: next = [], steps: nextSteps = [], ...rest }: Entry): OutboxWrite {
    const written = new Map(next.map((change) => [change.id, change]))
    const ofKey = Map.groupBy(
      [...written.values()].filter((change) => !isOver(change)),
      ({ key }) => key,
    )
    /** The open changes of a record as they will be once the entry is written. */
    const afterwards = (key: ItemKey): Change[] =>
      [...openOf(key).filter(({ id }) => !written.has(id)), ...(ofKey.get(key) ?? [])].toSorted(
        (a, b) => a.seq - b.seq,
      )
    const keys = new Set(next.flatMap((change) => [change.key, changes.get(change.id)?.key ?? change.key]))
    const laid = [...keys].map((key) => ({ key, row: layOver(afterwards(key)) }))
    return {
      changes: next.map(toStoredChange),
      steps: nextSteps.map(toStoredStep),
      laid: laid.flatMap(({ row }) => row ?? []),
      unlaid: laid.filter(({ row }) => row === null).map(({ key }) => key),
      ...rest,
    }
  }

  function keep({ changes: next = [], steps: nextSteps = [], removedSteps = [], renamed = [] }: Entry): void {
    for (const { from, to } of renamed) {
      renamedKeys.set(from, to)
      renamedKeys.delete(to)
    }
    for (const change of next) {
      put(change)
      lastSeq = Math.max(lastSeq, change.seq)
    }
    const known = new Map(steps.map((step) => [step.id, step]))
    for (const step of nextSteps) known.set(step.id, step)
    for (const id of removedSteps) known.delete(id)
    steps = [...known.values()].toSorted((a, b) => a.seq - b.seq)
  }

  return ok({
    open: () => [...changes.values()].toSorted((a, b) => a.seq - b.seq),
    openOf,
    get: (id) => changes.get(id) ?? null,
    currentKey(key) {
      let current = key
      for (let steps = renamedKeys.size; steps > 0; steps -= 1) current = renamedKeys.get(current) ?? current
      return current
    },
    steps: () => steps,
    isUntouched: () => lastSeq === 0,
    nextSeq: () => (lastSeq += 1),

    inTurn(work) {
      const turn = lastTurn.then(work, work)
      lastTurn = turn
      return turn
    },

    async write(entry) {
      // What comes of a sending that was on its way must not bring back anything of an account that was wiped.
      const isGone = entry.changes?.some(({ accountId }) => gone.has(accountId)) ?? false
      if (!isOpen() || isGone) return { ok: false, error: { kind: 'cancelled' } }
      const isErased = ({ parts, undoneBy }: Step): boolean =>
        [...parts, ...undoneBy].some(({ key }) => entry.erased?.includes(key))
      const kept = (entry.steps ?? []).filter((step) => !isErased(step))
      const removedSteps = [
        ...(entry.removedSteps ?? []),
        ...tooOld(steps, kept),
        ...steps.filter(isErased).map(({ id }) => id),
      ]
      const whole = { ...entry, steps: kept, removedSteps }
      const written = await store.call('writeOutbox', toWrite(whole))
      if (!written.ok) return written
      keep(whole)
      onChanged()
      return ok(null)
    },

    async rewriteAll() {
      if (!isOpen()) return ok(null)
      const found = await readStored(store)
      if (!found.ok) return found
      // An old copy knows changes as open that are over by now: sent once more, they would be made twice.
      const over = found.value.changes
        .filter(({ id }) => !changes.has(id))
        .map((change) => ended(change, 'settled', change.madeAtMs))
      return isOpen()
        ? store.call('writeOutbox', toWrite({ changes: [...over, ...changes.values()], steps }))
        : ok(null)
    },

    isForgotten: (accountId) => gone.has(accountId),

    forget(accountId) {
      gone.add(accountId)
      for (const change of [...changes.values()]) {
        if (change.accountId !== accountId) continue
        changes.delete(change.id)
        byKey.get(change.key)?.delete(change.id)
      }
      steps = steps.filter((step) => step.accountId !== accountId)
      onChanged()
    },
  })
}

/** `storage-corrupt` where something in it is none of ours: it stays where it is, and nothing is written over it. */
async function readStored(
  store: Store,
): Promise<Result<{ changes: readonly Change[]; steps: readonly Step[]; lastSeq: number }, AppError>> {
  const stored = await store.call('readOutbox', {})
  if (!stored.ok) return stored
  const { changes, steps, lastSeq } = stored.value
  try {
    return ok({ changes: changes.map(fromStoredChange), steps: steps.map(fromStoredStep), lastSeq })
  } catch {
    return { ok: false, error: { kind: 'storage-corrupt' } }
  }
}
