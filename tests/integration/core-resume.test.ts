import { describe, expect, it } from 'vitest'
import { err } from '../../src/shared/result.ts'
import { connect, hubspotId, settled, signInAt, startConnected } from '../support/connected-core.ts'
import { valueOf } from '../support/core-in-node.ts'

const sizes = { contacts: 5, companies: 0, deals: 0 }
const hourMs = 60 * 60_000

describe('a computer that wakes up', () => {
  it('R74: ends a sign-in whose time ran out while it slept, and lets the next one begin', async () => {
    const clock = { sleptMs: 0 }
    const started = await startConnected({
      sizes,
      consent: () => 'wait',
      now: () => Date.now() + clock.sleptMs,
    })
    const { signIn } = started.core.handlers
    const waiting = signIn.start(signInAt(hubspotId))
    await expect.poll(async () => valueOf(await signIn.get({}))?.step).toBe('waiting')
    started.core.resumed()
    expect(valueOf(await signIn.get({}))?.step).toBe('waiting')
    clock.sleptMs = hourMs
    started.core.resumed()
    expect(await waiting).toEqual(err({ kind: 'sign-in-timed-out' }))
    expect(valueOf(await signIn.get({}))).toBeNull()
  })

  it('R74: refreshes a token that ended while it slept before it is used, and once', async () => {
    const clock = { sleptMs: 0 }
    const started = await startConnected({ sizes, now: () => Date.now() + clock.sleptMs })
    const account = await connect(started.core)
    await settled(started.core)
    started.sandbox.requests.clear()
    clock.sleptMs = hourMs
    started.sandbox.clock.advance(hourMs)
    started.core.resumed()
    const { contacts } = started.core.handlers
    await Promise.all(
      Array.from({ length: 10 }, () => contacts.read({ accountId: account.id, externalId: '1' })),
    )
    const counts = started.sandbox.requests.counts()
    expect(counts['POST /oauth/2026-09/token']).toBe(1)
    const refused = started.core.lines.filter((line) => line.includes('"status":401'))
    expect(refused).toEqual([])
  })
})
