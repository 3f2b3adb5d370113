import type { AppError } from '../../shared/errors.ts'
import type { Account } from '../../shared/model/account.ts'
import type { ChangeView, Outbox as OutboxView, OutboxCounts } from '../../shared/model/change.ts'
import { ok, type Result } from '../../shared/result.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { Store } from '../store/store.ts'
import type { Book } from './book.ts'
import { fromStoredChange, type Change } from './change.ts'
import { toChangeView } from './change-view.ts'
import type { ContactAccounts } from './contact-here.ts'
import type { Drain } from './drain.ts'
import type { Step } from './step.ts'
import { nextRedo, nextUndo } from './step-groups.ts'

export interface OutboxViewPorts {
  readonly store: Store
  readonly now: () => number
  readonly records: { list(): Promise<Result<Account[], AppError>> }
  readonly accounts: ContactAccounts
  readonly book: Book
  readonly drain: Drain
}

/** So many of a part are shown; the counts are of all. */
const mostShown = 500

/** The outbox as the screens show it. */
export async function viewOutbox(ports: OutboxViewPorts): Promise<Result<OutboxView, AppError>> {
  const { store, now, records, accounts, book, drain } = ports
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
  return ok({
    ...countsOf(book),
    waiting: await shown(waiting),
    needsYou: await shown(needs),
    today: await shown(over.value.changes.map(fromStoredChange)),
    todayCount: over.value.total,
    undo: stepView(nextUndo(book.steps())),
    redo: stepView(nextRedo(book.steps())),
  })
}

/** How much is not sent yet. */
export function countsOf(book: Pick<Book, 'open'>): OutboxCounts {
  const open = book.open()
  const needsYouCount = open.filter(({ state }) => state === 'needs-you').length
  const byAccount = Map.groupBy(open, ({ accountId }) => accountId)
  return {
    waitingCount: open.length - needsYouCount,
    needsYouCount,
    byAccount: [...byAccount].map(([accountId, own]) => ({ accountId, count: own.length })),
  }
}

/** Nothing, as while no workspace is open. */
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

function stepView(steps: readonly Step[]): OutboxView['undo'] {
  const [first] = steps
  if (first === undefined) return null
  const count = steps.reduce((sum, { parts }) => sum + parts.length, 0)
  return { kind: first.kind, name: wellFormedStart(first.name, 500), count }
}

function startOfDay(nowMs: number): number {
  const day = new Date(nowMs)
  day.setHours(0, 0, 0, 0)
  return day.getTime()
}
