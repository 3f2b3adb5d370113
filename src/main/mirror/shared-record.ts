import { z } from 'zod'
import { accountSchema, type Account } from '../../shared/model/account.ts'
import { clientCredentialsSchema } from '../clients/client-credentials.ts'
import { tokenSetSchema } from '../oauth/token-set.ts'
import { openText, sealText } from './seal.ts'
import { bytesOf, recordName, type TeamKeys } from './team-keys.ts'

/** Whose grant it is, in words that every device understands; an account's id is a device's own. */
export type SharedAccount = Pick<Account, 'providerId' | 'externalId'>

/** What the devices of a team share of an account. It goes sealed, and nothing of it stands in a key's name. */
export const sharedGrantSchema = z.strictObject({
  account: accountSchema.omit({ id: true, status: true }),
  grant: tokenSetSchema,
  /** With which the others refresh. Null where each device is given its own (the sandbox). */
  client: clientCredentialsSchema.nullable(),
  /** The one device that may refresh a single-use grant while Redis cannot be asked. */
  ownerDevice: z.string().max(40),
})
export type SharedGrant = z.infer<typeof sharedGrantSchema>

/** A record as it lies in Redis: what stands beside the sealed text is bound into it. */
export interface StoredRecord {
  /** Counts writes; 0 where there is no record. */
  readonly generation: number
  readonly keyId: string
  readonly sealed: string
}

const bound = (keys: TeamKeys, account: SharedAccount, generation: number): readonly string[] => [
  'grant',
  keys.teamId,
  keys.keyId,
  account.providerId,
  account.externalId,
  String(generation),
]

export function sealGrant(keys: TeamKeys, shared: SharedGrant, generation: number): StoredRecord {
  const text = JSON.stringify(shared satisfies z.input<typeof sharedGrantSchema>)
  const sealed = sealText(bytesOf(keys.dataKey), bound(keys, shared.account, generation), text)
  return { generation, keyId: keys.keyId, sealed }
}

/**
 * Null when it does not open as this account's record of this generation: swapped, changed, cut, dressed up as newer than it
 * is, or of another version.
 */
export function openGrant(keys: TeamKeys, account: SharedAccount, record: StoredRecord): SharedGrant | null {
  const text = openText(bytesOf(keys.dataKey), bound(keys, account, record.generation), record.sealed)
  if (text === null) return null
  return sharedGrantSchema.safeParse(JSON.parse(text)).data ?? null
}

/** A list entry, so that who joins learns what is shared: sealed, under the record's name. */
const entrySchema = z.strictObject({ providerId: z.string().max(60), externalId: z.string().max(200) })

export function sealEntry(keys: TeamKeys, account: SharedAccount): { name: string; sealed: string } {
  const { providerId, externalId } = account
  const name = recordName(keys, providerId, externalId)
  const text = JSON.stringify({ providerId, externalId } satisfies z.input<typeof entrySchema>)
  return { name, sealed: sealText(bytesOf(keys.dataKey), ['entry', keys.teamId, keys.keyId, name], text) }
}

export function openEntry(keys: TeamKeys, name: string, sealed: string): z.infer<typeof entrySchema> | null {
  const text = openText(bytesOf(keys.dataKey), ['entry', keys.teamId, keys.keyId, name], sealed)
  return text === null ? null : (entrySchema.safeParse(JSON.parse(text)).data ?? null)
}
