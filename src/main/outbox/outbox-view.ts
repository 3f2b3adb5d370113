import type { AppError } from '../../shared/errors.ts'
import type { Account } from '../../shared/model/account.ts'
import type { ChangeView, Outbox as OutboxView } from '../../shared/model/change.ts'
import { ok, type Result } from '../../shared/result.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { Store } from '../store/store.ts'
import type { Book } from './book.ts'
import { fromStoredChange, type Change } from './change.ts'
import { toChangeView } from './change-view.ts'
import type { ContactAccounts } from './contact-here.ts'
import type { Drain } from './drain.ts'
import { nextRedo, nextUndo } from './edits.ts'
import { canBeUndone, type Step } from './step.ts'

export interface ViewPorts {
  readonly store: Store
  readonly now: () => number
  readonly accounts: ContactAccounts
  readonly records: { list(): Promise<Result<Account[], AppError>> }
}

const mostShown = 500

/** What the screen of the outbox shows; the newest come first. */
export async function readView(
  { store, now, accounts, records }: ViewPorts,
  { book, drain }: { readonly book: Book; readonly drain: Drain },
): Promise<Result<OutboxView, AppError>> {
  const [listed, over] = await Promise.all([
    records.list(),
    store.call('endedChanges', { sinceMs: startOfDay(now()), limit: mostShown }),
  ])
  if (!listed.ok) return listed
  if (!over.ok) return over
  const waits = drain.waits(listed.value)
  const newestFirst = book.open().toReversed()
  const needs = newestFirst.filter(({ state }) => state === 'needs-you')
  const waiting = newestFirst.filter(({ state }) => state !== 'needs-you')
  const shown = async (changes: readonly Change[]): Promise<ChangeView[]> => {
    const views: ChangeView[] = []
    for (const change of changes.slice(0, mostShown)) {
      const known = await accounts.find(change.accountId)
      views.push(
        toChangeView(change, known.ok ? known.value : null, {
          isSending: drain.isSending(change.id),
          waitsFor: waits.get(change.id) ?? null,
        }),
      )
    }
    return views
  }
  const byAccount = Map.groupBy(newestFirst, ({ accountId }) => accountId)
  return ok({
    waiting: await shown(waiting),
    waitingCount: waiting.length,
    needsYou: await shown(needs),
    needsYouCount: needs.length,
    today: await shown(over.value.changes.map(fromStoredChange)),
    todayCount: over.value.total,
    byAccount: [...byAccount].map(([accountId, own]) => ({ accountId, count: own.length })),
    undo: stepView(nextUndo(book.steps()), canBeUndone),
    redo: stepView(nextRedo(book.steps()), () => true),
  })
}

export const emptyView: OutboxView = {
  waiting: [],
  waitingCount: 0,
  needsYou: [],
  needsYouCount: 0,
  today: [],
  todayCount: 0,
  byAccount: [],
  undo: null,
  redo: null,
}

function stepView(step: Step | null, isOffered: (step: Step) => boolean): OutboxView['undo'] {
  if (step === null || !isOffered(step)) return null
  return { kind: step.kind, name: wellFormedStart(step.name, 500), count: step.parts.length }
}

function startOfDay(nowMs: number): number {
  const day = new Date(nowMs)
  day.setHours(0, 0, 0, 0)
  return day.getTime()
}
