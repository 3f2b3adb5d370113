import { z } from 'zod'
import { quotaPeriodSchema } from './model/limit-status.ts'
import { mirrorProblemSchema } from './model/mirror-server.ts'
import { text } from './text.ts'

const tag = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind) })

/**
 * Every failure that the app expects, as data: only the facts that somebody needs to act. No stack, no
 * cause, no message to parse; those stay in main's log under the reference that travels beside the error.
 */
export const appErrorSchema = z.discriminatedUnion('kind', [
  tag('sign-in-cancelled'),
  tag('sign-in-timed-out'),
  /** The provider redirected with `error=`; `reason` is its text, shown as plain text only. */
  tag('sign-in-denied').extend({ reason: text(500).nullable() }),
  tag('sign-in-state-mismatch'),
  /** The token endpoint refused the code (used twice, expired, wrong redirect address). */
  tag('sign-in-refused').extend({ code: text(100).nullable() }),
  /** The sign-in page could not be loaded at all. */
  tag('sign-in-unreachable').extend({ host: text(300) }),
  /** None of the registered addresses could be listened at: something else holds the ports. */
  tag('sign-in-ports-taken').extend({ ports: z.array(z.int()).max(5) }),
  /** The user's browser could not be opened. */
  tag('browser-not-opened'),
  /** What was pasted is not the answer to the sign-in that waits. */
  tag('sign-in-address-unusable'),
  /** No sign-in waits: it ended meanwhile. */
  tag('no-sign-in'),
  /** Reconnecting an account ended at another login; nothing was changed. */
  tag('wrong-account').extend({ expected: text(200), actual: text(200) }),
  tag('client-not-configured').extend({ providerId: text(60) }),
  /** The provider does not accept the client id, secret or redirect address; grants are kept. */
  tag('client-rejected').extend({ providerId: text(60) }),
  /** A pasted token that the provider does not accept. */
  tag('token-refused').extend({ providerId: text(60) }),
  /** Another device of the team may be renewing this sign-in, and the team's Redis cannot be asked. */
  tag('mirror-unreachable'),
  /** The team's Redis, or what it holds, does not do. */
  tag('mirror-failed').extend({ problem: mirrorProblemSchema }),
  tag('reconnect-required').extend({ accountId: text(60) }),
  /** The user has not unlocked the vault yet, or not said how it is to be protected. */
  tag('vault-locked'),
  tag('wrong-passphrase'),
  tag('vault-unavailable'),
  tag('vault-unreadable'),
  /** No network, or the provider cannot be reached: a state, not an error dialog. */
  tag('offline'),
  /** The connection broke after a change was sent: nobody knows whether it was applied. */
  tag('reply-lost'),
  /** The user switched "Work offline" on. */
  tag('working-offline'),
  /** The user paused the account. */
  tag('paused'),
  tag('timed-out'),
  tag('rate-limited').extend({ retryAfterMs: z.int().nonnegative() }),
  /** The calls of a day or a month are used up; `untilMs` (epoch ms) is null where nobody says until when. */
  tag('quota-spent').extend({ period: quotaPeriodSchema, untilMs: z.int().nullable() }),
  tag('provider-down').extend({ status: z.int() }),
  tag('missing-permission').extend({ scopes: z.array(text(200)).max(50) }),
  tag('not-found'),
  /** The provider refused values; `fields` names the ones it told us about. */
  tag('rejected').extend({
    message: text(2_000),
    fields: z.array(z.strictObject({ name: text(200), message: text(1_000) })).max(200),
  }),
  tag('already-exists').extend({ existingId: text(200).nullable() }),
  /** Merged records answer under another id: nothing was changed, `currentId` is the record of today. */
  tag('merged-into').extend({ currentId: text(200) }),
  /** What the user decided about is no longer what it was: look again. */
  tag('changed-meanwhile'),
  tag('unexpected-response').extend({ detail: text(300) }),
  tag('storage-full'),
  tag('storage-corrupt'),
  tag('schema-too-new'),
  tag('storage-unavailable'),
  tag('no-workspace'),
  /** A file of the user's choice: its folder is gone, or may not be written to. */
  tag('file-not-written'),
  tag('file-not-read'),
  tag('file-too-large').extend({ mostBytes: z.int() }),
  /** What was chosen to be restored is no backup of this app. */
  tag('not-a-backup'),
  /** It ends before its end. */
  tag('backup-cut-short'),
  /** It was changed since it was made. */
  tag('backup-damaged'),
  tag('backup-too-new'),
  /** A workspace of this user and organisation is on this computer. */
  tag('workspace-exists'),
  tag('cancelled'),
  tag('invalid-request').extend({ detail: text(300) }),
  /** Something that must not happen; the details are in the log under the reference. */
  tag('bug'),
])

export type AppError = z.infer<typeof appErrorSchema>
export type AppErrorKind = AppError['kind']
