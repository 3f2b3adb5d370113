import { z } from 'zod'
import { text } from '../text.ts'

const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '::1']

/** The parts of an address of Redis; a user's name and password are as they stand there, percent signs and all. */
export interface RedisAddressParts {
  readonly isTls: boolean
  readonly username: string | null
  readonly password: string | null
  /** An IPv6 address without its brackets. */
  readonly host: string
  readonly port: number
  readonly database: number
  /** What stands behind `#`. */
  readonly team: string | null
}

const shape =
  /^(rediss?):\/\/(?:([^\s:@/#]*)(?::([^\s@/#]*))?@)?([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?(?:\/(\d{0,2}))?(?:#([\w-]{1,60})?)?$/i

/** Null where it is none: `rediss://host[:port][/database][#team]`, with `user:password@` before the host. */
export function redisAddressParts(address: string): RedisAddressParts | null {
  const [, scheme, username, password, host, port, database, team] = shape.exec(address) ?? []
  if (scheme === undefined || host === undefined) return null
  const portNumber = Number(port ?? 6_379)
  if (portNumber < 1 || portNumber > 65_535) return null
  return {
    isTls: scheme.toLowerCase() === 'rediss',
    username: emptyAsNull(username),
    password: emptyAsNull(password),
    host: host.toLowerCase().replace(/^\[|\]$/g, ''),
    port: portNumber,
    database: Number(emptyAsNull(database) ?? 0),
    team: emptyAsNull(team),
  }
}

const emptyAsNull = (value: string | undefined): string | null =>
  value === undefined || value === '' ? null : value

/** Whether the host is this computer itself, where nobody on the way can read along. */
export const isOnLoopback = ({ host }: Pick<RedisAddressParts, 'host'>): boolean =>
  loopbackHosts.includes(host)

/** Not in clear over a network: `redis://` is for this computer alone. */
export function isRedisAddress(value: string): boolean {
  const parts = redisAddressParts(value)
  return parts !== null && (parts.isTls || isOnLoopback(parts))
}

/** Where the server is: one process, a group of them under Sentinel, or a cluster. */
export const mirrorServerSchema = z
  .strictObject({
    kind: z.enum(['single', 'sentinel', 'cluster']),
    /** Of the server, of the Sentinels, or of some nodes of the cluster. */
    addresses: z
      .array(text(500).refine(isRedisAddress, { message: 'not a Redis address' }))
      .min(1)
      .max(10),
    /** What the Sentinels call the group; null elsewhere. */
    groupName: text(100).min(1).nullable(),
  })
  .refine(({ kind, groupName }) => (kind === 'sentinel') === (groupName !== null), { message: 'groupName' })
  .refine(({ kind, addresses }) => kind !== 'single' || addresses.length === 1, { message: 'addresses' })

/** What is wrong with a Redis server, by what a person can do about it. */
export const mirrorProblemSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum([
      /** The host's name leads nowhere. */
      'dns',
      /** Nobody listens there, or nobody lets us through. */
      'not-reached',
      /** A connection or a command took longer than 1.5 s. */
      'timed-out',
      /** The certificate comes from an authority that is not trusted here. */
      'tls-authority',
      /** The certificate is another host's. */
      'tls-name',
      /** Out of date, or not valid yet. */
      'tls-date',
      /** The other side speaks no TLS, or a kind that is not accepted. */
      'tls',
      /** Neither this computer nor `rediss://`: nothing was sent. */
      'needs-tls',
      /** User or password are not accepted. */
      'auth',
      /** It is starting, and reading its data. */
      'loading',
      /** A copy that takes no writes. */
      'read-only',
      'out-of-memory',
      /** A cluster that was set up as one server, or one that is not whole. */
      'cluster',
      /** The Sentinels know no group of that name. */
      'no-group',
      /** What answers there is not Redis. */
      'not-redis',
      /** Anything else that the server refused. */
      'refused',
      /** No team of this id is kept there. */
      'no-team',
      /** What is kept there of the team cannot be read by this version. */
      'team-unreadable',
    ]),
  }),
  /** The user of the server lacks the right to a command, or to the keys. */
  z.strictObject({ kind: z.literal('permission'), command: text(40).nullable() }),
  /** It may throw records away when its memory is full. */
  z.strictObject({ kind: z.literal('eviction'), policy: text(40) }),
])
export type MirrorProblem = z.infer<typeof mirrorProblemSchema>
