import type { AppError } from '../../shared/errors.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import type { ChangeKind } from '../../shared/model/pending-mark.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { Later } from '../later.ts'
import type { EditPorts } from './edits.ts'
import type { Step } from './step.ts'
import { groupOf } from './step-groups.ts'

export interface GroupPorts extends EditPorts {
  readonly later: Later
}

/** What was taken back or done again: how many changes of which kind, and whose. */
export interface Undone {
  readonly kind: ChangeKind
  readonly name: string
  readonly count: number
  /** Records that keep something that was set since; the first of them, and how many they are. */
  readonly changedSince: ItemKey[]
  readonly changedSinceCount: number
}

/** What came of some steps of a group. */
export interface StepsDone {
  readonly count: number
  readonly changedSince: readonly ItemKey[]
}

export interface GroupWork {
  /** The steps of the group whose turn it is that are still to be worked at. */
  readonly next: (steps: readonly Step[]) => readonly Step[]
  /** One of its changes is on its way: what becomes of it is not known yet. */
  readonly isUnderWay: (step: Step) => boolean
  readonly work: (steps: readonly Step[]) => Promise<Result<StepsDone, AppError>>
}

/** So many steps are one write; other edits find their turn between two of them. */
const mostAtOnce = 500
/** A change that is on its way is over after this, unless the provider keeps everybody waiting. */
const patienceMs = 10_000
const lookAgainMs = 100
const mostKeys = 100

/**
 * Works through the steps that the user took as one. A single step of which something is on its way is refused with
 * `changed-meanwhile`. Of many, those come last, and are waited for a little; what is left after that is still there
 * for the next time.
 */
export async function throughGroup(
  ports: GroupPorts,
  { next, isUnderWay, work }: GroupWork,
): Promise<Result<Undone | null, AppError>> {
  const { book, now } = ports
  const untilMs = now() + patienceMs
  const changedSince = new Set<ItemKey>()
  /** Chosen in a turn of the book: what was asked for before this is noted by then. */
  const chosen: { first: Step | null; isOne: boolean } = { first: null, isOne: true }
  let count = 0
  for (;;) {
    const done = await book.inTurn(async () => {
      const upcoming = next(book.steps())
      if (chosen.first === null) {
        Object.assign(chosen, { first: upcoming[0] ?? null, isOne: upcoming.length === 1 })
      }
      const { first } = chosen
      if (first === null) return ok(null)
      // What this works at may not be the newest any more: the user goes on.
      const own = next(book.steps().filter((step) => groupOf(step) === groupOf(first)))
      const free = own.filter((step) => !isUnderWay(step)).slice(0, mostAtOnce)
      const worked = free.length === 0 ? ok(nothing) : await work(free)
      const { length } = free
      return worked.ok ? ok({ ...worked.value, first, taken: length, left: own.length - length }) : worked
    })
    if (!done.ok) return done
    if (done.value === null) return ok(null)
    const { first, taken, left } = done.value
    count += done.value.count
    for (const key of done.value.changedSince) changedSince.add(key)
    const isTired = chosen.isOne || now() >= untilMs
    if (taken === 0 && left > 0 && isTired && count === 0) return err({ kind: 'changed-meanwhile' })
    if (left === 0 || (taken === 0 && isTired)) {
      return ok({
        kind: first.kind,
        name: wellFormedStart(first.name, 500),
        count,
        changedSince: [...changedSince].slice(0, mostKeys),
        changedSinceCount: changedSince.size,
      })
    }
    if (taken === 0) await new Promise<void>((resolve) => ports.later(resolve, lookAgainMs))
  }
}

const nothing: StepsDone = { count: 0, changedSince: [] }
