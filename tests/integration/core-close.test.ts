import { describe, expect, it } from 'vitest'
import { connect, settled, startConnected } from '../support/connected-core.ts'
import { valueOf } from '../support/core-in-node.ts'
import { aQuery } from '../support/made-up-items.ts'

describe('a core that is closed', () => {
  it('R17: in the middle of a refresh keeps the new grant', async () => {
    const sent: string[] = []
    const started = await startConnected({
      sizes: { contacts: 1, companies: 0, deals: 0 },
      fetch: (address, init) => {
        sent.push(new URL(address as string).pathname)
        return fetch(address, init)
      },
    })
    const { core, sandbox } = started
    const account = await connect(core)
    await settled(core)
    const query = aQuery({ type: 'contact' })
    const { rows } = valueOf(await core.handlers.items.list({ query, columns: [], offset: 0, limit: 1 }))
    const of = { accountId: account.id, externalId: rows[0]?.key.split(':').at(-1) ?? '' }
    sandbox.hubspot.grants.expireAccessTokens()
    sandbox.requests.clear()
    const tokenPath = new URL(sandbox.endpoints.hubspot.token).pathname
    sandbox.faults.add({ service: 'hubspot', method: 'POST', path: tokenPath, stallMs: 1_000, after: true })
    sent.length = 0
    const reading = core.handlers.contacts.read(of)
    await expect.poll(() => sent).toContain(tokenPath)
    await core.close()
    await reading

    sandbox.requests.clear()
    const again = await started.restart()
    expect((await again.handlers.contacts.read(of)).ok).toBe(true)
    expect(sandbox.requests.counts()[`POST ${tokenPath}`]).toBeUndefined()
  })
})
