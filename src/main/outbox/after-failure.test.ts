import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { ok } from '../../shared/result.ts'
import { itemKeySchema } from '../../shared/model/item.ts'
import {
  afterFailure,
  isAboutAccount,
  parked,
  refusedReason,
  retryDelayMs,
  triedInVain,
} from './after-failure.ts'
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

describe('the time until the next try', () => {
  it('doubles with every failure in a row, up to ten minutes, and is half as long by the smallest of the dice', () => {
    const delays = (random: number) =>
      [0, 1, 2, 8, 9, 1_000].map((attempts) => retryDelayMs(attempts, () => random))
    expect(delays(1)).toEqual([2_000, 4_000, 8_000, 512_000, 600_000, 600_000])
    expect(delays(0)).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000])
    expect(retryDelayMs(0, () => 0.33333)).toBe(1_333)
  })

  it.each<[AppError, number]>([
    [{ kind: 'offline' }, 3_000],
    [{ kind: 'rate-limited', retryAfterMs: 90_000 }, 91_000],
    [{ kind: 'rate-limited', retryAfterMs: 10 }, 3_000],
    [{ kind: 'quota-spent', period: 'day', untilMs: 77_000 }, 77_000],
    [{ kind: 'quota-spent', period: 'day', untilMs: 1_500 }, 3_000],
    [{ kind: 'quota-spent', period: 'day', untilMs: null }, 3_000],
  ])('after %j is at %i', (error, nextAtMs) => {
    const change = made({ attempts: 0 })
    expect(triedInVain(at, change, error)).toEqual({
      changes: [{ ...change, revision: change.revision + 1, attempts: 1, lastError: error, nextAtMs }],
      accountError: error,
    })
  })

  it('says nothing about other changes where the failure is of this one alone', () => {
    expect(triedInVain(at, made(), unreadable)).not.toHaveProperty('accountError')
  })
})

const ofAccount = [
  ...[
    'offline',
    'reply-lost',
    'timed-out',
    'working-offline',
    'rate-limited',
    'quota-spent',
    'provider-down',
  ],
  ...['paused', 'mirror-unreachable', 'reconnect-required', 'client-not-configured', 'client-rejected'],
  ...['vault-locked', 'vault-unavailable', 'vault-unreadable', 'storage-full', 'storage-corrupt'],
  ...['storage-unavailable', 'no-workspace', 'cancelled'],
] as const
const ofChange = [
  ...['missing-permission', 'not-found', 'merged-into', 'already-exists', 'rejected', 'unexpected-response'],
  ...['bug', 'changed-meanwhile'],
] as const

it.each([
  ...ofAccount.map((kind) => [kind, true] as const),
  ...ofChange.map((kind) => [kind, false] as const),
])('a failure of the kind %s is about the account: %s', async (kind, expected) => {
  const error = { kind } as AppError
  expect(isAboutAccount(error)).toBe(expected)
  // Whatever was unreadable before: it is tried again, and nobody is asked.
  const change = made({ attempts: 9, lastError: unreadable })
  if (expected) expect(await after(change, error)).toMatchObject({ state: 'waiting', lastError: error })
})

it('an unreadable answer after three failures of another kind is asked for again, as the first of its kind', async () => {
  const change = made({ attempts: 3, lastError: { kind: 'not-found' } })
  expect((await after(change, unreadable)).state).toBe('waiting')
  expect((await after({ ...change, lastError: unreadable }, unreadable)).state).toBe('needs-you')
  expect((await after({ ...change, attempts: 2, lastError: unreadable }, unreadable)).state).toBe('waiting')
})

describe('a change that needs the user', () => {
  const key = itemKeySchema.parse('hubspot:a:contact:9')
  const keyOfOther = itemKeySchema.parse('hubspot:a:contact:7')
  const asked: string[] = []
  /** Knows the name of a contact here, at the provider, or nowhere. */
  const knowing = (here: string | null, there: string | null): Sending =>
    ({
      ...at,
      account: { id: made().accountId, providerId: made().providerId },
      nameOf: async (of: string) => {
        asked.push(of)
        return here
      },
      valuesOf: async (of: string) => (of === key ? { phone: '1' } : null),
      contacts: {
        read: async () => (there === null ? { ok: false } : ok({ loaded: { item: { name: there } } })),
        describeValue: (_facts: unknown, name: string) => ({ label: `the ${name}`, text: '' }),
      },
    }) as unknown as Sending
  const reasonAfter = async (error: AppError, sending: Sending, change = made({ key })) => {
    const [next] = (await afterFailure(sending, change, error)).changes
    return next?.reason
  }

  it('is parked with the reason, and tried no more', () => {
    const change = made({ attempts: 3, nextAtMs: 5 })
    const reason = { kind: 'deleted-there' } as const
    expect(parked(change, reason, { name: 'Bo' })).toEqual({
      ...change,
      ...{
        state: 'needs-you',
        reason,
        attempts: 0,
        nextAtMs: null,
        name: 'Bo',
        revision: change.revision + 1,
      },
    })
  })

  it('of a record that is gone keeps what was in it, and the row goes', async () => {
    const sending = knowing(null, null)
    const settled = await afterFailure(sending, made({ key }), { kind: 'not-found' })
    expect(settled.changes[0]).toMatchObject({ state: 'needs-you', reason: { kind: 'deleted-there' } })
    expect(settled).toMatchObject({
      versions: [{ key, origin: 'before', values: { phone: '1' } }],
      gone: [key],
    })
    const unknown = made({ key: keyOfOther })
    expect(await afterFailure(sending, unknown, { kind: 'not-found' })).toMatchObject({
      versions: [],
      gone: [keyOfOther],
    })
    expect(await afterFailure(sending, made({ key }), { kind: 'bug' })).not.toHaveProperty('gone')
  })

  it.each<[AppError, string | null, string | null, object]>([
    [
      { kind: 'merged-into', currentId: '7' },
      ...(['Bo', 'Bo there'] as const),
      { kind: 'merged-there', currentKey: keyOfOther, currentName: 'Bo' },
    ],
    [
      { kind: 'merged-into', currentId: '7' },
      ...([null, 'Bo there'] as const),
      { kind: 'merged-there', currentKey: keyOfOther, currentName: 'Bo there' },
    ],
    [
      { kind: 'merged-into', currentId: '7' },
      ...([null, null] as const),
      { kind: 'merged-there', currentKey: keyOfOther, currentName: '' },
    ],
    [
      { kind: 'already-exists', existingId: '7' },
      ...(['Bo', null] as const),
      { kind: 'already-exists', existingKey: keyOfOther, existingName: 'Bo' },
    ],
    [
      { kind: 'already-exists', existingId: '7' },
      ...([null, null] as const),
      { kind: 'already-exists', existingKey: keyOfOther, existingName: null },
    ],
    [
      { kind: 'already-exists', existingId: null },
      ...(['Bo', 'Bo'] as const),
      { kind: 'already-exists', existingKey: null, existingName: null },
    ],
    [
      { kind: 'missing-permission', scopes: ['a'] },
      ...([null, null] as const),
      { kind: 'missing-permission', scopes: ['a'] },
    ],
    [{ kind: 'bug' }, null, null, { kind: 'failed', error: { kind: 'bug' }, reference: 'PT-1' }],
  ])('after %j, called %j here and %j there, says %j', async (error, here, there, reason) => {
    asked.length = 0
    expect(await reasonAfter(error, knowing(here, there))).toEqual(reason)
    for (const one of asked) expect(one).toBe(keyOfOther)
  })

  it('names others by five hundred characters, none of them cut in half', async () => {
    const long = `${'x'.repeat(499)}\u{1f600}`
    const expected = { currentName: `${'x'.repeat(499)}\ufffd` }
    expect(await reasonAfter({ kind: 'merged-into', currentId: '7' }, knowing(long, null))).toMatchObject(
      expected,
    )
    expect(await reasonAfter({ kind: 'merged-into', currentId: '7' }, knowing(null, long))).toMatchObject(
      expected,
    )
  })

  it('has the provider’s words about each field that it refused', async () => {
    const error = {
      kind: 'rejected',
      message: 'no',
      fields: [{ name: 'phone', message: 'too long' }],
    } as const
    const expected = {
      ...{ kind: 'refused', message: 'no', sentCount: 2 },
      fields: [{ name: 'phone', label: 'the phone', message: 'too long' }],
    }
    const sending = knowing(null, null)
    expect(
      await reasonAfter({ ...error, fields: [...error.fields] }, sending, made({ key, sentCount: 2 })),
    ).toEqual(expected)
    expect(refusedReason(sending, { ...error, fields: [...error.fields] }, 2)).toEqual(expected)
  })
})
