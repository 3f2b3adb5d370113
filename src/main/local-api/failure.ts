import type { AppError, AppErrorKind } from '../../shared/errors.ts'

/** What a program is told when something is not done: `error` is stable, `detail` is for people. */
export interface Failure {
  readonly status: number
  readonly error: string
  readonly detail: string
}

export const failure = (status: number, error: string, detail: string): Failure => ({ status, error, detail })

export function failureOf(error: AppError): Failure {
  if (error.kind === 'invalid-request')
    return failure(400, error.kind, `That cannot be done: ${error.detail}.`)
  const [status, detail] = described[error.kind]
  const fields = error.kind === 'rejected' ? error.fields.map(({ name }) => name) : []
  return failure(status, error.kind, fields.length === 0 ? detail : `${detail} Fields: ${fields.join(', ')}.`)
}

const unavailable = 'The store on this computer does not answer. Portolan tells more in its window.'

/** Exhaustive: a new kind does not compile until it is placed. */
const described: Readonly<Record<AppErrorKind, readonly [status: number, detail: string]>> = {
  'sign-in-cancelled': [409, 'The sign-in was ended before it was finished.'],
  'sign-in-timed-out': [409, 'Nobody finished the sign-in in time. Ask for a new one.'],
  'sign-in-denied': [409, 'No access was given. Nothing was changed.'],
  'sign-in-state-mismatch': [409, 'The answer came from somebody else. Nothing was changed.'],
  'sign-in-refused': [409, 'The provider refused the sign-in. Nothing was changed.'],
  'sign-in-unreachable': [503, 'The sign-in page cannot be reached.'],
  'sign-in-ports-taken': [409, 'Another program holds the ports of the redirect addresses.'],
  'browser-not-opened': [503, 'The browser could not be opened.'],
  'sign-in-address-unusable': [400, 'That address is not the answer to the sign-in that waits.'],
  'no-sign-in': [409, 'No sign-in waits.'],
  'wrong-account': [409, 'The sign-in ended at another account. Nothing was changed.'],
  'client-not-configured': [
    409,
    'No OAuth app is set for this provider. Set one in Portolan under Settings.',
  ],
  'client-rejected': [409, 'The provider does not accept the OAuth app that is set in Portolan.'],
  'token-refused': [409, 'The provider does not accept the token.'],
  'mirror-unreachable': [
    503,
    "The team's Redis cannot be reached, and another device may be renewing the sign-in.",
  ],
  'mirror-failed': [503, "The team's Redis cannot be used like this. Portolan tells more in its window."],
  'reconnect-required': [409, 'The account has to be connected again.'],
  'vault-locked': [423, 'Portolan is locked. Unlock it in its window and try again.'],
  'wrong-passphrase': [423, 'Portolan is locked. Unlock it in its window and try again.'],
  'vault-unavailable': [423, "The computer's key store does not answer. Portolan tells more in its window."],
  'vault-unreadable': [
    500,
    'What is kept of this account cannot be read. Portolan tells more in its window.',
  ],
  offline: [503, 'The provider cannot be reached. What is kept here can be read all the same.'],
  'reply-lost': [503, 'The connection broke before the provider answered.'],
  'working-offline': [409, 'Portolan works offline, because somebody chose so in its window.'],
  paused: [409, 'Somebody paused the account in Portolan.'],
  'timed-out': [504, 'It took too long.'],
  'rate-limited': [503, 'The provider asks to wait. Try again later.'],
  'quota-spent': [503, 'The calls that the provider allows are used up for now.'],
  'provider-down': [503, 'The provider does not work at the moment.'],
  'missing-permission': [403, 'The account lacks the permission for that at the provider.'],
  'not-found': [404, 'There is no such record.'],
  rejected: [400, 'The provider refuses these values.'],
  'already-exists': [409, 'There is such a record already.'],
  'merged-into': [409, 'That record was merged into another one.'],
  'changed-meanwhile': [409, 'It was changed meanwhile. Look again.'],
  'unexpected-response': [502, 'The provider answered something that cannot be read.'],
  'storage-full': [507, 'The disk is full. Nothing was changed.'],
  'storage-corrupt': [503, unavailable],
  'schema-too-new': [503, unavailable],
  'storage-unavailable': [503, unavailable],
  'no-workspace': [409, 'No workspace is open in Portolan. Open one in its window and try again.'],
  'file-not-read': [500, 'The file could not be read.'],
  'file-not-written': [500, 'The file could not be written.'],
  'file-too-large': [413, 'The file is too large.'],
  'not-a-backup': [400, 'The file is no backup.'],
  'backup-cut-short': [400, 'The backup is cut short.'],
  'backup-damaged': [400, 'The backup is damaged.'],
  'backup-too-new': [400, 'The backup is of a newer version.'],
  'workspace-exists': [409, 'There is such a workspace already.'],
  cancelled: [409, 'It was ended before it was done. Try again.'],
  'invalid-request': [400, 'That cannot be done with these values.'],
  bug: [500, 'Something went wrong in Portolan. Its log tells more.'],
}
