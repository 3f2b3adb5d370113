import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import { accountIdSchema, type Account, type AccountId } from '../../shared/model/account.ts'
import type { Access, ProviderId } from '../../shared/model/provider.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import type { Identity, Provider, ProviderSession } from '../providers/provider.ts'
import type { AccountRecords } from './account-records.ts'
import type { InTurn } from './in-turn.ts'

export interface KeepPorts {
  readonly records: AccountRecords
  /** Whoever else writes an account or its grant does it in the same turns. */
  readonly inTurn: InTurn
  /** A session on a grant that is not stored yet. */
  readonly sessionOnGrant: (provider: Provider, accountId: AccountId, grant: TokenSet) => ProviderSession
  /** False once the user gave up, or went to another workspace: then nothing is kept. */
  readonly isWanted: () => boolean
  readonly now: () => number
  readonly onKept: (account: Account, isKnown: boolean) => Promise<void>
}

/** A grant that was just received, and how. */
export interface NewGrant {
  readonly providerId: ProviderId
  /** The account whose login it has to be; null for any. */
  readonly accountId: AccountId | null
  readonly access: Access
  readonly source: Account['source']
  readonly grant: TokenSet
  /** What the provider said about the token, unread. */
  readonly introspected: unknown
}

/**
 * Asks whose a grant is and keeps both. A login that is already connected gets the new grant instead of a
 * second account, and keeps its data. With `accountId` the login must be that account's: another one changes
 * nothing (`wrong-account`).
 */
export async function keepAccount(
  ports: KeepPorts,
  provider: Provider,
  given: NewGrant,
): Promise<Result<Account, AppError>> {
  const { records } = ports
  const newId = accountIdSchema.parse(randomUUID())
  const session = ports.sessionOnGrant(provider, newId, given.grant)
  const identity = await provider.identify(session, given.introspected)
  if (!identity.ok) return identity

  // In one turn from the look to the writing: two grants of one login must not become two accounts.
  const kept = await ports.inTurn(`${given.providerId}/${identity.value.externalId}`, async () => {
    const known = await records.list()
    if (!known.ok) return known
    const expected = known.value.find(({ id }) => id === given.accountId)
    if (expected !== undefined && expected.externalId !== identity.value.externalId) {
      return err({ kind: 'wrong-account', expected: expected.label, actual: identity.value.label } as const)
    }
    const same = known.value.find(
      ({ providerId, externalId }) =>
        providerId === given.providerId && externalId === identity.value.externalId,
    )
    if (!ports.isWanted()) return err({ kind: 'sign-in-cancelled' } as const)
    const account = describe(given, same?.id ?? newId, identity.value, ports.now())
    const written = await ports.inTurn(account.id, () =>
      same === undefined ? writeFirst(records, account, given.grant) : write(records, account, given.grant),
    )
    return written.ok ? ok({ account, isKnown: same !== undefined }) : written
  })
  if (!kept.ok) return kept
  await ports.onKept(kept.value.account, kept.value.isKnown)
  return ok(kept.value.account)
}

/**
 * A new account before its grant: what a crash leaves is one that asks for a reconnect, never a token to which
 * nothing points and which no wipe would find.
 */
async function writeFirst(
  records: AccountRecords,
  account: Account,
  grant: TokenSet,
): Promise<Result<null, AppError>> {
  const announced = await records.put({ ...account, status: 'needs-reconnect' })
  if (!announced.ok) return announced
  const written = await write(records, account, grant)
  if (!written.ok) await records.remove(account)
  return written
}

/** The grant first: an account without one would ask for a reconnect right after the sign-in. */
async function write(
  records: AccountRecords,
  account: Account,
  grant: TokenSet,
): Promise<Result<null, AppError>> {
  const grantWritten = await records.writeGrant(account, grant)
  if (!grantWritten.ok) return grantWritten
  // A refresh of the grant before says nothing about this one.
  const attemptRemoved = await records.removeAttempt(account)
  return attemptRemoved.ok ? records.put(account) : attemptRemoved
}

function describe(given: NewGrant, id: AccountId, identity: Identity, nowMs: number): Account {
  return {
    id,
    providerId: given.providerId,
    label: identity.label,
    externalId: identity.externalId,
    status: 'connected',
    scopes: [...given.grant.scopes],
    access: given.access,
    source: given.source,
    uiOrigin: identity.uiOrigin,
    timeZone: identity.timeZone ?? null,
    connectedAtMs: nowMs,
  }
}
