import type { ProviderId } from '../../shared/model/provider.ts'
import { type RedisSettings, usableRedisHost, usableRedisPort, usableRedisUrl } from './redis-settings.ts'

/** What a `.env` says of one OAuth app. Null and empty: it does not say. */
export interface EnvClient {
  /** Null for the names without a provider. */
  readonly providerId: ProviderId | null
  readonly clientId: string | null
  readonly clientSecret: string | null
  readonly redirectUri: string | null
  readonly authorizationUrl: string | null
  readonly scopes: readonly string[]
}

export interface EnvContents {
  readonly clients: readonly EnvClient[]
  readonly redis: RedisSettings | null
  /** Names that mean nothing here, as far as they can be shown. */
  readonly ignored: readonly string[]
}

/** Only what looks like the name of a variable: a line of something else (a key file) may be the secret itself. */
const showableName = /^[A-Z][A-Z0-9_]{0,59}$/
const maxIgnored = 100

/** The characters of a client id and a secret (RFC 6749, A.1 and A.2). */
const visible = /^[\x20-\x7e]+$/
/** The characters of a scope (RFC 6749, 3.3). */
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/
const maxScopes = 60

/**
 * Finds what the predecessors' `.env` files hold: for every provider its id in capitals before `_CLIENT_ID`,
 * `_CLIENT_SECRET`, `_REDIRECT_URI`, `_AUTH_URL` and `_SCOPE`; the first three without a provider; and where
 * Redis is. An empty value is none.
 */
export function readEnv(
  values: ReadonlyMap<string, string>,
  providerIds: readonly ProviderId[],
): EnvContents {
  const understood = new Set<string>()
  const valueOf = (name: string, maxLength: number): string | null => {
    const value = values.get(name)
    if (value === undefined) return null
    understood.add(name)
    return value.length <= maxLength && visible.test(value) ? value : null
  }
  const clientOf = (providerId: ProviderId | null): EnvClient[] => {
    const prefix = providerId === null ? '' : `${providerId.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_`
    const client: EnvClient = {
      providerId,
      clientId: valueOf(`${prefix}CLIENT_ID`, 300),
      clientSecret: valueOf(`${prefix}CLIENT_SECRET`, 1_000),
      redirectUri: valueOf(`${prefix}REDIRECT_URI`, 300),
      authorizationUrl: providerId === null ? null : valueOf(`${prefix}AUTH_URL`, 2_000),
      scopes: providerId === null ? [] : scopesIn(valueOf(`${prefix}SCOPE`, 10_000)),
    }
    const { clientId, clientSecret, redirectUri, authorizationUrl, scopes } = client
    const isEmpty =
      [clientId, clientSecret, redirectUri, authorizationUrl].every((one) => one === null) &&
      scopes.length === 0
    return isEmpty ? [] : [client]
  }

  const clients = [...providerIds, null].flatMap(clientOf)
  const redis: RedisSettings = {
    url: usableRedisUrl(valueOf('REDIS_URL', 2_000)),
    host: usableRedisHost(valueOf('REDIS_HOST', 300)),
    port: usableRedisPort(valueOf('REDIS_PORT', 5)),
    username: valueOf('REDIS_USERNAME', 300) ?? valueOf('REDIS_USER', 300),
    password: valueOf('REDIS_PASSWORD', 1_000),
  }
  return {
    clients,
    redis: redis.url === null && redis.host === null ? null : redis,
    ignored: [...values.keys()]
      .filter((name) => !understood.has(name) && showableName.test(name))
      .slice(0, maxIgnored),
  }
}

const scopesIn = (value: string | null): string[] =>
  [...new Set((value ?? '').split(/[\s,]+/).filter((one) => scopeToken.test(one)))].slice(0, maxScopes)
