import type { Handlers } from '../../shared/ipc/types.ts'
import { ok } from '../../shared/result.ts'
import type { Backups } from './backups.ts'

/** The endpoints of backups and restores. */
export function createBackupHandlers(backups: Backups): Handlers['backups'] {
  return {
    get: async () => ok(backups.view()),
    start: (wanted) => backups.start(wanted),
    async cancel() {
      backups.cancel()
      return ok({})
    },
    choose: () => backups.choose(),
    async unlock({ passphrase }) {
      const opened = await backups.unlock(passphrase)
      return opened.ok ? ok({}) : opened
    },
    async restore(names) {
      const begun = await backups.restore(names)
      return begun.ok ? ok({}) : begun
    },
    async dismiss() {
      backups.dismiss()
      return ok({})
    },
  }
}
