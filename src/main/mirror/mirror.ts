import type { AppError } from '../../shared/errors.ts'
import type { Account } from '../../shared/model/account.ts'
import type { MirrorProblem } from '../../shared/model/mirror-server.ts'
import type { MirroredAccount, MirrorStatus } from '../../shared/model/mirror.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { alone, type SharedRefresh } from '../accounts/shared-refresh.ts'
import type { LimitShare } from '../http/limit-share.ts'
import { accessRuleOf } from './access-rule.ts'
import type { MirrorPorts } from './mirror-ports.ts'
import {
  createMirrorRecord,
  settingsOf,
  subjectsOf,
  suggestionOf,
  withoutTeam,
  type KeptMirror,
  type MirrorRecord,
} from './mirror-settings.ts'
import { openSession, type MirrorSession } from './session.ts'
import { createSteps, markOf, type Step, type Steps } from './steps.ts'
import { nameOf } from './team.ts'

/** The mirror of the open workspace. While nobody set one, nothing of it runs. */
export interface Mirror {
  /** A workspace was opened: goes on in its team, if it is in one. Nothing waits for Redis. */
  open(): Promise<void>
  /** Before another one is opened, and at the end. */
  leave(): Promise<void>
  /** Bound to a workspace: what another one asks after a switch is refused. */
  refreshOf(workspaceId: WorkspaceId | null): SharedRefresh
  /** Null for an account that no other device has. */
  limitsOf(account: Pick<Account, 'providerId' | 'externalId'>): LimitShare | null
  /** The grant of an account is another one now: the team is given it. */
  changed(account: Account): void
  /** This device has no grant of it any more. `isOver`: nobody has, and its record goes too. */
  removed(account: Account, isOver: boolean): Promise<void>
  /** The network may be back. */
  resumed(): void
  readonly inner: MirrorInner
}

/** For the endpoints. */
export interface MirrorInner {
  readonly record: MirrorRecord
  readonly steps: Steps
  session(): MirrorSession | null
  kept(): KeptMirror | null
  /** Keeps it, and goes on with it. */
  keep(next: KeptMirror | null): Promise<Result<null, AppError>>
  /** Answers once a new key, whose change was through at the last look, is in use here. */
  adopted(): Promise<unknown>
  chosen: { authorities: readonly string[] }
  status(): Promise<Result<MirrorStatus, AppError>>
}

export function createMirror(ports: MirrorPorts): Mirror {
  const record = createMirrorRecord(ports.vault, ports.workspaceId)
  const steps = createSteps(ports.vault, ports.workspaceId)
  const chosen: MirrorInner['chosen'] = { authorities: [] }
  let kept: KeptMirror | null = null
  let session: MirrorSession | null = null
  let openFor: WorkspaceId | null = null
  let lastKeeping: Promise<unknown> = Promise.resolve()
  let adopting: Promise<unknown> = Promise.resolve()
  /** Records of accounts that are shared, for whoever may not wait for the vault. */
  let sharedNames: ReadonlySet<string> = new Set()

  function begin(): void {
    if (kept?.membership == null) return
    const { access, membership } = kept
    const next = membership.keyChange?.keys.dataKey ?? null
    for (const secret of [access.password, membership.keys.dataKey, membership.keys.indexKey, next]) {
      if (secret !== null) ports.secrets.remember(secret)
    }
    const opened = openSession({
      ...ports,
      access,
      membership,
      steps,
      async keep(next) {
        if (session !== opened || kept === null) return ok(null)
        kept = { ...kept, membership: next }
        return record.write(kept)
      },
      onKeyChanged(next) {
        if (session === opened && kept !== null) adopting = inner.keep({ ...kept, membership: next })
      },
      onChanged: () => void noteShared().then(ports.onChanged),
    })
    session = opened
    void noteShared().then(() => opened.look())
  }

  async function end(): Promise<void> {
    const ended = session
    session = null
    sharedNames = new Set()
    await ended?.close()
  }

  async function noteShared(): Promise<void> {
    const keys = session?.membership().keys
    const accounts = await ports.records.list()
    if (keys === undefined || !accounts.ok) return
    const names = await Promise.all(
      accounts.value.map(async (account) => {
        const step = await steps.get(account)
        return step.ok && step.value !== null ? [nameOf(keys, account)] : []
      }),
    )
    sharedNames = new Set(names.flat())
  }

  async function accountsNow(): Promise<Result<MirroredAccount[], AppError>> {
    const accounts = await ports.records.list()
    if (!accounts.ok) return accounts
    const shown: MirroredAccount[] = []
    for (const account of accounts.value) {
      const step = await steps.get(account)
      if (!step.ok) return step
      const grant = await ports.records.readGrant(account)
      const isWaiting =
        step.value !== null &&
        grant.ok &&
        grant.value !== null &&
        ![step.value.mark, step.value.before].includes(markOf(grant.value))
      shown.push({
        accountId: account.id,
        isShared: step.value !== null,
        canBeShared: account.source === 'sign-in' && account.status !== 'disconnected',
        rotation: ports.provider(account.providerId)?.oauth.refreshTokens ?? 'single-use',
        isOwner: step.value?.isOwner ?? false,
        state: stateOf(step.value, isWaiting),
        steppedAtMs: step.value?.steppedAtMs ?? null,
      })
    }
    return ok(shown)
  }

  async function keepNow(next: KeptMirror | null): Promise<Result<null, AppError>> {
    const written = next === null ? await record.remove() : await record.write(next)
    if (!written.ok) return written
    await end()
    kept = next
    begin()
    ports.onChanged()
    return ok(null)
  }

  const inner: MirrorInner = {
    record,
    steps,
    chosen,
    session: () => session,
    kept: () => kept,
    // One after the other, or two sessions would be open.
    keep(next) {
      const keeping = lastKeeping.then(() => keepNow(next))
      // One that throws is its caller's affair; the next one is kept all the same.
      lastKeeping = keeping.catch(() => undefined)
      return keeping
    },
    adopted: () => adopting,
    async status() {
      const accounts = await accountsNow()
      if (!accounts.ok) return accounts
      const imported = kept === null ? await ports.imported.read() : ok(null)
      // Between two sessions, as with a new key, it is in its team as well.
      const membership = session?.membership() ?? kept?.membership ?? null
      const reached = session?.reached() ?? null
      return ok({
        state: stateNow(kept, session),
        settings: kept === null ? null : settingsOf(kept.access),
        suggested: imported.ok && imported.value !== null ? suggestionOf(imported.value) : null,
        chosenAuthorities: subjectsOf(chosen.authorities),
        problem: reached?.problem ?? null,
        team:
          membership === null || kept === null
            ? null
            : {
                joinAddress: `${withoutTeam(kept.access.server.addresses[0] ?? '')}#${membership.keys.teamId}`,
                devices: [...(session?.devices() ?? [])],
                keyMadeAtMs: membership.keys.madeAtMs,
                isKeyChanging: membership.keyChange !== null,
              },
        accounts: accounts.value,
        accessRule: accessRuleOf(membership?.keys.teamId ?? 'TEAM'),
      })
    },
  }

  return {
    inner,
    async open() {
      openFor = ports.workspaceId()
      const found = await record.read()
      if (!found.ok) {
        if (found.error.kind !== 'no-workspace')
          ports.logger.error('mirror.not-read', { error: found.error.kind })
        return
      }
      kept = found.value
      begin()
    },
    async leave() {
      openFor = null
      kept = null
      chosen.authorities = []
      await end()
    },
    refreshOf: (workspaceId) => ({
      async begin(accountId, grant) {
        if (workspaceId !== openFor) {
          return openFor === null && kept === null ? alone : { kind: 'refused', error: { kind: 'cancelled' } }
        }
        return session === null ? alone : session.refresh.begin(accountId, grant)
      },
      client: async (accountId) =>
        workspaceId === openFor && session !== null ? session.refresh.client(accountId) : null,
    }),
    limitsOf(account) {
      if (session === null || session.needsKey()) return null
      const name = nameOf(session.membership().keys, account)
      return sharedNames.has(name) ? session.limits.of(name) : null
    },
    changed(account) {
      void session?.shared.reconcile(account.id)
    },
    async removed(account, isOver) {
      const step = await steps.get(account)
      if (!step.ok || step.value === null) return
      await steps.remove(account)
      if (isOver) await session?.drop(account)
    },
    resumed: () => void session?.look(),
  }
}

function stateOf(step: Step | null, isWaiting: boolean): MirroredAccount['state'] {
  if (step === null) return 'not-shared'
  if (step.problem !== null) return step.problem
  return isWaiting || step.generation === 0 ? 'waiting' : 'in-step'
}

function stateNow(kept: KeptMirror | null, session: MirrorSession | null): MirrorStatus['state'] {
  if (kept === null) return 'off'
  if (session === null) return kept.membership === null ? 'set' : 'connecting'
  if (session.needsKey()) return 'new-key'
  const reached = session.reached()
  if (reached === null) return 'connecting'
  return reached.problem === null ? 'connected' : 'unreachable'
}

/** The server's refusal as an answer of an endpoint. */
export const mirrorFailed = (problem: MirrorProblem): Result<never, AppError> =>
  err({ kind: 'mirror-failed', problem })
