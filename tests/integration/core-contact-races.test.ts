import { describe, expect, it, onTestFinished } from 'vitest'
import { providers } from '../../src/main/providers/registry.ts'
import type { Provider } from '../../src/main/providers/provider.ts'
import { connect, countsOf, hubspotId, settled, startConnected } from '../support/connected-core.ts'
import { valueOf } from '../support/core-in-node.ts'
import { createDeferred } from '../support/deferred.ts'

const fields = {
  email: 'grace.quay@example.com',
  firstName: 'Grace',
  lastName: 'Quay',
  phone: '+44 20 7946 0999',
  company: 'Harbour Ltd',
}

/** A provider whose times of change only grow, whatever it says of itself. */
const growing = (provider: Provider): Provider => ({
  ...provider,
  feeds: { ...provider.feeds, hasGrowingTimes: true },
})

/** A load under way: a page of contacts was answered by the service, and has not arrived yet. */
async function withPageOnItsWay() {
  const arrival = createDeferred<null>()
  let isHolding = false
  let held = 0
  const started = await startConnected({
    sizes: { contacts: 30, companies: 0, deals: 0 },
    providers: providers.map(growing),
    fetch: async (address, init) => {
      const answer = await fetch(address, init)
      const { pathname } = new URL(address as string)
      if (!isHolding || !pathname.endsWith('/contacts')) return answer
      // Read to its end: what it says is what the service had then.
      const body = await answer.arrayBuffer()
      held++
      await arrival.promise
      return new Response(body, { status: answer.status, headers: answer.headers })
    },
  })
  const { core } = started
  const account = await connect(core, hubspotId)
  await settled(core)
  isHolding = true
  valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'again' }))
  await expect.poll(() => held).toBeGreaterThan(0)
  isHolding = false
  onTestFinished(() => arrival.resolve(null))
  return {
    ...started,
    account,
    contacts: core.handlers.contacts,
    async arrive() {
      arrival.resolve(null)
      await settled(core)
    },
  }
}

describe('a page that was fetched before the user changed something, and arrives after it', () => {
  it('does not put old values back', async () => {
    const { core, account, contacts, arrive } = await withPageOnItsWay()
    const changed = valueOf(
      await contacts.update({ accountId: account.id, externalId: '9', changes: { phone: '+44 1' } }),
    )
    await arrive()
    const { item } = valueOf(await core.handlers.items.get({ key: changed.key }))
    expect(item.phone).toBe('+44 1')
  })

  it('does not take out a contact that it does not have', async () => {
    const { core, account, contacts, arrive } = await withPageOnItsWay()
    const created = valueOf(await contacts.create({ accountId: account.id, fields }))
    await arrive()
    expect(valueOf(await core.handlers.items.get({ key: created.key })).item.name).toBe('Grace Quay')
    expect(await countsOf(core)).toEqual({ contact: 31 })
  })

  it('does not bring back a contact that was deleted', async () => {
    const { core, account, contacts, arrive } = await withPageOnItsWay()
    valueOf(await contacts.remove({ accountId: account.id, externalId: '9' }))
    await arrive()
    expect(await countsOf(core)).toEqual({ contact: 29 })
  })
})
