import { z } from 'zod'
import { text } from '../text.ts'
import { accountIdSchema } from './account.ts'
import { mirrorProblemSchema, mirrorServerSchema } from './mirror-server.ts'
import { providerIdSchema } from './provider.ts'

const passwordChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep') }),
  z.strictObject({ kind: z.literal('none') }),
  /** The one of an imported `.env`. */
  z.strictObject({ kind: z.literal('imported') }),
  z.strictObject({ kind: z.literal('new'), value: text(1_000).min(1) }),
])

/** As somebody fills it in. User and password in an address count where these say nothing (`null`, `none`). */
export const mirrorChangeSchema = z.strictObject({
  server: mirrorServerSchema,
  username: text(300).min(1).nullable(),
  password: passwordChange,
  /** `chosen`: the file that was chosen last. */
  authorities: z.enum(['keep', 'none', 'chosen']),
})
export type MirrorChange = z.infer<typeof mirrorChangeSchema>

/** The same as the page may see it: no password, and none in the addresses. */
export const mirrorSettingsSchema = z.strictObject({
  server: mirrorServerSchema,
  username: text(300).nullable(),
  hasPassword: z.boolean(),
  /** The subjects of the certificates of the user's own authorities. */
  authorities: z.array(text(1_000)).max(20),
})
export type MirrorSettings = z.infer<typeof mirrorSettingsSchema>

export const deviceIdSchema = text(40).brand<'DeviceId'>()

export const mirrorDeviceSchema = z.strictObject({
  id: deviceIdSchema,
  name: text(100),
  isThis: z.boolean(),
  joinedAtMs: z.int(),
  /** When it was last in touch; null where that is not known. */
  lastSeenAtMs: z.int().nullable(),
})
export type MirrorDevice = z.infer<typeof mirrorDeviceSchema>

/** An account of the open workspace, and how it stands in the mirror. */
export const mirroredAccountSchema = z.strictObject({
  accountId: accountIdSchema,
  isShared: z.boolean(),
  /** Pasted tokens cannot be renewed, hence need no mirror. */
  canBeShared: z.boolean(),
  /** `single-use`: every renewal ends the refresh token before it, so that one device alone may renew without Redis. */
  rotation: z.enum(['single-use', 'stable']),
  /** Whether that one device is this one. */
  isOwner: z.boolean(),
  /**
   * `waiting`: what is here is newer, and goes to the mirror as soon as it can be reached. `rolled-back`: the mirror holds an
   * older state than this device has seen; what is here counts. `unreadable`: what lies there does not open.
   */
  state: z.enum(['not-shared', 'in-step', 'waiting', 'rolled-back', 'unreadable']),
  /** When this device last wrote to the mirror or took something from it. */
  steppedAtMs: z.int().nullable(),
})
export type MirroredAccount = z.infer<typeof mirroredAccountSchema>

export const mirrorStatusSchema = z.strictObject({
  /**
   * `off`: nothing is set. `set`: a server is set, but this device is in no team. `new-key`: somebody changed the team's
   * passphrase, and this device needs the new one. `unreachable`: works on without the mirror, and looks again by itself.
   */
  state: z.enum(['off', 'set', 'connecting', 'connected', 'unreachable', 'new-key']),
  settings: mirrorSettingsSchema.nullable(),
  /** From an imported `.env`; null once something is set. */
  suggested: mirrorSettingsSchema.nullable(),
  /** The authorities of the file that was chosen last and is not used yet. */
  chosenAuthorities: z.array(text(1_000)).max(20),
  /** Why it is not reached. */
  problem: mirrorProblemSchema.nullable(),
  team: z
    .strictObject({
      /** What the next device is given besides the passphrase; user and password are not in it. */
      joinAddress: text(700),
      devices: z.array(mirrorDeviceSchema).max(200),
      /** When the passphrase was last changed, or the team made. */
      keyMadeAtMs: z.int(),
      /** A change of the passphrase that this device has begun is not through; it goes on by itself. */
      isKeyChanging: z.boolean(),
    })
    .nullable(),
  accounts: z.array(mirroredAccountSchema).max(1_000),
  /** For whoever runs the server: the rights that a user of the team needs. */
  accessRule: text(2_000),
})
export type MirrorStatus = z.infer<typeof mirrorStatusSchema>

/** What a test found. `warnings` do not stop it. */
export const mirrorTestSchema = z.strictObject({
  problem: mirrorProblemSchema.nullable(),
  warnings: z.array(mirrorProblemSchema).max(5),
  /** Null where the server does not tell; then it has to be looked up by hand. */
  evictionPolicy: text(40).nullable(),
  /** Of the server, as it says it. */
  version: text(40).nullable(),
  /** One round trip, whole milliseconds. */
  roundTripMs: z.int().nullable(),
})
export type MirrorTest = z.infer<typeof mirrorTestSchema>

/** Sign-ins that a predecessor keeps in clear, under names such as `hubspot_credentials:ORGANISATION:USER`. */
export const plainKeySchema = z.strictObject({
  key: text(500),
  providerId: providerIdSchema,
  organisation: text(200),
  user: text(200),
  /** Why it cannot be taken; null when it can. */
  problem: z.enum(['not-readable', 'no-refresh-token', 'provider-unknown']).nullable(),
})
export type PlainKey = z.infer<typeof plainKeySchema>

/** What became of one of them. `error`: the kind of the failure, when the provider did not take the tokens. */
export const importedKeySchema = z.strictObject({
  key: text(500),
  accountId: accountIdSchema.nullable(),
  error: text(60).nullable(),
})
export type ImportedKey = z.infer<typeof importedKeySchema>
