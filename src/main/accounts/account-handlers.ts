import type { Handlers } from '../../shared/ipc/types.ts'
import type { AccountConnections } from './account-connections.ts'
import type { AccountRecords } from './account-records.ts'
import { disconnectAccount, type DisconnectPorts } from './disconnect-account.ts'

export interface AccountHandlerPorts extends DisconnectPorts {
  readonly records: AccountRecords
  readonly connections: AccountConnections
}

/** The endpoints of the connected accounts. */
export function createAccountHandlers(ports: AccountHandlerPorts): Handlers['accounts'] {
  const { records, connections } = ports
  return {
    list: () => records.list(),
    connectWithToken: (pasted) => connections.connectWithToken(pasted),
    disconnect: (request) => disconnectAccount(ports, request),
    history: ({ accountId }) => connections.history(accountId),
  }
}
