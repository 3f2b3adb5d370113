import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import type { Account } from '../../shared/model/account.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import { err, type Result } from '../../shared/result.ts'
import { clientCredentialsSchema } from '../clients/client-credentials.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import type { RecordRef } from '../vault/sealed-record.ts'
import type { Vault } from '../vault/vault.ts'

/** How far this device is with an account that it shares. There is none for an account that it does not. */
export const stepSchema = z.strictObject({
  /** Of the record that the grant here was in step with; 0 before the first. */
  generation: z.int().nonnegative(),
  /** The highest that this device has ever seen. */
  highest: z.int().nonnegative(),
  /** Of the grant that was in step; any other one here is newer than the mirror's. Null before the first. */
  mark: z.string().nullable(),
  /** Of the grant here that it took the place of: not newer, but left by whoever ended in between. */
  before: z.string().nullable(),
  isOwner: z.boolean(),
  /** Until when the owner may refresh without Redis, and nobody else may with it. Epoch ms. */
  ownedUntilMs: z.int(),
  /** With which it is refreshed, where that is not this device's own app; null where it is. */
  client: clientCredentialsSchema.nullable(),
  problem: z.enum(['rolled-back', 'unreadable']).nullable(),
  steppedAtMs: z.int().nullable(),
})
export type Step = z.infer<typeof stepSchema>

export const firstStep: Step = {
  generation: 0,
  highest: 0,
  mark: null,
  before: null,
  isOwner: true,
  ownedUntilMs: 0,
  client: null,
  problem: null,
  steppedAtMs: null,
}

export type SteppingAccount = Pick<Account, 'id' | 'providerId'>

/** Kept sealed, as the grants are. */
export interface Steps {
  get(account: SteppingAccount): Promise<Result<Step | null, AppError>>
  put(account: SteppingAccount, step: Step): Promise<Result<null, AppError>>
  remove(account: SteppingAccount): Promise<Result<null, AppError>>
}

/** `workspaceId` answers null while no workspace is open; every call is `no-workspace` then. */
export function createSteps(vault: Vault, workspaceId: () => WorkspaceId | null): Steps {
  const within = async <Value>(
    { id, providerId }: SteppingAccount,
    use: (ref: RecordRef) => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> => {
    const workspace = workspaceId()
    if (workspace === null) return err({ kind: 'no-workspace' })
    return use({ kind: 'mirror-step', workspaceId: workspace, providerId, accountId: id })
  }
  return {
    get: (account) => within(account, (ref) => vault.read(ref, stepSchema)),
    put: (account, step) => within(account, (ref) => vault.write(ref, step)),
    remove: (account) => within(account, (ref) => vault.remove(ref)),
  }
}

/** Tells grants apart without keeping one. */
export const markOf = ({ accessToken, refreshToken }: TokenSet): string =>
  createHash('sha256')
    .update(JSON.stringify([accessToken, refreshToken]))
    .digest('base64url')

const dayMs = 24 * 60 * 60_000

/** The owner has refreshed by then, if it is awake: it does so minutes before its access token ends. */
export const endOfOwnership = ({ expiresAtMs, obtainedAtMs }: TokenSet): number =>
  expiresAtMs ?? obtainedAtMs + dayMs
