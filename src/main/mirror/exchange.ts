import type { Account } from '../../shared/model/account.ts'
import type { MirrorProblem } from '../../shared/model/mirror-server.ts'
import type { Result } from '../../shared/result.ts'
import type { ClientCredentials } from '../clients/client-credentials.ts'
import type { Logger } from '../logging/logger.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import type { Locked, Remote, RemoteRecord } from './remote-record.ts'
import { openGrant, sealGrant } from './shared-record.ts'
import { endOfOwnership, markOf, type Step, type Steps } from './steps.ts'
import type { TeamKeys } from './team-keys.ts'

/** An account as it stands on this device. */
export interface HeldAccount {
  readonly account: Account
  readonly grant: TokenSet | null
  readonly client: ClientCredentials | null
  readonly refreshTokens: 'single-use' | 'stable'
}

export interface ExchangePorts {
  readonly keys: TeamKeys
  readonly deviceId: string
  readonly steps: Steps
  readonly logger: Logger
  readonly now: () => number
  readonly onChanged: () => void
  /** The record is sealed under a key that this device does not have. */
  readonly onOtherKey: () => void
}

/** Nobody takes over before the owner's time is over by every clock that is less than this off. */
const graceMs = 60_000

/** What passes between a record and the grant here, and who may do what. A part of `shared-accounts.ts`. */
export function createExchange(ports: ExchangePorts) {
  const { keys, steps, deviceId, logger } = ports

  /** Whether this device may refresh although nobody can be asked. */
  function mayGoAlone(held: HeldAccount, step: Step): boolean {
    if (held.refreshTokens === 'stable') return true
    return step.isOwner && ports.now() < step.ownedUntilMs
  }

  /** Whether the one that owns the grant may be refreshing it without Redis. */
  function isAnothers(held: HeldAccount, step: Step): boolean {
    if (held.refreshTokens === 'stable' || step.isOwner) return false
    return ports.now() < step.ownedUntilMs + graceMs
  }

  /** The grant of a record that is newer than the one here; null where there is none that may be used. */
  async function takeNewer(
    held: HeldAccount,
    grant: TokenSet,
    step: Step,
    at: Remote,
  ): Promise<TokenSet | null> {
    const mark = markOf(grant)
    // What was taken then never got here.
    const reached = mark === step.before && mark !== step.mark ? step.generation - 1 : step.generation
    if (at.generation <= reached) return null
    const opened = openGrant(keys, held.account, at)
    if (opened === null) {
      if (at.keyId !== keys.keyId) ports.onOtherKey()
      else await note(held.account, { ...step, problem: 'unreadable' })
      return null
    }
    // Signed in anew here, and not given to the others yet.
    const isOwn = step.mark !== null && mark !== step.mark && mark !== step.before
    if (isOwn && grant.obtainedAtMs > opened.grant.obtainedAtMs) return null
    await note(held.account, {
      generation: at.generation,
      highest: at.generation,
      mark: markOf(opened.grant),
      before: mark,
      isOwner: opened.ownerDevice === deviceId,
      ownedUntilMs: endOfOwnership(opened.grant),
      client: opened.client,
      problem: null,
      steppedAtMs: ports.now(),
    })
    return markOf(opened.grant) === mark ? null : opened.grant
  }

  async function latest(account: Account, step: Step): Promise<Step> {
    const now = await steps.get(account)
    return now.ok ? (now.value ?? step) : step
  }

  async function note(account: Account, step: Step): Promise<void> {
    const before = await steps.get(account)
    if (before.ok && JSON.stringify(before.value) === JSON.stringify(step)) return
    if (step.problem === 'rolled-back' && before.ok && before.value?.problem !== 'rolled-back') {
      logger.warn('mirror.rolled-back', { accountId: account.id })
    }
    if (step.problem === 'unreadable') logger.warn('mirror.unreadable', { accountId: account.id })
    const written = await steps.put(account, step)
    if (!written.ok) logger.error('mirror.step-not-kept', { error: written.error.kind })
    ports.onChanged()
  }

  /** Writes a grant that is stored here over the record that was read under the lock. */
  async function give(
    held: HeldAccount,
    grant: TokenSet,
    step: Step,
    remote: RemoteRecord,
    at: Locked,
  ): Promise<Result<'written' | 'moved' | 'fenced' | 'other-key', MirrorProblem>> {
    const { id: _id, status: _status, ...account } = held.account
    const shared = { account, grant, client: held.client, ownerDevice: deviceId }
    const next = Math.max(at.generation, step.highest) + 1
    const written = await remote.write(at.fence, at.generation, sealGrant(keys, shared, next))
    if (written.ok && written.value === 'written') {
      await note(held.account, {
        generation: next,
        highest: next,
        mark: markOf(grant),
        before: held.grant === null ? null : markOf(held.grant),
        isOwner: true,
        ownedUntilMs: endOfOwnership(grant),
        client: step.client,
        problem: step.problem === 'unreadable' ? null : step.problem,
        steppedAtMs: ports.now(),
      })
    } else {
      // It goes with the next reconciling; until then this device alone knows it, and is the one to refresh it.
      await note(held.account, { ...step, isOwner: true, ownedUntilMs: endOfOwnership(grant) })
      logger.warn('mirror.not-written', { accountId: held.account.id, outcome: outcomeOf(written) })
    }
    return written
  }

  return { isAnothers, latest, mayGoAlone, note, takeNewer, give }
}

const outcomeOf = (written: Result<string, MirrorProblem>): string =>
  written.ok ? written.value : written.error.kind
