import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { accessRuleOf } from './access-rule.ts'

const notSet = async (): Promise<Result<never, AppError>> =>
  err({ kind: 'mirror-failed', problem: { kind: 'no-team' } })

/** The endpoints of the mirror. */
export const createMirrorHandlers = (): Handlers['mirror'] => ({
  get: async () =>
    ok({
      state: 'off',
      settings: null,
      suggested: null,
      chosenAuthorities: [],
      problem: null,
      team: null,
      accounts: [],
      accessRule: accessRuleOf('TEAM'),
    }),
  chooseAuthorities: notSet,
  test: notSet,
  configure: notSet,
  create: notSet,
  join: notSet,
  setAccount: notSet,
  rotate: notSet,
  leave: notSet,
  settle: notSet,
  findPlainKeys: notSet,
  importPlainKeys: notSet,
  removePlainKeys: notSet,
})
