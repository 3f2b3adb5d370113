import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { MirrorProblem } from '../../shared/model/mirror-server.ts'
import { ok, type Result } from '../../shared/result.ts'
import { alone, type Beginning, type SharedRefresh } from '../accounts/shared-refresh.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import { createExchange, type ExchangePorts, type HeldAccount } from './exchange.ts'
import type { GuardedRedis } from './guarded-redis.ts'
import {
  createRemoteRecord,
  type Lock,
  type Locked,
  type Remote,
  type RemoteRecord,
} from './remote-record.ts'
import { markOf, type Step } from './steps.ts'

export interface SharedAccountPorts extends ExchangePorts {
  readonly redis: Pick<GuardedRedis, 'run'>
  readonly held: (accountId: AccountId) => Promise<Result<HeldAccount, AppError>>
  /** Stores a grant that came from another device, unless the one that is stored is no longer `instead`. */
  readonly adopt: (
    account: Account,
    grant: TokenSet,
    instead: TokenSet | null,
  ) => Promise<Result<null, AppError>>
  readonly wait: (ms: number) => Promise<void>
  /** In [0, 1). */
  readonly random: () => number
  /**
   * How long a lock holds, 60 s in the app: longer than the 15 s that a refresh may take, so that no two are on their way at
   * once.
   */
  readonly lockMs: number
}

export interface SharedAccounts extends Pick<SharedRefresh, 'begin'> {
  /** Brings mirror and device in step: takes what is newer there, gives what is newer here, notices what went back. */
  reconcile(accountId: AccountId, how?: { readonly insists: boolean }): Promise<Result<null, MirrorProblem>>
  /** Answers when nothing is on its way to the mirror. */
  settled(): Promise<void>
}

/** After a refresh that somebody announced and did not end, in locks: its answer may still come. */
const restInLocks = 4
/** How long a refresh waits for another device's, in locks. */
const patienceInLocks = 1 / 3
const pollMs = 150

export function createSharedAccounts(ports: SharedAccountPorts): SharedAccounts {
  const { keys, steps, lockMs, logger } = ports
  const { isAnothers, latest, mayGoAlone, note, takeNewer, give } = createExchange(ports)
  const underWay = new Set<Promise<unknown>>()
  const lostLocks = new Map<AccountId, Set<string>>()

  const remoteOf = (account: Account): RemoteRecord => createRemoteRecord(ports.redis, keys, account, lockMs)
  const newOwner = (): string => randomUUID()
  const refused: Beginning = { kind: 'refused', error: { kind: 'mirror-unreachable' } }

  function track<Value>(work: Promise<Value>): Promise<Value> {
    const tracked = work.finally(() => underWay.delete(tracked))
    underWay.add(tracked)
    return tracked
  }

  /** A lock that was asked for in vain may be given all the same, once a server that hung goes on: it is given back first. */
  async function lockFor(
    accountId: AccountId,
    remote: RemoteRecord,
    owner: string,
  ): Promise<Result<Lock, MirrorProblem>> {
    const lost = lostLocks.get(accountId) ?? new Set()
    lostLocks.set(accountId, lost)
    for (const one of lost) {
      const given = await remote.unlock(one)
      if (!given.ok) return given
      // Not until its time is over is it sure that it does not come still.
      if (given.value === 1) lost.delete(one)
    }
    const lock = await remote.lock(owner)
    if (!lock.ok) {
      lost.add(owner)
      void ports.wait(lockMs).then(() => lost.delete(owner))
    }
    return lock
  }

  async function begin(accountId: AccountId, grant: TokenSet): Promise<Beginning> {
    const held = await ports.held(accountId)
    if (!held.ok) return { kind: 'refused', error: held.error }
    const known = await steps.get(held.value.account)
    if (!known.ok) return { kind: 'refused', error: known.error }
    if (known.value === null) return alone
    return beginShared(held.value, grant, known.value)
  }

  async function beginShared(held: HeldAccount, grant: TokenSet, known: Step): Promise<Beginning> {
    const { account } = held
    const remote = remoteOf(account)
    const owner = newOwner()
    const untilMs = ports.now() + lockMs * patienceInLocks
    let step = known
    let sawAnother = false
    if (isAnothers(held, step)) {
      const theirs = await remote.read()
      const newer = theirs.ok ? await takeNewer(held, grant, step, theirs.value) : null
      return newer === null ? refused : { kind: 'newer', grant: newer }
    }

    for (;;) {
      const lock = await lockFor(account.id, remote, owner)
      if (!lock.ok) {
        // Somebody was at it when it was last heard: whether they got through is not known.
        if (sawAnother && held.refreshTokens === 'single-use') return refused
        return mayGoAlone(held, step) ? alone : refused
      }
      if (lock.value.kind === 'held') {
        sawAnother = true
        const theirs = await remote.read()
        const newer = theirs.ok ? await takeNewer(held, grant, step, theirs.value) : null
        if (newer !== null) return { kind: 'newer', grant: newer }
      } else {
        const { at } = lock.value
        const judged = await judge(held, grant, step, at)
        if (judged.kind === 'go') return turnOf(held, judged.step, remote, owner, at)
        void track(remote.unlock(owner))
        if (judged.kind === 'newer') return judged
        if (judged.kind === 'refused') return refused
        sawAnother = true
        step = judged.step
      }
      if (ports.now() >= untilMs) return refused
      await ports.wait(pollMs * (0.5 + ports.random()))
    }
  }

  type Judgement =
    | { readonly kind: 'go' | 'later'; readonly step: Step }
    | { readonly kind: 'newer'; readonly grant: TokenSet }
    | { readonly kind: 'refused' }

  /** What a record under the own lock means for a refresh of the grant here. */
  async function judge(held: HeldAccount, grant: TokenSet, step: Step, at: Remote): Promise<Judgement> {
    if (at.generation > 0 && at.keyId !== keys.keyId) {
      ports.onOtherKey()
      return { kind: 'refused' }
    }
    const newer = await takeNewer(held, grant, step, at)
    if (newer !== null) return { kind: 'newer', grant: newer }
    const current = await latest(held.account, step)
    const wentBack = at.generation < current.highest
    if (wentBack) await note(held.account, { ...current, problem: 'rolled-back' })
    // What lies there says nothing any more: only the owner knows the grant of now.
    const isLost = wentBack || current.problem === 'unreadable'
    if (isLost && !current.isOwner && held.refreshTokens === 'single-use') return { kind: 'refused' }
    const restMs = lockMs * restInLocks
    if (held.refreshTokens === 'single-use' && at.refreshingForMs !== null && at.refreshingForMs < restMs) {
      return { kind: 'later', step: current }
    }
    if (isAnothers(held, current)) return { kind: 'refused' }
    return { kind: 'go', step: current }
  }

  function turnOf(held: HeldAccount, step: Step, remote: RemoteRecord, owner: string, at: Locked): Beginning {
    let isAnnounced = false
    return {
      kind: 'go',
      async announce() {
        const announced = await remote.announce(owner, at)
        isAnnounced = announced.ok && announced.value
        if (!announced.ok) return mayGoAlone(held, step)
        return announced.value
      },
      refreshed(grant) {
        void track(give(held, grant, step, remote, at).then(() => remote.unlock(owner)))
      },
      async failed(isUnknown) {
        if (isAnnounced && !isUnknown) await remote.withdraw(at)
        void track(remote.unlock(owner))
        const theirs = await remote.read()
        const now = await ports.held(held.account.id)
        if (!theirs.ok || !now.ok || now.value.grant === null) return null
        return takeNewer(now.value, now.value.grant, step, theirs.value)
      },
    }
  }

  async function reconcile(
    accountId: AccountId,
    { insists }: { readonly insists: boolean } = { insists: false },
  ): Promise<Result<null, MirrorProblem>> {
    const held = await ports.held(accountId)
    if (!held.ok || held.value.grant === null) return ok(null)
    const { account, grant } = held.value
    const known = await steps.get(account)
    if (!known.ok || known.value === null) return ok(null)
    const remote = remoteOf(account)
    const owner = newOwner()
    const seen = await remote.read()
    if (!seen.ok) return seen
    const step = known.value
    const isInStep = seen.value.generation === step.generation && markOf(grant) === step.mark
    if (isInStep && !insists) return ok(null)

    const lock = await lockFor(account.id, remote, owner)
    if (!lock.ok) return lock
    // Somebody is at it; the next time will show.
    if (lock.value.kind === 'held') return ok(null)
    try {
      return await reconcileLocked(held.value, grant, step, remote, lock.value.at, insists)
    } finally {
      void track(remote.unlock(owner))
    }
  }

  async function reconcileLocked(
    held: HeldAccount,
    grant: TokenSet,
    step: Step,
    remote: RemoteRecord,
    at: Locked,
    insists: boolean,
  ): Promise<Result<null, MirrorProblem>> {
    const { account } = held
    if (at.generation > 0 && at.keyId !== keys.keyId) {
      ports.onOtherKey()
      return ok(null)
    }
    if (!insists) {
      const newer = await takeNewer(held, grant, step, at)
      if (newer !== null) {
        const adopted = await ports.adopt(account, newer, grant)
        if (!adopted.ok) logger.error('mirror.not-adopted', { error: adopted.error.kind })
        return ok(null)
      }
    }
    const current = await latest(account, step)
    const wentBack = at.generation < current.highest
    const isNewerHere = ![current.mark, current.before].includes(markOf(grant))
    const marked: Step = wentBack && !insists ? { ...current, problem: 'rolled-back' } : current
    if (marked !== current) await note(account, marked)
    const mayGive = insists || isNewerHere || (wentBack && current.isOwner)
    // What another device's grant became is that device's to say.
    if (!mayGive || (current.problem === 'unreadable' && !insists && !current.isOwner)) return ok(null)
    const given = await give(held, grant, insists ? { ...marked, problem: null } : marked, remote, at)
    if (!given.ok) return given
    if (given.value === 'other-key') ports.onOtherKey()
    return ok(null)
  }

  return {
    begin,
    reconcile: (...asked) => track(reconcile(...asked)),
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}
