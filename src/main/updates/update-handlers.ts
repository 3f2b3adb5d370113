import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { UpdateState } from '../../shared/model/updates.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Updates } from './updates.ts'

/** The endpoints of updates; `never` says why this copy of the app has none. */
export function createUpdateHandlers(updates: Updates | null, never: UpdateState): Handlers['updates'] {
  const state = (): UpdateState => updates?.state() ?? never
  const answer = (isDone: boolean): Result<UpdateState, AppError> =>
    isDone ? ok(state()) : err({ kind: 'not-found' })
  return {
    get: async () => ok(state()),
    async check() {
      await updates?.check()
      return answer(updates !== null)
    },
    download: async () => answer(updates?.download() ?? false),
    plan: async ({ plan }) => answer(updates?.plan(plan) ?? false),
    restart: async () => ((updates?.restart() ?? false) ? ok({}) : err({ kind: 'not-found' })),
    openPage: async () => ((await updates?.openPage()) === true ? ok({}) : err({ kind: 'not-found' })),
  }
}
