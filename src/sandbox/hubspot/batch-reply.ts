import { jsonReply, type SandboxReply } from '../exchange.ts'
import type { Crm } from './crm.ts'
import type { ErrorDetail } from './errors.ts'
import { formatInstant } from './instants.ts'
import { API_VERSION } from './route.ts'

/** What went wrong with some rows of a batch (schema StandardError). */
export type RowError = {
  status: 'error'
  category: string
  subCategory?: string
  message: string
  context: Record<string, string[]>
  errors: readonly ErrorDetail[]
  links: Record<string, string>
}

export function rowError(
  error: Pick<RowError, 'category' | 'message' | 'context'> &
    Partial<Pick<RowError, 'subCategory' | 'errors'>>,
): RowError {
  return { status: 'error', errors: [], links: {}, ...error }
}

/** A row's error is what the row alone would have been refused with. */
export function rowErrorOf(refused: SandboxReply, context: Record<string, string[]>): RowError {
  const body = JSON.parse(refused.body) as Partial<RowError>
  return rowError({
    category: body.category ?? 'OBJECT_NOT_FOUND',
    message: body.message ?? '',
    context: { ...body.context, ...context },
    ...(body.errors === undefined ? {} : { errors: body.errors }),
  })
}

/**
 * The answer to a batch. With errors among the rows it is a 207 in the older versions; the document of
 * 2026-09 has no 207 any more and folds them into the ordinary answer. Behaviour `multiStatus` brings the
 * 207 back for 2026-09, since nobody outside has seen what it really does.
 */
export function batchReply(
  crm: Crm,
  version: string,
  {
    status,
    results,
    errors,
  }: { status: 200 | 201; results: readonly unknown[]; errors: readonly RowError[] },
): SandboxReply {
  const at = formatInstant(crm.now())
  const isPartial = errors.length > 0
  const hasMultiStatus = version !== API_VERSION || crm.behaviour().multiStatus
  return jsonReply(isPartial && hasMultiStatus ? 207 : status, {
    status: 'COMPLETE',
    results,
    ...(isPartial ? { numErrors: errors.length, errors } : {}),
    startedAt: at,
    completedAt: at,
  })
}
