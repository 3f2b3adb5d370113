import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { ImportedKey } from '../../shared/model/mirror.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { refreshGrant } from '../oauth/token-endpoint.ts'
import { readTokenReply, type TokenSet } from '../oauth/token-set.ts'
import type { MirrorPorts } from './mirror-ports.ts'
import { findPlainKeys, isPlainKey, type FoundKey } from './plain-keys.ts'
import type { RedisDoor } from './redis-door.ts'

type WithRedis = <Value>(
  work: (redis: RedisDoor) => Promise<Result<Value, AppError>>,
) => Promise<Result<Value, AppError>>

/** The endpoints for what a predecessor left in clear. */
export function createPlainKeyHandlers(
  ports: MirrorPorts,
  withRedis: WithRedis,
): Pick<Handlers['mirror'], 'findPlainKeys' | 'importPlainKeys' | 'removePlainKeys'> {
  const providerIds = ports.directory.descriptors().map(({ id }) => id)

  async function find(redis: RedisDoor): Promise<Result<FoundKey[], AppError>> {
    const found = await findPlainKeys(redis, providerIds, ports.now())
    if (!found.ok) return err({ kind: 'mirror-failed', problem: found.error })
    for (const { grant } of found.value) {
      if (grant === null) continue
      ports.secrets.remember(grant.accessToken)
      if (grant.refreshToken !== null) ports.secrets.remember(grant.refreshToken)
    }
    return found
  }

  /** One of them, connected. An access token that is over is renewed first: once, and kept at once. */
  async function take({ shown, grant }: FoundKey): Promise<ImportedKey> {
    const failed = (error: string): ImportedKey => ({ key: shown.key, accountId: null, error })
    if (grant === null) return failed(shown.problem ?? 'not-readable')
    const good = ports.now() < (grant.expiresAtMs ?? 0) ? ok(grant) : await renewed(shown.providerId, grant)
    if (!good.ok) return failed(good.error.kind)
    const kept = await ports.connections().keepGrant(shown.providerId, good.value)
    return kept.ok ? { key: shown.key, accountId: kept.value.id, error: null } : failed(kept.error.kind)
  }

  async function renewed(
    providerId: FoundKey['shown']['providerId'],
    grant: TokenSet,
  ): Promise<Result<TokenSet, AppError>> {
    const placed = await ports.directory.find(providerId)
    if (!placed.ok) return placed
    const { provider, givenClient } = placed.value
    const client = givenClient === null ? await ports.records.readClient(providerId) : ok(givenClient)
    if (!client.ok) return client
    if (client.value === null) return err({ kind: 'client-not-configured', providerId })
    const reply = await refreshGrant(provider.oauth, client.value, ports.fetch, grant.refreshToken ?? '')
    if (!reply.ok) {
      const isOver = reply.error.kind === 'refused' && reply.error.failure.class === 'revoked'
      return err(isOver ? { kind: 'token-refused', providerId } : reply.error.error)
    }
    const read = readTokenReply(reply.value, grant, ports.now())
    if (read.ok) {
      ports.secrets.remember(read.value.accessToken)
      if (read.value.refreshToken !== null) ports.secrets.remember(read.value.refreshToken)
    }
    return read
  }

  return {
    findPlainKeys: () =>
      withRedis(async (redis) => {
        const found = await find(redis)
        return found.ok ? ok(found.value.map(({ shown }) => shown)) : found
      }),

    importPlainKeys: ({ keys }) =>
      withRedis(async (redis) => {
        const found = await find(redis)
        if (!found.ok) return found
        const imported: ImportedKey[] = []
        for (const one of found.value) if (keys.includes(one.shown.key)) imported.push(await take(one))
        return ok(imported)
      }),

    removePlainKeys: ({ keys }) =>
      withRedis(async (redis) => {
        let removed = 0
        for (const key of keys.filter(isPlainKey)) {
          const done = await redis.send('DEL', key)
          if (!done.ok) return err({ kind: 'mirror-failed', problem: done.error })
          removed += Number(done.value)
        }
        return ok({ removed })
      }),
  }
}
