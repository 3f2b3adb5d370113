import { z } from 'zod'
import { accountEventSchema, accountSchema } from '../../shared/model/account.ts'
import { providerIdSchema } from '../../shared/model/provider.ts'
import { signInChoiceSchema } from '../../shared/model/sign-in.ts'
import { workspaceSchema } from '../../shared/model/workspace.ts'
import { text } from '../../shared/text.ts'
import { clientCredentialsSchema } from '../clients/client-credentials.ts'
import { tokenSetSchema } from '../oauth/token-set.ts'
import { storedLoadChoiceSchema } from '../sync/stored-load-choice.ts'

const key = z
  .base64()
  .refine((value) => Buffer.from(value, 'base64').length === 32, { message: 'not 32 bytes' })

/** A database in the backup: its pages as they lie on the disk, under a key that is in this backup alone. */
const fileSchema = z.strictObject({
  bytes: z.int().positive(),
  /** Of the schema. */
  version: z.int().positive(),
  key,
  /** Of the cache the items, of the outbox the changes that are not over. */
  count: z.int().nonnegative(),
})

/**
 * What a backup holds besides the two databases; the first thing in it. An account's id is long and random, because it
 * is looked for in keys and texts when the account gets another one.
 */
export const manifestSchema = z.strictObject({
  appVersion: text(40),
  madeAtMs: z.int(),
  workspace: workspaceSchema.omit({ id: true, isSample: true }),
  /** Whether grants and client credentials are in it. */
  hasSignIns: z.boolean(),
  accounts: z
    .array(
      z.strictObject({
        account: accountSchema.refine(({ id }) => z.uuid().safeParse(id).success, { message: 'not a uuid' }),
        loadChoice: storedLoadChoiceSchema.nullable(),
        grant: tokenSetSchema.nullable(),
      }),
    )
    .max(1_000),
  providers: z
    .array(
      z.strictObject({
        providerId: providerIdSchema,
        signInChoice: signInChoiceSchema.nullable(),
        client: clientCredentialsSchema.nullable(),
      }),
    )
    .max(100),
  history: z.array(accountEventSchema),
  files: z.strictObject({ cache: fileSchema, outbox: fileSchema }),
})
export type Manifest = z.infer<typeof manifestSchema>

/** What accounts and their choices take in the worst case; a file that names more was made to be read for ever. */
export const mostManifestBytes = 256 * 1_024 * 1_024
/** The manifest's length stands before it. */
export const lengthBytes = 4

/** The manifest as it is sealed, its length first. */
export function encodeManifest(manifest: Manifest): Buffer {
  const json = Buffer.from(JSON.stringify(manifest), 'utf8')
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(json.length)
  return Buffer.concat([length, json])
}
