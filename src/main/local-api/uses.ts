import type { Handlers } from '../../shared/ipc/types.ts'
import type { AccountConnections } from '../accounts/account-connections.ts'
import type { Store } from '../store/store.ts'
import type { Workspaces } from '../workspaces/workspaces.ts'

/** What the local API does, done by the same use cases as on the screen. There are none while the vault is locked. */
export interface LocalApiUses {
  readonly workspaces: Pick<Workspaces, 'current' | 'list'>
  readonly accounts: Pick<Handlers['accounts'], 'list'>
  readonly providers: Pick<Handlers['providers'], 'list'>
  readonly sync: Pick<Handlers['sync'], 'getStatus'>
  readonly contacts: Pick<Handlers['contacts'], 'stored' | 'read' | 'create' | 'update' | 'remove'>
  readonly signIn: Pick<Handlers['signIn'], 'get'>
  readonly connect: AccountConnections['connect']
  readonly isConnecting: AccountConnections['isConnecting']
  readonly store: Store
}
