import { describe, expect, it, onTestFinished } from 'vitest'
import { providers } from '../../src/main/providers/registry.ts'
import type { Provider } from '../../src/main/providers/provider.ts'
import { connect, countsOf, hubspotId, settled, startConnected } from '../support/connected-core.ts'
import { itemKey } from '../../src/shared/model/item.ts'
import { eventually, valueOf } from '../support/core-in-node.ts'
import { shortTimes } from '../support/outbox-world.ts'
import { createDeferred } from '../support/deferred.ts'

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
    outboxTimes: shortTimes,
    providers: providers.map(growing),
    fetch: async (address, init) => {
      const answer = await fetch(address, init)
      const { pathname } = new URL(address as string)
      const isPage = (init?.method ?? 'GET') === 'GET' && pathname.endsWith('/contacts')
      if (!isHolding || !isPage) return answer
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
    key: itemKey(hubspotId, account.id, 'contact', '9'),
    /** Until what the user did has gone out. */
    async sent() {
      await eventually(async () => valueOf(await core.handlers.outbox.get({})).waitingCount === 0)
      return valueOf(await core.handlers.outbox.get({})).today
    },
    async arrive() {
      arrival.resolve(null)
      await settled(core)
    },
  }
}

describe('a page that was fetched before the user changed something, and arrives after it', () => {
  it('does not put old values back', async () => {
    const { core, contacts, key, sent, arrive } = await withPageOnItsWay()
    const base = { phone: valueOf(await contacts.stored({ key })).values['phone'] ?? '' }
    valueOf(await contacts.update({ key, values: { phone: '+44 1' }, base }))
    await sent()
    await arrive()
    const { item } = valueOf(await core.handlers.items.get({ key }))
    expect(item.phone).toBe('+44 1')
  })

  it('does not take out a contact that it does not have', async () => {
    const { core, account, contacts, sent, arrive } = await withPageOnItsWay()
    const values = { email: 'grace.quay@example.com', firstname: 'Grace', lastname: 'Quay' }
    valueOf(await contacts.create({ accountId: account.id, values }))
    const [created] = await sent()
    await arrive()
    expect(valueOf(await core.handlers.items.get({ key: created!.key })).item.name).toBe('Grace Quay')
    expect(await countsOf(core)).toEqual({ contact: 31 })
  })

  it('does not bring back a contact that was deleted', async () => {
    const { core, contacts, key, sent, arrive } = await withPageOnItsWay()
    valueOf(await contacts.remove({ key }))
    await sent()
    await arrive()
    expect(await countsOf(core)).toEqual({ contact: 29 })
  })
})
