import type { AccountId } from '../../shared/model/account.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { Logger } from '../logging/logger.ts'
import type { Loads } from './loads.ts'

/** Loads that nobody asked for by hand: what stops one from starting goes to the log alone. */
export interface UnattendedLoads {
  start(accountId: AccountId): Promise<void>
  /** Goes on with what a crash or a quit interrupted. */
  resumeAll(): Promise<void>
}

export function createUnattendedLoads(ports: {
  readonly loads: Loads
  readonly logger: Logger
  readonly records: Pick<AccountRecords, 'list'>
  readonly isWorkingOffline: () => boolean
}): UnattendedLoads {
  const { loads, logger } = ports
  return {
    async start(accountId) {
      const started = await loads.start(accountId, null)
      if (!started.ok) logger.warn('load.not-started', { accountId, error: started.error.kind })
    },

    async resumeAll() {
      if (ports.isWorkingOffline()) return
      const accounts = await ports.records.list()
      if (!accounts.ok) {
        logger.warn('load.not-resumed', { error: accounts.error.kind })
        return
      }
      for (const { id, status } of accounts.value) {
        if (status !== 'connected') continue
        const resumed = await loads.resume(id)
        if (!resumed.ok) logger.warn('load.not-resumed', { accountId: id, error: resumed.error.kind })
      }
    },
  }
}
