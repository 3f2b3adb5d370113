import type { AppError } from '../../shared/errors.ts'
import { contract } from '../../shared/ipc/contract.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { AppState } from '../../shared/model/app-state.ts'
import { err, type Result } from '../../shared/result.ts'
import type { ShutProtection } from './master-key.ts'

export interface LockedPorts {
  /** What can be told while nothing is open. */
  readonly about: () => Omit<AppState, 'protection' | 'workspaces' | 'workspace'>
  readonly app: Pick<Handlers['app'], 'setPreferences' | 'dismissNotice' | 'reportProblem'>
  readonly protection: Handlers['protection']
}

/** Answers while there is no core: how things stand, and the user's word; to all else at once `vault-locked`. */
export function createLockedHandlers(ports: LockedPorts, protection: ShutProtection): Handlers {
  const refuse = async (): Promise<Result<never, AppError>> => err({ kind: 'vault-locked' })
  const refusals = Object.fromEntries(
    Object.entries(contract.endpoints).map(([domain, endpoints]) => [
      domain,
      Object.fromEntries(Object.keys(endpoints).map((name) => [name, refuse])),
    ]),
    // The contract's own names, so the shape is the one of Handlers.
  ) as unknown as Handlers
  return {
    ...refusals,
    app: {
      ...refusals.app,
      ...ports.app,
      getState: async () => ({
        ok: true,
        value: { ...ports.about(), protection, workspaces: [], workspace: null },
      }),
    },
    protection: ports.protection,
  }
}
