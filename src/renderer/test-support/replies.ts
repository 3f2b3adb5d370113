import type { AppError } from '../../shared/errors.ts'
import type { Reply } from '../../shared/ipc/types.ts'

/** What main answers when all went well. */
export const succeed = <Value>(value: Value): Reply<Value> => ({ ok: true, value })

/** What main answers on an expected failure. */
export const failWith = (error: AppError, reference = 'T-0001'): Reply<never> => ({
  ok: false,
  error,
  reference,
})
