import type { Handlers } from '../../shared/ipc/types.ts'
import type { Preferences } from '../../shared/model/preferences.ts'
import { ok } from '../../shared/result.ts'
import { newReference, type Logger } from '../logging/logger.ts'
import type { Notices } from '../notices.ts'
import type { Publish } from './publish.ts'
import { withoutUndefined } from './without-undefined.ts'

export interface AppHandlerPorts {
  readonly setPreferences: (changes: Partial<Preferences>) => Preferences
  readonly notices: Notices
  readonly logger: Logger
  readonly publish: Publish
}

/** What needs nothing that lies in the vault, and is answered before it is open too. */
export function createAppHandlers(
  ports: AppHandlerPorts,
): Pick<Handlers['app'], 'setPreferences' | 'dismissNotice' | 'reportProblem'> {
  return {
    setPreferences: async (changes) => {
      const next = ports.setPreferences(withoutUndefined(changes))
      ports.publish('appStateChanged', {})
      ports.publish('syncChanged', {})
      return ok(next)
    },
    dismissNotice: async ({ id }) => {
      ports.notices.dismiss(id)
      return ok({})
    },
    reportProblem: async ({ message, stack }) => {
      const reference = newReference()
      ports.logger.error('renderer.problem', { reference, message, stack })
      return ok({ reference })
    },
  }
}
