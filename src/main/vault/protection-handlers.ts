import type { Handlers } from '../../shared/ipc/types.ts'
import { err } from '../../shared/result.ts'

/** The endpoints about what protects this computer's copy. */
export function createProtectionHandlers(): Handlers['protection'] {
  const none = async () => err({ kind: 'bug' } as const)
  return {
    retry: none,
    unlock: none,
    choosePassphrase: none,
    chooseSessionOnly: none,
    changePassphrase: none,
    rotateKey: none,
  }
}
