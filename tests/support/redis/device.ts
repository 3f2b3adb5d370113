import { readFileSync } from 'node:fs'
import type { AppError } from '../../../src/shared/errors.ts'
import { accountIdSchema, accountSchema, type Account } from '../../../src/shared/model/account.ts'
import { err, ok } from '../../../src/shared/result.ts'
import { createAccessTokens, type AccessTokens } from '../../../src/main/accounts/access-token.ts'
import { guardFetch } from '../../../src/main/http/guarded-fetch.ts'
import { createLogger } from '../../../src/main/logging/logger.ts'
import { createKnownSecrets } from '../../../src/main/logging/redact.ts'
import { guardRedis, type GuardedRedis } from '../../../src/main/mirror/guarded-redis.ts'
import type { RedisAccess } from '../../../src/main/mirror/mirror-settings.ts'
import { openRedis } from '../../../src/main/mirror/redis-door.ts'
import { createSharedAccounts, type SharedAccounts } from '../../../src/main/mirror/shared-accounts.ts'
import type { Step } from '../../../src/main/mirror/steps.ts'
import type { TeamKeys } from '../../../src/main/mirror/team-keys.ts'
import { refreshGrant } from '../../../src/main/oauth/token-endpoint.ts'
import { readTokenReply, type TokenSet } from '../../../src/main/oauth/token-set.ts'
import type { OAuthDescription } from '../../../src/main/providers/provider.ts'
import { writeDurably } from '../../../src/main/vault/write-durably.ts'

export const sharedAccountId = accountIdSchema.parse('account-1')

/** What a device needs to be one; plain data, so that it can be sent to a process. */
export interface DeviceOrder {
  readonly name: string
  /** Where its grant and its step lie; survives the process. */
  readonly file: string
  readonly access: RedisAccess
  readonly keys: TeamKeys
  readonly tokenAddress: string
  readonly refreshTokens: 'single-use' | 'stable'
  readonly lockMs: number
}

/** What lies in the file. */
export interface DeviceState {
  readonly grant: TokenSet
  readonly step: Step | null
  readonly attempt: { attempt: number; sinceMs: number; grantAtMs: number } | null
}

export interface Device {
  readonly tokens: AccessTokens
  readonly shared: SharedAccounts
  readonly redis: GuardedRedis
  readonly lines: string[]
  readonly account: Account
  state(): DeviceState
  put(changes: Partial<DeviceState>): Promise<void>
  isDead(): boolean
  close(): Promise<void>
}

export const readState = (file: string): DeviceState => JSON.parse(readFileSync(file, 'utf8')) as DeviceState

export const anAccount = (): Account =>
  accountSchema.parse({
    id: sharedAccountId,
    providerId: 'harbour',
    label: 'Acme Fleet',
    externalId: '4711-portal',
    status: 'connected',
    scopes: [],
    uiOrigin: null,
    connectedAtMs: 0,
  })

const client = { clientId: 'app', clientSecret: 'app-secret', redirectUris: ['x'], authorizationUrl: null }

export const describeOAuth = (
  tokenEndpoint: string,
  refreshTokens: 'single-use' | 'stable',
): OAuthDescription => ({
  authorizationEndpoint: 'https://harbour.example/authorize',
  tokenEndpoint,
  authorizationHosts: [],
  authorizationParameters: {},
  optionalScopeParameter: null,
  clientAuthentication: 'body',
  tokenRequestEncoding: 'form',
  tokenRequestHeaders: {},
  pkce: 'none',
  refreshTokens,
  revocation: null,
  conformTokenReply: (body) => body,
  classifyTokenFailure: ({ status }) =>
    status === 400 ? { class: 'revoked', code: 'invalid_grant' } : { class: 'transient', code: null },
})

/** The part of the app that shares a grant, on a file in the vault's place: everything between is the product's own. */
export function openDevice(
  order: DeviceOrder,
  options: {
    readonly now?: () => number
    readonly redis?: GuardedRedis
  } = {},
): Device {
  const now = options.now ?? Date.now
  const lines: string[] = []
  const logger = createLogger((_level, line) => lines.push(line), createKnownSecrets(), now)
  const account = anAccount()
  let state = readState(order.file)
  let isDead = false
  let lastWrite: Promise<unknown> = Promise.resolve()

  async function put(changes: Partial<DeviceState>): Promise<void> {
    state = { ...state, ...changes }
    const content = JSON.stringify(state)
    const written = lastWrite.then(() => writeDurably(order.file, content))
    lastWrite = written
    await written
  }

  const redis =
    options.redis ??
    guardRedis(openRedis(order.access), {
      clockMs: () => performance.now(),
      random: Math.random,
      onChanged: (problem) => logger.info('mirror.reached', { problem: problem?.kind ?? null }),
    })
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  const isStored = (grant: TokenSet): boolean => state.grant.accessToken === grant.accessToken

  const shared = createSharedAccounts({
    redis,
    keys: order.keys,
    deviceId: order.name,
    steps: {
      get: async () => ok(state.step),
      put: async (_account, step) => {
        await put({ step })
        return ok(null)
      },
      remove: async () => {
        await put({ step: null })
        return ok(null)
      },
    },
    held: async () => ok({ account, grant: state.grant, client, refreshTokens: order.refreshTokens }),
    adopt: async (_account, grant, instead) => {
      if (instead === null || isStored(instead)) await put({ grant })
      return ok(null)
    },
    logger,
    now,
    wait,
    random: Math.random,
    lockMs: order.lockMs,
    onChanged: () => undefined,
    onOtherKey: () => lines.push('other key'),
  })

  // Shorter than the lock, as the app's 15 s are shorter than its 60.
  const inner = guardFetch((...asked) => fetch(...asked), {
    deadlineMs: order.lockMs * 0.75,
    maxBytes: 65_536,
    loopbackOrigin: new URL(order.tokenAddress).origin,
  })
  const tokens = createAccessTokens({
    now,
    wait,
    random: Math.random,
    shared,
    readGrant: async () => ok(state.grant),
    writeGrant: async (_id, grant) => {
      await put({ grant })
      return ok(null)
    },
    readAttempt: async () => ok(state.attempt),
    writeAttempt: async (_id, attempt) => {
      await put({ attempt })
      return ok(null)
    },
    removeAttempt: async () => {
      await put({ attempt: null })
      return ok(null)
    },
    async refresh(_id, grant) {
      const description = describeOAuth(order.tokenAddress, order.refreshTokens)
      const reply = await refreshGrant(description, client, inner, grant.refreshToken)
      if (!reply.ok) return reply
      const read = readTokenReply(reply.value, grant, now())
      return read.ok ? read : err({ kind: 'unclear', error: read.error satisfies AppError })
    },
    onRefreshed: () => Promise.resolve(),
    onDead: async () => void (isDead = true),
  })

  return {
    tokens,
    shared,
    redis,
    lines,
    account,
    state: () => state,
    put,
    isDead: () => isDead,
    async close() {
      await tokens.close()
      await shared.settled()
      redis.close()
      await lastWrite
    },
  }
}
