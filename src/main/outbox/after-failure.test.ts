import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { afterFailure } from './after-failure.ts'
import type { Change } from './change.ts'
import type { Sending } from './sending.ts'
import { made } from './test-support/made-changes.ts'

const at = { now: () => 1_000, random: () => 0, referenceOf: () => 'PT-1' } as unknown as Sending
const unreadable: AppError = { kind: 'unexpected-response', detail: 'HTML' }

async function after(change: Change, error: AppError): Promise<Change> {
  const [next] = (await afterFailure(at, change, error)).changes
  if (next === undefined) throw new Error('the change is there')
  return next
}

describe('an answer that nobody can read', () => {
  it('is asked for again, and told about the fourth time in a row', async () => {
    let change = made()
    for (let turn = 1; turn <= 3; turn++) {
      change = await after(change, unreadable)
      expect([change.state, change.attempts]).toEqual(['waiting', turn])
    }
    expect(await after(change, unreadable)).toMatchObject({ state: 'needs-you', reason: { kind: 'failed' } })
  })

  it('counts from the first of them, whatever came before', async () => {
    let change = made()
    for (let turn = 0; turn < 9; turn++) change = await after(change, { kind: 'offline' })
    expect((await after(change, unreadable)).state).toBe('waiting')
  })
})

it('a failure that passes is tried again, at the latest in ten minutes', async () => {
  let change = made()
  for (let turn = 0; turn < 40; turn++) change = await after(change, { kind: 'provider-down', status: 503 })
  expect(change.state).toBe('waiting')
  expect(change.nextAtMs).toBeLessThanOrEqual(1_000 + 600_000)
})
