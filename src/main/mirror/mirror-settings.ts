import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import { mirrorServerSchema, redisAddressParts } from '../../shared/model/mirror-server.ts'
import type { MirrorChange, MirrorSettings } from '../../shared/model/mirror.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import { err, type Result } from '../../shared/result.ts'
import { redisAddress, type RedisSettings } from '../clients/redis-settings.ts'
import { describeAuthority } from '../network/authorities.ts'
import type { RecordRef } from '../vault/sealed-record.ts'
import type { Vault } from '../vault/vault.ts'
import { teamKeysSchema } from './team-keys.ts'

/** Where Redis is and how it lets in. The password is a secret: none stands in an address here. */
export const redisAccessSchema = z.strictObject({
  server: mirrorServerSchema,
  username: z.string().min(1).nullable(),
  password: z.string().min(1).nullable(),
  /** Certificates as PEM; empty means those of the computer. */
  authorities: z.array(z.string()),
})
export type RedisAccess = z.infer<typeof redisAccessSchema>

/** A change of the team's key that this device has begun, with all that it takes to go on with it. */
const keyChangeSchema = z.strictObject({
  keys: teamKeysSchema,
  /** The same, wrapped under the new passphrase, as Redis gets it. */
  header: z.string().max(10_000),
})
export type KeyChange = z.infer<typeof keyChangeSchema>

/** All that a device keeps of its mirror, in one sealed record of the workspace. */
export const keptMirrorSchema = z.strictObject({
  access: redisAccessSchema,
  /** Null while this device is in no team. */
  membership: z
    .strictObject({
      keys: teamKeysSchema,
      deviceId: z.string().max(40),
      joinedAtMs: z.int(),
      /** How many devices shared an account's limits when Redis was last heard, by record name. */
      knownDevices: z.record(z.string(), z.int().positive()),
      /** Records that are to be removed from Redis as soon as it can be reached. */
      removals: z.array(z.string()),
      /** Null while none is under way; what an older version kept says nothing of it. */
      keyChange: keyChangeSchema.nullable().default(null),
    })
    .nullable(),
})
export type KeptMirror = z.infer<typeof keptMirrorSchema>
export type Membership = NonNullable<KeptMirror['membership']>

export interface MirrorRecord {
  read(): Promise<Result<KeptMirror | null, AppError>>
  write(kept: KeptMirror): Promise<Result<null, AppError>>
  remove(): Promise<Result<null, AppError>>
}

/** The record of the workspace that is open; every call is `no-workspace` while none is. */
export function createMirrorRecord(vault: Vault, workspaceId: () => WorkspaceId | null): MirrorRecord {
  const within = async <Value>(
    use: (ref: RecordRef) => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> => {
    const id = workspaceId()
    if (id === null) return err({ kind: 'no-workspace' })
    return use({ kind: 'mirror', workspaceId: id, providerId: '', accountId: '' })
  }
  return {
    read: () => within((ref) => vault.read(ref, keptMirrorSchema)),
    write: (kept) => within((ref) => vault.write(ref, kept)),
    remove: () => within((ref) => vault.remove(ref)),
  }
}

/** The user's words as they are kept: what an address says of user and password goes where those belong. */
export function accessOf(
  change: MirrorChange,
  known: RedisAccess | null,
  imported: RedisSettings | null,
  chosen: readonly string[],
): RedisAccess {
  const parts = change.server.addresses.map(redisAddressParts)
  const said = parts.find((one) => one?.password != null || one?.username != null) ?? null
  const password = ((): string | null => {
    switch (change.password.kind) {
      case 'new':
        return change.password.value
      case 'keep':
        return known?.password ?? null
      case 'imported':
        return imported?.password ?? decoded(redisAddressParts(imported?.url ?? '')?.password ?? null)
      case 'none':
        return decoded(said?.password ?? null)
    }
  })()
  return {
    server: { ...change.server, addresses: change.server.addresses.map(withoutSecrets) },
    username: change.username ?? decoded(said?.username ?? null),
    password,
    authorities:
      change.authorities === 'chosen'
        ? [...chosen]
        : change.authorities === 'keep'
          ? (known?.authorities ?? [])
          : [],
  }
}

/** `scheme://host:port/database#team`, and nothing that lets anybody in. */
export function withoutSecrets(address: string): string {
  const parts = redisAddressParts(address)
  if (parts === null) return ''
  const { isTls, host, port, database, team } = parts
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const db = database === 0 ? '' : `/${database}`
  return `${isTls ? 'rediss' : 'redis'}://${place}${db}${team === null ? '' : `#${team}`}`
}

export const withoutTeam = (address: string): string => withoutSecrets(address).replace(/#.*$/, '')

export const teamIn = ({ server }: RedisAccess): string | null =>
  server.addresses.map((one) => redisAddressParts(one)?.team ?? null).find((team) => team !== null) ?? null

function decoded(part: string | null): string | null {
  if (part === null) return null
  try {
    return decodeURIComponent(part)
  } catch {
    // A percent sign that stands for itself.
    return part
  }
}

export const settingsOf = ({ server, username, password, authorities }: RedisAccess): MirrorSettings => ({
  server,
  username,
  hasPassword: password !== null,
  authorities: subjectsOf(authorities),
})

export const subjectsOf = (authorities: readonly string[]): string[] =>
  authorities.map((pem) => describeAuthority(pem)?.subject ?? '')

/** What a `.env` says, as a proposal; null where it names no server that may be used. */
export function suggestionOf(settings: RedisSettings): MirrorSettings | null {
  const address = redisAddress(settings)
  if (address === null) return null
  const isWhole = settings.url !== null
  const host = redisAddressParts(isWhole ? address : `rediss://${address}`)
  if (host === null) return null
  const isLocal = ['localhost', '127.0.0.1', '::1'].includes(host.host)
  const whole = isWhole ? address : `${isLocal ? 'redis' : 'rediss'}://${address}`
  const server = mirrorServerSchema.safeParse({ kind: 'single', addresses: [whole], groupName: null })
  if (!server.success) return null
  const said = redisAddressParts(settings.url ?? '')
  return {
    server: server.data,
    username: settings.username ?? decoded(said?.username ?? null),
    hasPassword: settings.password !== null || said?.password != null,
    authorities: [],
  }
}
