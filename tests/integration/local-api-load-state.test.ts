import { describe, expect, it } from 'vitest'
import {
  streamStatusSchema,
  syncStatusSchema,
  type StreamStatus,
} from '../../src/shared/model/sync-status.ts'
import { ok } from '../../src/shared/result.ts'
import { ask, bearer, listeningApi } from '../support/local-api.ts'
import { madeUpUses } from '../support/made-up-uses.ts'

const stream = (changes: Partial<StreamStatus>): StreamStatus => ({
  ...streamStatusSchema.parse({
    feed: 'contact',
    type: 'contact',
    label: null,
    state: 'done',
    mode: 'full',
    loaded: 1,
    total: 1,
    cap: null,
    error: null,
    lacks: [],
    reference: null,
    finishedAtMs: 1,
    checkedAtMs: 1,
    sweptAtMs: 1,
    nextAtMs: null,
  }),
  ...changes,
})

/** What the header of `load` says of an account with these streams. */
async function told(streams: StreamStatus[]): Promise<unknown> {
  const { server, port, token } = await listeningApi()
  const uses = madeUpUses({
    call: async () => ok({ items: [], next: null }) as never,
  })
  const status = syncStatusSchema.parse({
    accountId: 'a',
    isRunning: false,
    isPaused: false,
    reachability: 'online',
    streams,
    limits: [],
    quotas: [],
  })
  server.serve({ ...uses, sync: { getStatus: async () => ok([status]) } })
  const body = 'user_id=TestUser&org_id=TestOrg'
  const answer = await ask(port, {
    method: 'POST',
    path: '/integrations/hubspot/load',
    headers: {
      ...bearer(token),
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
    },
    body,
  })
  expect([answer.status, answer.text]).toEqual([200, '[]'])
  return answer.headers['portolan-load']
}

describe('the header portolan-load', () => {
  it.each<[string, string, StreamStatus[]]>([
    ['complete', 'everything was read to its end', [stream({}), stream({ type: 'deal', state: 'left-out' })]],
    ['complete', 'a later run failed', [stream({ state: 'failed' })]],
    ['loading', 'a type waits for its turn', [stream({}), stream({ state: 'waiting', finishedAtMs: null })]],
    [
      'partial',
      'a type was never read to its end',
      [stream({}), stream({ state: 'failed', finishedAtMs: null })],
    ],
    ['partial', 'the user set a cap', [stream({ state: 'capped' })]],
    ['partial', 'the provider did not give all', [stream({ lacks: [{ kind: 'not-given', count: 3 }] })]],
    ['partial', 'nobody knows what there is to read', []],
  ])('is %s where %s', async (state, _where, streams) => {
    expect(await told(streams)).toBe(state)
  })
})
