import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { ChangeId } from '../../shared/model/change-id.ts'
import type { WaitReason } from '../../shared/model/change.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Later } from '../later.ts'
import { fieldsOfThrown, type Logger } from '../logging/logger.ts'
import type { AccountHolds } from './account-holds.ts'
import { parked, triedInVain } from './after-failure.ts'
import type { Book } from './book.ts'
import type { Change } from './change.ts'
import { sendChange } from './send-change.ts'
import { endOfUnsent } from './send-removal.ts'
import { isEndOfUnsent, turnsOf, type AccountHold } from './send-order.ts'
import type { Sending, Settlement } from './sending.ts'
import { ofManyIn } from './step-groups.ts'

export interface DrainPorts {
  readonly book: Book
  readonly holds: AccountHolds
  readonly now: () => number
  readonly later: Later
  readonly logger: Logger
  readonly accounts: () => Promise<Result<Account[], AppError>>
  /** What the account's changes are sent with; it may fail for all that keeps an account from being used. */
  readonly sending: (account: Account) => Promise<Result<Sending, AppError>>
  /** Keeps what became of a change. Null where nobody was asked for it. */
  readonly settle: (sending: Sending | null, settlement: Settlement) => Promise<Result<null, AppError>>
  /** What a screen may show about waiting changes has changed. */
  readonly onChanged: () => void
}

/** Sends what waits, as soon as it can. */
export interface Drain {
  /** Looks at what can be sent now; to be called whenever that may have changed. */
  look(): void
  /** Whether a change is on its way. */
  isSending(id: ChangeId): boolean
  /** What each waiting change waits for. */
  waits(accounts: readonly Account[]): ReadonlyMap<ChangeId, WaitReason>
  /** Sends nothing any more; answers when what was on its way is settled, or after five seconds. */
  stop(): Promise<void>
}

/** Records of an account whose changes are on their way at the same time. */
const mostAtOnce = 4
/** So many changes are a job for the background: whoever clicks goes first. */
const manyChanges = 20
const longestTimerMs = 60_000
const patienceAtStopMs = 5_000

export function createDrain(ports: DrainPorts): Drain {
  const { book, holds, logger, now } = ports
  const sendingKeys = new Map<AccountId, Set<ItemKey>>()
  const sendingIds = new Set<ChangeId>()
  const underWay = new Set<Promise<void>>()
  let cancelTimer = (): void => undefined
  let isStopped = false
  let isLooking = false
  let isAsked = false

  const keysOf = (accountId: AccountId): Set<ItemKey> => {
    const keys = sendingKeys.get(accountId) ?? new Set()
    sendingKeys.set(accountId, keys)
    return keys
  }

  function look(): void {
    if (isStopped) return
    isAsked = true
    if (isLooking) return
    isLooking = true
    void lookUntilDone()
  }

  async function lookUntilDone(): Promise<void> {
    try {
      while (isAsked && !isStopped) {
        isAsked = false
        await lookOnce()
      }
    } catch (thrown) {
      logger.error('outbox.not-looked', fieldsOfThrown(thrown))
    } finally {
      isLooking = false
    }
  }

  async function lookOnce(): Promise<void> {
    const open = book.open()
    if (open.length === 0) return
    const accounts = await ports.accounts()
    if (!accounts.ok) {
      setTimer(now() + longestTimerMs)
      return
    }
    const dueMs: number[] = []
    for (const account of accounts.value) {
      const own = open.filter(({ accountId }) => accountId === account.id)
      if (own.length === 0) continue
      dueMs.push(...(await endUnsent(own, keysOf(account.id))))
      const hold = holds.of(account)
      if (hold === null) dueMs.push(...(await sendOf(account, own)))
      else if (hold.untilMs !== null) dueMs.push(hold.untilMs)
    }
    if (dueMs.length > 0) setTimer(Math.min(...dueMs))
  }

  /** Ends contacts that were deleted before the provider ever heard of them; answers when others are due. */
  async function endUnsent(own: readonly Change[], keys: Set<ItemKey>): Promise<number[]> {
    const endings = own.filter(isEndOfUnsent)
    // From before they are looked at: one that becomes due meanwhile was not due when it was looked at.
    const lookedAtMs = now()
    for (const { id } of endings) {
      const change = await taken(id, keys)
      if (change === null) continue
      const kept = await settled(null, endOfUnsent(change, now()))
      if (!kept.ok) logger.error('outbox.not-settled', { error: kept.error.kind })
      giveBack(change, keys)
    }
    return endings.flatMap(({ notBeforeMs }) =>
      notBeforeMs !== null && notBeforeMs > lookedAtMs ? [notBeforeMs] : [],
    )
  }

  /**
   * The change as one that is on its way from here on; null where it is not its turn any more. In a turn of the book:
   * what the user decides about it has its effect before, or is refused.
   */
  const taken = (id: ChangeId, keys: Set<ItemKey>): Promise<Change | null> =>
    book.inTurn(async () => {
      const change = book.get(id)
      if (isStopped || change === null) return null
      // Of all changes: a merge is about two records.
      if (turnsOf(book.open(), keys, now()).get(id) !== null) return null
      keys.add(change.key)
      sendingIds.add(id)
      return change
    })

  function giveBack(change: Change, keys: Set<ItemKey>): void {
    keys.delete(change.key)
    sendingIds.delete(change.id)
  }

  /** Begins what can be sent; answers when the others are due. */
  async function sendOf(account: Account, own: readonly Change[]): Promise<number[]> {
    const keys = keysOf(account.id)
    const dueMs: number[] = []
    // Those are not sent, and one that has become due since they were looked at is looked at again.
    const unsent = new Set(own.filter(isEndOfUnsent).map(({ id }) => id))
    const { isOfMany, singleCount, turns } = ordered(own, keys)
    for (const [id, turn] of turns) {
      if (unsent.has(id)) continue
      if (turn !== null) {
        if (turn.untilMs !== null) dueMs.push(turn.untilMs)
        continue
      }
      if (keys.size >= mostAtOnce) break
      const sending = await ports.sending(account)
      if (!sending.ok) {
        holds.failed(account.id, sending.error)
        ports.onChanged()
        return [now() + longestTimerMs, ...dueMs]
      }
      const change = await taken(id, keys)
      if (change === null) continue
      const isPatient = isOfMany(change) || singleCount > manyChanges
      begin(isPatient ? inBackground(sending.value) : sending.value, change, keys)
    }
    return dueMs
  }

  /** What was done to many records at once lets everything else go first. */
  function ordered(own: readonly Change[], keys: ReadonlySet<ItemKey>) {
    const isOfMany = ofManyIn(book.steps())
    const many = new Set(own.filter(isOfMany).map(({ id }) => id))
    const turns = [...turnsOf(own, keys, now())]
    const [first, last] = [turns.filter(([id]) => !many.has(id)), turns.filter(([id]) => many.has(id))]
    return { isOfMany, singleCount: own.length - many.size, turns: [...first, ...last] }
  }

  function begin(sending: Sending, change: Change, keys: Set<ItemKey>): void {
    const way = send(sending, change).finally(() => {
      giveBack(change, keys)
      underWay.delete(way)
      ports.onChanged()
      look()
    })
    underWay.add(way)
    ports.onChanged()
  }

  async function send(sending: Sending, change: Change): Promise<void> {
    const settlement = await sendChange(sending, change).catch((thrown: unknown): Settlement => {
      logger.error('outbox.not-sent', fieldsOfThrown(thrown))
      const error = { kind: 'bug' } as const
      return { changes: [parked(change, { kind: 'failed', error, reference: sending.referenceOf(error) })] }
    })
    const { accountError } = settlement
    if (accountError === undefined) holds.worked(change.accountId)
    else holds.failed(change.accountId, accountError)
    const kept = await settled(sending, settlement)
    if (kept.ok || isStopped) return
    // It was sent, and that could not be noted: the next sending finds it there.
    logger.error('outbox.not-settled', { error: kept.error.kind })
    holds.failed(change.accountId, kept.error)
    await settled(sending, triedInVain(sending, change, kept.error))
  }

  /** What is thrown must not lead to the next sending at once, which would throw the same. */
  function settled(sending: Sending | null, settlement: Settlement): Promise<Result<null, AppError>> {
    return ports.settle(sending, settlement).catch((thrown: unknown) => {
      logger.error('outbox.not-settled', fieldsOfThrown(thrown))
      return err({ kind: 'bug' })
    })
  }

  function setTimer(atMs: number): void {
    cancelTimer()
    const delayMs = Math.min(Math.max(atMs - now(), 50), longestTimerMs)
    cancelTimer = ports.later(() => {
      ports.onChanged()
      look()
    }, delayMs)
  }

  return {
    look,
    isSending: (id) => sendingIds.has(id),

    waits(accounts) {
      const waits = new Map<ChangeId, WaitReason>()
      const byAccount = Map.groupBy(book.open(), ({ accountId }) => accountId)
      for (const [accountId, own] of byAccount) {
        const account = accounts.find(({ id }) => id === accountId)
        const hold: AccountHold | null =
          account === undefined ? { for: 'reconnect', untilMs: null } : holds.of(account)
        for (const [id, turn] of turnsOf(own, keysOf(accountId), now())) {
          const isEarlier = turn?.for === 'undo' || turn?.for === 'earlier-change'
          waits.set(id, (isEarlier ? turn : (hold ?? turn)) ?? { for: 'turn', untilMs: null })
        }
      }
      return waits
    },

    async stop() {
      isStopped = true
      cancelTimer()
      let cancel = (): void => undefined
      const patience = new Promise<void>((resolve) => {
        cancel = ports.later(resolve, patienceAtStopMs)
      })
      await Promise.race([Promise.allSettled(underWay), patience])
      cancel()
    },
  }
}

const inBackground = (sending: Sending): Sending => ({ ...sending, session: sending.session.background })
