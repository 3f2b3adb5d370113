import { randomInt } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import { redact, type KnownSecrets, type LogFields } from './redact.ts'

export type LogLevel = 'error' | 'warn' | 'info' | 'debug'

/** One JSON line. Events are stable names (`load.failed`), facts go into fields. */
export interface Logger {
  error(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  debug(event: string, fields?: LogFields): void
}

export type WriteLine = (level: LogLevel, line: string) => void

/** The only way to the log: everything passes the redactor here, at the sink. */
export function createLogger(write: WriteLine, secrets: KnownSecrets, now: () => number): Logger {
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}): void => {
      write(
        level,
        JSON.stringify({
          at: new Date(now()).toISOString(),
          level,
          event: secrets.strip(event),
          ...redact(fields, secrets),
        }),
      )
    }
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}

const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** A short id that the screen shows and the log has, for example `PT-7K2M9Q`. No letters that look alike. */
export function newReference(): string {
  const picked = Array.from({ length: 6 }, () => letters.charAt(randomInt(letters.length)))
  return `PT-${picked.join('')}`
}

/** The name, message and stack of something thrown, as log fields. */
export function fieldsOfThrown(thrown: unknown): LogFields {
  return thrown instanceof Error
    ? { name: thrown.name, message: thrown.message, stack: thrown.stack ?? null }
    : { message: String(thrown) }
}

/** How loud an expected failure is. Exhaustive: a new kind does not compile until it is placed. */
const levels: Readonly<Record<AppError['kind'], LogLevel>> = {
  'sign-in-cancelled': 'info',
  'sign-in-timed-out': 'info',
  'sign-in-denied': 'info',
  'sign-in-state-mismatch': 'warn',
  'sign-in-refused': 'warn',
  'sign-in-unreachable': 'warn',
  'sign-in-ports-taken': 'warn',
  'browser-not-opened': 'warn',
  'sign-in-address-unusable': 'info',
  'no-sign-in': 'info',
  'wrong-account': 'info',
  'client-not-configured': 'info',
  'client-rejected': 'warn',
  'token-refused': 'info',
  'mirror-unreachable': 'info',
  'mirror-failed': 'warn',
  'reconnect-required': 'warn',
  'vault-locked': 'info',
  'wrong-passphrase': 'info',
  'vault-unavailable': 'error',
  'vault-unreadable': 'error',
  offline: 'info',
  'reply-lost': 'warn',
  'working-offline': 'info',
  paused: 'info',
  'timed-out': 'warn',
  'rate-limited': 'info',
  'quota-spent': 'warn',
  'provider-down': 'warn',
  'missing-permission': 'warn',
  'not-found': 'info',
  rejected: 'info',
  'already-exists': 'info',
  'merged-into': 'info',
  'changed-meanwhile': 'info',
  'unexpected-response': 'warn',
  'storage-full': 'error',
  'storage-corrupt': 'error',
  'schema-too-new': 'error',
  'storage-unavailable': 'error',
  'no-workspace': 'warn',
  'file-not-written': 'warn',
  'file-not-read': 'warn',
  'file-too-large': 'info',
  'not-a-backup': 'info',
  'backup-cut-short': 'warn',
  'backup-damaged': 'warn',
  'backup-too-new': 'info',
  'workspace-exists': 'info',
  cancelled: 'info',
  'invalid-request': 'warn',
  bug: 'error',
}

export const logLevelFor = (error: AppError): LogLevel => levels[error.kind]
