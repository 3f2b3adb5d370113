import { assertNever } from '../../shared/assert-never.ts'
import type { AppError, AppErrorKind } from '../../shared/errors.ts'
import { isolated } from './isolated.ts'

/** What a person can do about an error; the screen that shows it offers those that it can carry out. */
export type ErrorAction = 'retry' | 'reconnect' | 'set-client' | 'work-online' | 'use-window'

export interface ErrorCopy {
  /** Keys of the namespace `errors`: what happened; what is safe and what to do. */
  readonly title: `${AppErrorKind}.title`
  readonly body: `${AppErrorKind}.body` | 'quota-spent.bodyWithoutTime'
  readonly values: Readonly<Record<string, string | number>>
  /** Lines in the provider's own words or ids. Plain text: whatever markup they hold is shown, not obeyed. */
  readonly details: readonly string[]
  readonly action: ErrorAction | null
}

/** The words for an error. Exhaustive: a new kind does not compile until it has some. */
export function describeError(error: AppError): ErrorCopy {
  const copy = (
    action: ErrorAction | null,
    values: ErrorCopy['values'] = {},
    details: readonly string[] = [],
  ): ErrorCopy => ({
    title: `${error.kind}.title`,
    body: `${error.kind}.body`,
    values,
    details: [...new Set(details)].filter((line) => line !== '').map(isolated),
    action,
  })

  switch (error.kind) {
    case 'sign-in-denied':
      return copy('retry', {}, error.reason === null ? [] : [error.reason])
    case 'sign-in-refused':
      return copy('retry', {}, error.code === null ? [] : [error.code])
    case 'sign-in-unreachable':
      return copy('retry', { host: error.host })
    case 'wrong-account':
      return copy('retry', { expected: error.expected, actual: error.actual })
    case 'client-not-configured':
    case 'client-rejected':
      return copy('set-client')
    case 'mirror-failed':
      return copy('retry')
    case 'mirror-unreachable':
    case 'reconnect-required':
    case 'vault-unreadable':
      return copy('reconnect')
    case 'missing-permission':
      return copy('reconnect', {}, error.scopes)
    case 'working-offline':
      return copy('work-online')
    case 'rate-limited':
      return copy('retry', { seconds: Math.max(1, Math.ceil(error.retryAfterMs / 1_000)) })
    case 'quota-spent':
      return error.untilMs === null
        ? { ...copy(null), body: 'quota-spent.bodyWithoutTime' }
        : copy(null, { until: error.untilMs })
    case 'provider-down':
      return copy('retry', { status: error.status })
    case 'rejected':
      return copy(null, {}, [
        error.message,
        ...error.fields.map((field) => `${field.name}: ${field.message}`),
      ])
    case 'merged-into':
      return copy(null, { currentId: error.currentId })
    case 'unexpected-response':
      return copy('retry', {}, [error.detail])
    case 'invalid-request':
      return copy(null, {}, [error.detail])
    case 'sign-in-ports-taken':
      return copy('use-window', { ports: error.ports.join(', ') })
    case 'browser-not-opened':
      return copy('use-window')
    case 'file-too-large':
      return copy(null, { megabytes: Math.floor(error.mostBytes / 1_000_000) })
    case 'paused':
    case 'sign-in-address-unusable':
    case 'no-sign-in':
    case 'token-refused':
    case 'vault-locked':
    case 'wrong-passphrase':
      return copy(null)
    case 'sign-in-cancelled':
    case 'sign-in-timed-out':
    case 'sign-in-state-mismatch':
    case 'vault-unavailable':
    case 'offline':
    case 'reply-lost':
    case 'changed-meanwhile':
    case 'timed-out':
    case 'storage-full':
    case 'storage-unavailable':
    case 'file-not-written':
    case 'file-not-read':
    case 'cancelled':
    case 'bug':
      return copy('retry')
    case 'not-found':
    case 'already-exists':
    case 'storage-corrupt':
    case 'schema-too-new':
    case 'no-workspace':
    case 'not-a-backup':
    case 'backup-cut-short':
    case 'backup-damaged':
    case 'backup-too-new':
    case 'workspace-exists':
      return copy(null)
    default:
      return assertNever(error)
  }
}
