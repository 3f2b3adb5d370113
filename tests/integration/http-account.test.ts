import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import type { ProviderCall, ProviderSession } from '../../src/main/providers/provider.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import type { Account, AccountId } from '../../src/shared/model/account.ts'
import { hubspotId, signInAt } from '../support/connected-core.ts'
import { connectionsAt } from '../support/connections-at.ts'
import { valueOf } from '../support/core-in-node.ts'
import { createScriptedBrowser } from '../support/scripted-browser.ts'

const read: ProviderCall = { method: 'GET', path: ['crm', 'objects', '2026-09', 'contacts'] }

interface World {
  readonly sandbox: Sandbox
  readonly account: Account
  readonly session: ProviderSession
  readonly calls: AccountId[]
  readonly accounts: ReadonlyMap<AccountId, Account>
}

async function connect(): Promise<World> {
  const sandbox = await startSandbox({ contacts: 3, companies: 1, deals: 1 })
  onTestFinished(() => sandbox.close())
  const calls: AccountId[] = []
  const { connections, accounts } = connectionsAt(sandbox.endpoints, {
    transport: createScriptedBrowser({ consent: 'approve' }),
    onCall: (id) => calls.push(id),
  })
  const account = valueOf(await connections.connect(signInAt(hubspotId)))
  const { session } = valueOf(await connections.access(account.id))
  return { sandbox, account, session, calls, accounts }
}

describe('the session of a connected account', () => {
  it('B7(5): DAILY ends at midnight in the time zone that the account told when it signed in', async () => {
    const { sandbox, account, session } = await connect()
    expect(account.timeZone).toBe('Europe/Lisbon')
    sandbox.hubspot.behaviour.set({ limits: true, dailyMax: 0 })
    const spent = await session.request(read, z.unknown())
    const [quota] = session.quotas()
    expect(spent).toEqual({ ok: false, error: { kind: 'quota-spent', ...quota } })
    const shown = new Date(quota?.untilMs ?? 0).toLocaleTimeString('en-GB', { timeZone: 'Europe/Lisbon' })
    expect(shown).toBe('00:00:00')
    expect((quota?.untilMs ?? 0) - Date.now()).toBeLessThanOrEqual(25 * 3_600_000)
  })

  it('has its calls counted from the sign-in on, under its own id', async () => {
    const { account, session, calls } = await connect()
    const before = calls.length
    expect(before).toBeGreaterThan(0)
    await session.background.request(read, z.unknown())
    expect(calls.slice(before)).toEqual([account.id])
    expect(new Set(calls)).toEqual(new Set([account.id]))
  })

  it('marks it when background work finds that a token is refused that was just issued', async () => {
    const { sandbox, account, session, accounts } = await connect()
    sandbox.faults.add({ path: '/crm/objects', status: 401, body: { category: 'INVALID_AUTHENTICATION' } })
    expect(await session.background.request(read, z.unknown())).toMatchObject({
      error: { kind: 'reconnect-required' },
    })
    expect(accounts.get(account.id)?.status).toBe('needs-reconnect')
  })
})
