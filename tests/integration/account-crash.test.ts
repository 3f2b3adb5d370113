import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { airtableId, connect, settled, startConnected, type Started } from '../support/connected-core.ts'
import { valueOf } from '../support/core-in-node.ts'
import type { RefreshOrder } from '../support/refresh-child.ts'
import type { Account } from '../../src/shared/model/account.ts'

interface Ended {
  readonly signal: NodeJS.Signals | null
  /** How many requests to the store followed the token reply, where the child lived to tell. */
  readonly steps: number | null
}

/** Another process that has the profile for itself, refreshes, and dies where it is told to. */
async function refreshElsewhere(
  started: Started,
  account: Account,
  dieAtStep: number | null,
): Promise<Ended> {
  const { profile, sandbox } = started
  const workspaceId = profile.kept.lastWorkspaceId
  if (workspaceId === null) throw new Error('no workspace')
  const child = fork(fileURLToPath(new URL('../support/refresh-child.ts', import.meta.url)), [], {
    execArgv: [],
    serialization: 'advanced',
  })
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  let steps: number | null = null
  child.on('message', (message: { steps: number }) => (steps = message.steps))
  const order: RefreshOrder = {
    ...{ folder: profile.folder, key: profile.masterKey.key, workspaceId },
    ...{ accountId: account.id, endpoints: sandbox.endpoints },
    ...{ tokenAddress: sandbox.endpoints.airtable.token, dieAtStep },
  }
  child.send(order)
  const [, signal] = await exited
  return { signal, steps }
}

/** A grant whose refresh token is good once, with an access token that has ended; nobody has the profile open. */
async function openExpired(): Promise<Started & { account: Account }> {
  const started = await startConnected({ sizes: { contacts: 0, companies: 0, deals: 0 } })
  const account = await connect(started.core, airtableId)
  await settled(started.core)
  await started.core.close()
  started.sandbox.airtable.grants.expireAccessTokens()
  return { ...started, account }
}

/** Starts again and uses the account: what the user meets after the crash. */
async function afterwards(
  started: Started,
  account: Account,
): Promise<{ status: string | undefined; error: string | null; tokenPosts: number }> {
  started.sandbox.requests.clear()
  // A newer sandbox clock: the loser of two refreshes must not be taken for a race.
  started.sandbox.clock.advance(60_000)
  const core = await started.restart()
  valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
  await settled(core)
  const [status] = valueOf(await core.handlers.sync.getStatus({}))
  const errors = (status?.streams ?? []).flatMap(({ error }) => (error === null ? [] : [error.kind]))
  const [stored] = valueOf(await core.handlers.accounts.list({}))
  const counts = started.sandbox.requests.counts()
  return {
    status: stored?.status,
    error: errors[0] ?? null,
    tokenPosts: counts['POST /oauth2/v1/token'] ?? 0,
  }
}

describe('a process that is killed between a token reply and its storing', () => {
  it('R17: at every step leaves a grant that works, or asks for a reconnect; never half a record', async () => {
    const lost = 'needs-reconnect, reconnect-required'
    const kept = 'connected, works'
    const outcomes: string[] = []
    for (let step = 1; step <= 12 && outcomes.at(-1) !== kept; step += 1) {
      const started = await openExpired()
      const ended = await refreshElsewhere(started, started.account, step)
      expect(ended.signal).toBe('SIGKILL')
      const { status, error, tokenPosts } = await afterwards(started, started.account)
      // The spent refresh token is tried once; the stored pair needs no request.
      expect(tokenPosts).toBe(status === 'connected' ? 0 : 1)
      outcomes.push(`${status}, ${error ?? 'works'}`)
    }
    // Up to the step that stores the pair it is lost, and from there on it is kept.
    expect(outcomes.length).toBeGreaterThan(1)
    expect(outcomes).toEqual([...outcomes.slice(1).map(() => lost), kept])
    const alive = await openExpired()
    const { signal, steps } = await refreshElsewhere(alive, alive.account, null)
    expect(signal).toBeNull()
    expect(steps).toBeGreaterThan(outcomes.length)
  }, 120_000)
})
