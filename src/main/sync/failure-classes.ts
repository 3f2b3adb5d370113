import type { AppError } from '../../shared/errors.ts'

/**
 * What a failed run says about the rest of its load:
 * - `run`: nothing about any other;
 * - `feed`: the feed's other runs would meet the same;
 * - `account`: every call of the account would;
 * - `store`: nothing can be stored.
 */
export type FailureReach = 'run' | 'feed' | 'account' | 'store'

export function reachOf({ kind }: AppError): FailureReach {
  switch (kind) {
    case 'mirror-unreachable':
    case 'reconnect-required':
    case 'client-not-configured':
    case 'client-rejected':
    case 'working-offline':
    case 'vault-locked':
    case 'vault-unavailable':
    case 'vault-unreadable':
      return 'account'
    case 'storage-full':
    case 'storage-corrupt':
    case 'storage-unavailable':
    case 'schema-too-new':
    case 'no-workspace':
      return 'store'
    case 'unexpected-response':
    case 'rejected':
    case 'not-found':
    case 'bug':
      return 'run'
    default:
      return 'feed'
  }
}

/** Whether trying again after some minutes may mend it, without anybody's doing. */
export function isPassing({ kind }: AppError): boolean {
  switch (kind) {
    case 'mirror-unreachable':
    case 'offline':
    case 'working-offline':
    case 'timed-out':
    case 'rate-limited':
    case 'provider-down':
    case 'storage-full':
    case 'storage-corrupt':
    case 'storage-unavailable':
      return true
    default:
      return false
  }
}
