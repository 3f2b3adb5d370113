import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import { err, type Result } from '../../shared/result.ts'
import type { RecordRef } from '../vault/sealed-record.ts'
import type { Vault } from '../vault/vault.ts'

/** Where a Redis server is and how it lets in, as a `.env` says it. */
export const redisSettingsSchema = z.strictObject({
  url: z.string().nullable(),
  host: z.string().nullable(),
  port: z.int().min(1).max(65_535).nullable(),
  username: z.string().nullable(),
  password: z.string().nullable(),
})
export type RedisSettings = z.infer<typeof redisSettingsSchema>

/** Kept in the vault: an address of Redis usually has its password in it. */
export interface RedisRecord {
  read(): Promise<Result<RedisSettings | null, AppError>>
  write(settings: RedisSettings): Promise<Result<null, AppError>>
}

/** The settings of the workspace that is open; every call is `no-workspace` while none is. */
export function createRedisRecord(vault: Vault, workspaceId: () => WorkspaceId | null): RedisRecord {
  const within = async <Value>(
    use: (ref: RecordRef) => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> => {
    const id = workspaceId()
    if (id === null) return err({ kind: 'no-workspace' })
    return use({ kind: 'redis-settings', workspaceId: id, providerId: '', accountId: '' })
  }
  return {
    read: () => within((ref) => vault.read(ref, redisSettingsSchema)),
    write: (settings) => within((ref) => vault.write(ref, settings)),
  }
}

const protocols = ['redis:', 'rediss:']
const hostName = /^[A-Za-z0-9.-]{1,253}$|^\[[0-9A-Fa-f:]{2,45}\]$/

/** The address for people: no user, no password, no query. Null where there is none to show. */
export function redisAddress({ url, host, port }: RedisSettings): string | null {
  if (url !== null && URL.canParse(url)) {
    const { protocol, host: place, pathname } = new URL(url)
    const database = /^\/\d{1,5}$/.test(pathname) ? pathname : ''
    return `${protocol}//${place}${database}`
  }
  return host === null ? null : `${host}:${port ?? 6_379}`
}

/** Null unless it names a Redis server; whatever else stands there is not shown either. */
export function usableRedisUrl(value: string | null): string | null {
  if (value === null || value.length > 2_000 || !URL.canParse(value)) return null
  const { protocol, hostname } = new URL(value)
  return protocols.includes(protocol) && hostName.test(hostname) ? value : null
}

/** Null unless it is a host name or an address. */
export const usableRedisHost = (value: string | null): string | null =>
  value !== null && hostName.test(value) ? value : null

/** Null unless it is a port. */
export function usableRedisPort(value: string | null): number | null {
  if (value === null || !/^\d{1,5}$/.test(value)) return null
  const port = Number(value)
  return port >= 1 && port <= 65_535 ? port : null
}
