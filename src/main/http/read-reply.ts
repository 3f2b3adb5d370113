import type { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { FailedReply, Provider } from '../providers/provider.ts'
import type { Reply } from './send-once.ts'
import { letEventsRun } from './let-events-run.ts'
import { parseStrictJson } from './strict-json.ts'

/** A reply of so many bytes takes some milliseconds to parse. */
const bigReply = 100_000

/** Reads the body of a 2xx reply; an empty one counts as null. Whatever is odd is `unexpected-response`. */
export async function readReply<Schema extends z.ZodType>(
  { body }: Reply,
  schema: Schema,
): Promise<Result<z.output<Schema>, AppError>> {
  const isBig = body.byteLength > bigReply
  if (isBig) await letEventsRun()
  const json = body.byteLength === 0 ? null : parseStrictJson(body)
  if (isBig) await letEventsRun()
  if (json === undefined) return err({ kind: 'unexpected-response', detail: 'not JSON' })
  const parsed = schema.safeParse(json)
  if (parsed.success) return ok(parsed.data)
  // Where it is wrong, never what stood there: that may be somebody's record.
  const place = parsed.error.issues[0]?.path.map(String).join('.') ?? ''
  return err({ kind: 'unexpected-response', detail: wellFormedStart(`at ${place}`, 300) })
}

/** Any other reply, as a provider reads it. */
export function failedReply({ status, headers, body }: Reply): FailedReply {
  return { status, headers, body: parseStrictJson(body) ?? null }
}

/** What it means in the app's words; `askedMs`, of a `Retry-After` header, goes before the provider's usual wait. */
export function describeReply(
  provider: Pick<Provider, 'describeFailure'>,
  accountId: AccountId,
  reply: FailedReply,
  askedMs: number | null,
): AppError {
  const error = provider.describeFailure(reply, accountId)
  return error.kind === 'rate-limited' ? { ...error, retryAfterMs: askedMs ?? error.retryAfterMs } : error
}
