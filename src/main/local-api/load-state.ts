import { z } from 'zod'
import type { Account } from '../../shared/model/account.ts'
import type { StreamStatus, SyncStatus } from '../../shared/model/sync-status.ts'
import type { Place } from './open-workspace.ts'

/** `complete`: everything that is wanted was read to its end. `partial`: something is not here; Portolan tells why. */
export const loadStateSchema = z.enum(['loading', 'complete', 'partial'])
export type LoadState = z.infer<typeof loadStateSchema>

/** How complete what is kept of these accounts is. */
export async function loadStateOf({ uses }: Place, accounts: readonly Account[]): Promise<LoadState> {
  const statuses = await uses.sync.getStatus({})
  if (!statuses.ok) return 'partial'
  const own = accounts.map(({ id }) => statuses.value.find(({ accountId }) => accountId === id))
  if (own.some((status) => status === undefined || status.isRunning || isAboutToLoad(status)))
    return 'loading'
  return own.every((status) => status !== undefined && isWhole(status)) ? 'complete' : 'partial'
}

/** Without any stream nobody knows what there is to read: they could not be listed. */
const isWhole = ({ streams }: SyncStatus): boolean => streams.length > 0 && streams.every(isComplete)

const isComplete = ({ state, finishedAtMs, lacks }: StreamStatus): boolean =>
  state === 'left-out' || (finishedAtMs !== null && state !== 'capped' && lacks.length === 0)

const isAboutToLoad = ({ streams }: SyncStatus): boolean => streams.some(({ state }) => state === 'waiting')
