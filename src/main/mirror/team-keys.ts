import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { cost, costSchema, deriveFromPassphrase } from '../vault/passphrase-seal.ts'
import { openText, sealText } from './seal.ts'

const keyText = z.base64url().length(43)

/** What makes a device a member. Sealed in the vault of each, and in Redis only under the passphrase. */
export const teamKeysSchema = z.strictObject({
  /** Random, in every name of the team's keys. Tells nothing of anybody. */
  teamId: z.string().regex(/^[\w-]{22}$/),
  /** Which data key this is; another one after each change of the passphrase. */
  keyId: z.string().regex(/^[\w-]{11}$/),
  dataKey: keyText,
  /** Makes the names of records. Stays the same for good: two devices of one account must meet at one lock. */
  indexKey: keyText,
  madeAtMs: z.int(),
})
export type TeamKeys = z.infer<typeof teamKeysSchema>

/** What lies in Redis for those who join. */
const headerSchema = z.strictObject({
  format: z.literal(1),
  keyId: z.string().max(20),
  madeAtMs: z.int(),
  kdf: z.literal('scrypt'),
  cost: costSchema,
  salt: z.base64url().max(64),
  sealed: z.string().max(8_000),
})

const insideSchema = teamKeysSchema.pick({ dataKey: true, indexKey: true })

const newKey = (): string => randomBytes(32).toString('base64url')

export const newTeam = (nowMs: number): TeamKeys => ({
  teamId: randomBytes(16).toString('base64url'),
  keyId: randomBytes(8).toString('base64url'),
  dataKey: newKey(),
  indexKey: newKey(),
  madeAtMs: nowMs,
})

export const withNewKey = (keys: TeamKeys, nowMs: number): TeamKeys => ({
  ...keys,
  keyId: randomBytes(8).toString('base64url'),
  dataKey: newKey(),
  madeAtMs: nowMs,
})

export const bytesOf = (key: string): Uint8Array => Buffer.from(key, 'base64url')

/** Scrypt, then AES-256-GCM that is bound to the team, to the key's id and to every number that stands beside it in clear. */
export async function wrapKeys(keys: TeamKeys, passphrase: string): Promise<string> {
  const salt = randomBytes(16)
  const wrapping = await deriveFromPassphrase(passphrase, salt, cost)
  const { dataKey, indexKey, keyId, madeAtMs, teamId } = keys
  const sealed = sealText(
    wrapping,
    boundTo(teamId, { keyId, madeAtMs, cost }),
    JSON.stringify({ dataKey, indexKey } satisfies z.input<typeof insideSchema>),
  )
  wrapping.fill(0)
  return JSON.stringify({
    ...{ format: 1, keyId, madeAtMs, kdf: 'scrypt', cost: { ...cost } },
    ...{ salt: salt.toString('base64url'), sealed },
  } satisfies z.input<typeof headerSchema>)
}

export type Unwrapped =
  | { readonly kind: 'keys'; readonly keys: TeamKeys }
  | { readonly kind: 'wrong-passphrase' }
  | { readonly kind: 'unreadable' }

export async function unwrapKeys(teamId: string, header: string, passphrase: string): Promise<Unwrapped> {
  const parsed = readHeader(header)
  if (parsed === null) return { kind: 'unreadable' }
  const { cost: costs, keyId, madeAtMs, salt, sealed } = parsed
  const wrapping = await deriveFromPassphrase(passphrase, Buffer.from(salt, 'base64url'), costs)
  const opened = openText(wrapping, boundTo(teamId, { keyId, madeAtMs, cost: costs }), sealed)
  wrapping.fill(0)
  if (opened === null) return { kind: 'wrong-passphrase' }
  const keys = teamKeysSchema.safeParse({
    ...insideSchema.parse(JSON.parse(opened)),
    teamId,
    keyId,
    madeAtMs,
  })
  return keys.success ? { kind: 'keys', keys: keys.data } : { kind: 'unreadable' }
}

/** Which data key the team uses now; null where the header says nothing that makes sense. */
export const keyIdOf = (header: string): string | null => readHeader(header)?.keyId ?? null

function readHeader(header: string): z.infer<typeof headerSchema> | null {
  try {
    return headerSchema.safeParse(JSON.parse(header)).data ?? null
  } catch {
    // Whoever may write there may write anything.
    return null
  }
}

const boundTo = (
  teamId: string,
  { keyId, madeAtMs, cost: { N, r, p } }: Pick<z.infer<typeof headerSchema>, 'keyId' | 'madeAtMs' | 'cost'>,
): readonly string[] => ['team', teamId, keyId, String(madeAtMs), 'scrypt', String(N), String(r), String(p)]

/** Of an account, by what it is called at its provider: all devices make the same name, and nobody else can read it. */
export const recordName = ({ indexKey }: TeamKeys, providerId: string, externalId: string): string =>
  createHmac('sha256', bytesOf(indexKey))
    .update(JSON.stringify([providerId, externalId]))
    .digest('base64url')
    .slice(0, 22)

/** All of a team lies in one slot of a cluster, which takes what stands in braces alone. */
export const keyNames = (teamId: string) => {
  const name = (...parts: readonly string[]): string => [`cv1:{${teamId}}`, ...parts].join(':')
  return {
    team: name('team'),
    devices: name('devices'),
    /** When each device was last in touch, by Redis' own clock. */
    seen: name('seen'),
    /** What the team shares, so that a device that joins finds it: names of records. */
    accounts: name('accounts'),
    record: (record: string) => name('r', record),
    lock: (record: string) => name('l', record),
    /** Who shares the limits of an account. */
    members: (record: string) => name('m', record),
    bucket: (record: string, limit: string) => name('b', record, limit),
    /** Written and removed by a test of the server. */
    trial: name('trial'),
  }
}
