import { plainQuery } from '../../src/shared/plain-query.ts'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { SignInTransport } from '../../src/main/oauth/transport.ts'
import { approve } from '../../src/main/providers/test-support/approve.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { ok } from '../../src/shared/result.ts'
import { settled, signInAt } from '../support/connected-core.ts'
import { createProfile, startCoreInNode, valueOf, type CoreInNode } from '../support/core-in-node.ts'

/** A browser whose user says yes to everything. */
const willing: SignInTransport = {
  async open({ redirectUris: [place], authorizationUrl, onCallback }) {
    if (place === undefined) throw new Error('Nothing is registered')
    const link = await authorizationUrl(place)
    void approve(link, (address, init) => fetch(address, init)).then(onCallback)
    return ok({ link, openAgain: () => Promise.resolve(ok(null)), close: () => Promise.resolve() })
  },
}

async function begin(): Promise<{ core: CoreInNode; sandbox: Sandbox }> {
  const sandbox = await startSandbox({
    contacts: 30,
    companies: 4,
    deals: 6,
    notionPages: 250,
    airtableRecords: 20,
  })
  onTestFinished(() => sandbox.close())
  const profile = await createProfile()
  onTestFinished(profile.remove)
  const core = await startCoreInNode(profile, { endpoints: sandbox.endpoints, transport: willing })
  onTestFinished(() => core.close())
  valueOf(await core.handlers.workspaces.create({ user: 'Ana', organisation: 'Acme' }))
  return { core, sandbox }
}

const search = async (core: CoreInNode, words: string) =>
  valueOf(
    await core.handlers.items.list({
      query: plainQuery({ search: words }),
      columns: [],
      offset: 0,
      limit: 50,
    }),
  ).rows

describe('every provider that is offered', () => {
  it('signs in, is called by a name that people know, loads, and is found in the list', async () => {
    const { core, sandbox } = await begin()
    const offered = valueOf(await core.handlers.providers.list({}))
    for (const { id, access } of offered) {
      const [first = 'read'] = access
      valueOf(await core.handlers.signIn.start({ ...signInAt(id), access: first }))
    }
    await settled(core)
    const accounts = valueOf(await core.handlers.accounts.list({}))
    expect(Object.fromEntries(accounts.map(({ providerId, label }) => [providerId, label]))).toEqual({
      hubspot: 'sample-account.example',
      notion: 'Harbour Collective',
      airtable: 'sam.harbour@example.com',
    })

    const statuses = valueOf(await core.handlers.sync.getStatus({}))
    // What has a label of its own is loaded when somebody asks for it: the records of a table.
    const streams = statuses.flatMap((status) => status.streams).filter(({ label }) => label === null)
    expect(streams.map(({ state, error }) => [state, error])).toEqual(streams.map(() => ['done', null]))
    const counts = valueOf(await core.handlers.items.counts({}))
    // In whatever order the three were faster.
    expect(new Set(counts.filter(({ count }) => count > 0).map(({ type }) => type))).toEqual(
      new Set(offered.flatMap(({ itemTypes }) => itemTypes).filter((type) => type !== 'record')),
    )

    const [base] = sandbox.airtable.bases.list()
    const found = await search(core, base?.name ?? '')
    expect(found.map(({ type, name }) => [type, name])).toContainEqual(['base', base?.name])
  })

  it('signs in again as the same account, with what was loaded still there', async () => {
    const { core } = await begin()
    for (const { id, access } of valueOf(await core.handlers.providers.list({}))) {
      const [first = 'read'] = access
      const account = valueOf(await core.handlers.signIn.start({ ...signInAt(id), access: first }))
      const again = valueOf(await core.handlers.signIn.start({ ...signInAt(id, account.id), access: first }))
      expect(again.id).toBe(account.id)
    }
    expect(valueOf(await core.handlers.accounts.list({}))).toHaveLength(3)
    await settled(core)
  })

  it('starts over once where a cursor of Notion went stale, and else goes on there at the next start', async () => {
    const { core, sandbox } = await begin()
    const notion = valueOf(await core.handlers.providers.list({})).find(({ name }) => name === 'Notion')
    if (notion === undefined) throw new Error('Notion is offered')
    // The second page is refused twice: the run starts over, fails, and stands at that page.
    expect(sandbox.notion.behaviour.set({ staleCursors: 2 })).toBeUndefined()
    const account = valueOf(await core.handlers.signIn.start({ ...signInAt(notion.id), access: 'read' }))
    await settled(core)
    const failed = valueOf(await core.handlers.sync.getStatus({}))[0]?.streams
    expect(failed?.find(({ type }) => type === 'page')).toMatchObject({
      state: 'failed',
      error: { kind: 'rejected' },
    })
    sandbox.notion.behaviour.reset()
    sandbox.play('notion-stale-cursor')
    valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(core)
    const streams = valueOf(await core.handlers.sync.getStatus({}))[0]?.streams
    expect(streams?.map(({ state }) => state)).toEqual(['done', 'done'])
  })
})
