import type { AppError } from '../../shared/errors.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { ContactEditing } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import type { Book } from './book.ts'
import { ended, fromStoredChange, isOver, movedTo, type Change } from './change.ts'
import type { Settlement } from './sending.ts'
import { partOf, type Step } from './step.ts'
import { removalsOver } from './removals-over.ts'
import { superseded } from './supersede.ts'
import { unnamed } from './unnamed.ts'
import { toNewVersion } from './version.ts'

/** More than anybody changes in the time for which changes are kept. */
const mostEnded = 1_000_000

/**
 * Keeps what became of a change: what the provider has now in the cache first, then the end of the change in the
 * outbox. Whatever a crash leaves in between is a change that is sent once more and found to be there already.
 */
export async function settle(
  ports: { readonly store: Store; readonly now: () => number; readonly isOpen: () => boolean },
  book: Book,
  /** The one that loads contacts; null where nothing of the provider's is to be kept. */
  feed: ContactEditing['feed'] | null,
  settlement: Settlement,
): Promise<Result<null, AppError>> {
  const { store, now } = ports
  const { changes, saved = [], gone = [], versions = [], renamed = null, erased = [] } = settlement
  const isOpen = (): boolean =>
    ports.isOpen() && !changes.some(({ accountId }) => book.isForgotten(accountId))
  for (const key of gone) {
    // Each time anew: what is stored after another workspace was opened would be stored there.
    if (!isOpen()) return { ok: false, error: { kind: 'cancelled' } }
    const removed = await store.call('removeItem', { key, nowMs: now() })
    if (!removed.ok) return removed
  }
  for (const { loaded } of saved) {
    if (feed === null) continue
    if (!isOpen()) return { ok: false, error: { kind: 'cancelled' } }
    const item = { item: loaded.item, record: JSON.stringify(loaded.record) }
    const stored = await store.call('putItem', { feed, item, nowMs: now() })
    if (!stored.ok) return stored
  }
  return book.inTurn(async () => {
    const [first] = changes
    if (first === undefined) return ok(null)
    // As it is now: the user may have edited the record further while the change was on its way.
    const others = book
      .openOf(renamed?.from ?? first.key)
      .filter((open) => changes.every(({ id }) => id !== open.id))
    const resolved = superseded(changes, others, now())
    const over = removalsOver(book.open(), settlement)
    const moved =
      renamed === null
        ? []
        : others.map((open) =>
            movedTo(resolved.find(({ id }) => id === open.id) ?? open, {
              key: renamed.to,
              externalId: renamed.externalId,
            }),
          )
    const isEnd = isOver(first) && (first.kind === 'delete' || first.kind === 'erase')
    const dropped = isEnd ? others.map((open) => withoutRecord(open, first.kind === 'erase', now())) : []
    const naming = await namingErased(store, book, erased)
    if (!naming.ok) return naming
    const all = [
      ...new Map(
        [...naming.value, ...resolved, ...over, ...moved, ...dropped].map((change) => [change.id, change]),
      ).values(),
    ]
    return book.write({
      changes: all,
      steps: stepsWith(book.steps(), all),
      versions: versions.map((version) => toNewVersion(version, first.accountId, now())),
      renamed: renamed === null ? [] : [renamed],
      erased,
    })
  })
}

/** Changes of other records, open and over, without what they say of those that were deleted for good. */
async function namingErased(
  store: Store,
  book: Book,
  erased: readonly ItemKey[],
): Promise<Result<Change[], AppError>> {
  if (erased.length === 0) return ok([])
  const over = await store.call('endedChanges', { sinceMs: 0, limit: mostEnded })
  if (!over.ok) return over
  const keys = new Set(erased)
  const others = [...book.open(), ...over.value.changes.map(fromStoredChange)].filter(
    ({ key }) => !keys.has(key),
  )
  return ok(others.flatMap((change) => unnamed(change, keys) ?? []))
}

/** An edit of a record that the user has deleted; of one that was erased, nothing but that it was. */
function withoutRecord(change: Change, isErased: boolean, nowMs: number): Change {
  const over = ended(change, 'discarded', nowMs)
  return isErased ? { ...over, name: '', values: {}, base: {}, otherBase: null, shown: {} } : over
}

/** The steps that these changes belong to, with what became of them. */
export function stepsWith(steps: readonly Step[], changes: readonly Change[]): Step[] {
  const byStep = Map.groupBy(changes, ({ stepId }) => stepId)
  const updated = (parts: Step['parts'], own: readonly Change[], takesNew: boolean): Step['parts'] => {
    const known = new Map(parts.map((part) => [part.changeId, part]))
    for (const change of own) {
      if (known.has(change.id) || takesNew) known.set(change.id, partOf(change))
    }
    return [...known.values()]
  }
  return steps.flatMap((step) => {
    const own = byStep.get(step.id)
    if (own === undefined) return []
    const isPart = (change: Change): boolean => step.parts.some(({ changeId }) => changeId === change.id)
    // While a step is undone, what was split off belongs to what undoes it.
    const isUndoing = (change: Change): boolean =>
      step.state === 'undone' ? !isPart(change) : step.undoneBy.some(({ changeId }) => changeId === change.id)
    return [
      {
        ...step,
        parts: updated(
          step.parts,
          own.filter((change) => !isUndoing(change)),
          true,
        ),
        undoneBy: updated(step.undoneBy, own.filter(isUndoing), step.state === 'undone'),
      },
    ]
  })
}
