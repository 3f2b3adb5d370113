import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import { ok, type Result } from '../../shared/result.ts'
import { stepOf } from '../providers/feeds.ts'
import type { Store } from '../store/store.ts'
import type { Run } from './run-state.ts'

const noteSchema = z.object({ atMs: z.number() })

/**
 * Whether a run that met nothing at all may be believed. That an account is empty from one moment to the next is
 * more often a service's trouble than the truth: the first time nothing is removed, and the second time in a row
 * it is.
 */
export async function isEmptinessKnown(
  store: Store,
  run: Run,
  nowMs: number,
): Promise<Result<boolean, AppError>> {
  const { accountId, feed } = run.ref
  const unseen = await store.call('unseenRows', { ...run.ref, limit: 1 })
  if (!unseen.ok) return unseen
  if (unseen.value.length === 0) return ok(true)

  const name = `sync/empty/${feed}`
  const noted = await store.call('getFact', { accountId, name })
  if (!noted.ok) return noted
  const states = await store.call('feedStates', { accountId })
  if (!states.ok) return states
  const { full, sweep } = states.value.find((one) => one.feed === feed)?.finishedAtMs ?? {}
  const before = noteSchema.safeParse(noted.value === null ? null : JSON.parse(noted.value))
  if (before.success && before.data.atMs >= Math.max(full ?? 0, sweep ?? 0)) return ok(true)

  await run.write({ step: stepOf({ facts: [{ name, value: { atMs: nowMs } }] }), kept: [] })
  await run.settled()
  return ok(false)
}
