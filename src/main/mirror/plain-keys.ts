import { z } from 'zod'
import type { MirrorProblem } from '../../shared/model/mirror-server.ts'
import type { PlainKey } from '../../shared/model/mirror.ts'
import { providerIdSchema, type ProviderId } from '../../shared/model/provider.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import type { RedisDoor } from './redis-door.ts'

/** More are not looked at; a predecessor had one a user and service. */
const mostKeys = 200

/** `hubspot_credentials:ORGANISATION:USER` */
const shape = /^([a-z0-9-]{1,60})_credentials:([^:]{1,200}):(.{1,200})$/s

/** As the predecessors wrote it; a token set of HubSpot, Notion or Airtable has more in it, which is not needed. */
const valueSchema = z.object({
  access_token: z.string().min(1).max(8_192),
  refresh_token: z.string().min(1).max(8_192).nullish(),
  expires_at: z.union([z.number(), z.string()]).nullish(),
  expires_in: z.number().positive().nullish(),
  scope: z.string().max(10_000).nullish(),
})

/** One of them, with what lies in it; the value never leaves main. */
export interface FoundKey {
  readonly shown: PlainKey
  readonly grant: TokenSet | null
}

/** What a predecessor left in clear. Reads alone. */
export async function findPlainKeys(
  redis: Pick<RedisDoor, 'send' | 'scan'>,
  providerIds: readonly ProviderId[],
  nowMs: number,
): Promise<Result<FoundKey[], MirrorProblem>> {
  const names = await redis.scan('*_credentials:*:*', mostKeys)
  if (!names.ok) return names
  const keys: FoundKey[] = []
  for (const key of names.value.filter(isPlainKey).toSorted().slice(0, mostKeys)) {
    const value = await redis.send('GET', key)
    if (!value.ok && value.error.kind !== 'refused') return value
    keys.push(read(key, value.ok ? value.value : null, providerIds, nowMs))
  }
  return ok(keys)
}

/** Only what has such a name is ever deleted. */
export const isPlainKey = (key: string): boolean => shape.test(key)

function read(key: string, value: unknown, providerIds: readonly ProviderId[], nowMs: number): FoundKey {
  const [, provider = '', organisation = '', user = ''] = shape.exec(key) ?? []
  const providerId = providerIdSchema.parse(provider)
  const parsed = valueSchema.safeParse(parseJson(value))
  const problem = ((): PlainKey['problem'] => {
    if (!providerIds.includes(providerId)) return 'provider-unknown'
    if (!parsed.success) return 'not-readable'
    return parsed.data.refresh_token == null ? 'no-refresh-token' : null
  })()
  const well = (text: string): string => text.toWellFormed()
  return {
    shown: { key: well(key), providerId, organisation: well(organisation), user: well(user), problem },
    grant: problem === null && parsed.success ? grantOf(parsed.data, nowMs) : null,
  }
}

function grantOf(value: z.infer<typeof valueSchema>, nowMs: number): TokenSet {
  const expiresAtMs = expiryOf(value.expires_at ?? null)
  return {
    accessToken: value.access_token,
    refreshToken: value.refresh_token ?? null,
    // When it was obtained nobody wrote down; what has expired is refreshed before it is used.
    obtainedAtMs: Math.min(nowMs, expiresAtMs ?? nowMs),
    expiresAtMs: expiresAtMs ?? nowMs,
    scopes:
      value.scope
        ?.split(/\s+/)
        .filter((one) => one !== '')
        .slice(0, 200) ?? [],
  }
}

/** Seconds or milliseconds since 1970, or a date: the predecessors did not agree. */
function expiryOf(value: number | string | null): number | null {
  if (value === null) return null
  const number = typeof value === 'number' ? value : Number(value)
  const ms = Number.isFinite(number)
    ? number < 100_000_000_000
      ? number * 1_000
      : number
    : Date.parse(String(value))
  return Number.isFinite(ms) && ms > 0 && ms < 8_640_000_000_000_000 ? Math.floor(ms) : null
}

function parseJson(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > 100_000) return null
  try {
    return JSON.parse(value)
  } catch {
    // Somebody else's key of the same shape.
    return null
  }
}
