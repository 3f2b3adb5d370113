import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AccountRecords } from './account-records.ts'

export interface AccountHandlerPorts {
  readonly records: AccountRecords
  readonly disconnect: (accountId: AccountId) => Promise<Result<null, AppError>>
}

/** The endpoints of the connected accounts. */
export function createAccountHandlers({ records, disconnect }: AccountHandlerPorts): Handlers['accounts'] {
  return {
    list: () => records.list(),
    connectWithToken: async () => err({ kind: 'bug' }),
    disconnect: async ({ accountId }) => {
      const disconnected = await disconnect(accountId)
      return disconnected.ok ? ok({ revocation: 'not-asked' }) : disconnected
    },
    history: async () => ok([]),
  }
}
