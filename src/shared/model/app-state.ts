import { z } from 'zod'
import { text } from '../text.ts'
import { preferencesSchema } from './preferences.ts'
import { workspaceSchema } from './workspace.ts'

/**
 * How what is kept on this computer is protected. Without a trustworthy key store the user decides: a
 * passphrase protects it, or nothing outlives the session (the keys exist in memory only and the files are
 * deleted at quit). `undecided` and `locked`: nothing can be opened until the user has answered.
 */
export const protectionSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('persisted'),
    method: z.enum(['key-store', 'passphrase']),
    /** Names the key store; empty for a passphrase. */
    backend: text(60),
  }),
  z.strictObject({
    state: z.literal('session-only'),
    reason: z.enum(['no-key-store', 'weak-key-store', 'key-locked', 'key-unreadable', 'passphrase']),
  }),
  /** There is no key yet, and no key store that could keep one. */
  z.strictObject({ state: z.literal('undecided'), reason: z.enum(['no-key-store', 'weak-key-store']) }),
  /** There is a key that does not open now; it is kept as it is. */
  z.strictObject({
    state: z.literal('locked'),
    reason: z.enum(['passphrase', 'key-locked', 'key-unreadable']),
  }),
])
export type Protection = z.infer<typeof protectionSchema>

/** Whether nothing is open: the user has the word. */
export const isShut = ({ state }: Protection): boolean => state === 'undecided' || state === 'locked'

/** Whether a lock would keep anybody out: a key store opens without a question, and a session is gone with its key. */
export const isLockable = (protection: Protection): boolean =>
  protection.state === 'persisted' && protection.method === 'passphrase'

/** Something that happened and that the user should know, with the reference under which it is logged. */
export const noticeSchema = z.strictObject({
  id: text(40),
  kind: z.enum([
    'vault-set-aside',
    'vault-not-opened',
    'store-set-aside',
    'outbox-set-aside',
    'store-restarted',
    'store-stopped',
    'store-too-new',
    'file-restored',
    'copy-offered',
    'copy-restored',
    'removal-unfinished',
    'renderer-restarted',
    'sandbox-stopped',
    'local-api-port-taken',
    'internal-error',
  ]),
  /** The path of a set-aside file, of a copy, or of a folder in which something is left; or null. */
  path: text(4_000).nullable(),
  atMs: z.int(),
})
export type Notice = z.infer<typeof noticeSchema>

export const appStateSchema = z.strictObject({
  version: text(60),
  runtime: z.strictObject({ electron: text(60), chrome: text(60), node: text(60) }),
  dataDir: text(4_000),
  logDir: text(4_000),
  protection: protectionSchema,
  workspaces: z.array(workspaceSchema),
  workspace: workspaceSchema.nullable(),
  preferences: preferencesSchema,
  notices: z.array(noticeSchema),
})
export type AppState = z.infer<typeof appStateSchema>
