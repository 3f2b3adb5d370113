import { onTestFinished } from 'vitest'
import { revokeToken } from '../../src/main/oauth/revoke-token.ts'
import { refreshGrant } from '../../src/main/oauth/token-endpoint.ts'
import { withEndpoints } from '../../src/main/providers/endpoints.ts'
import { notion } from '../../src/main/providers/notion/index.ts'
import type { LocalRows } from '../../src/main/providers/feeds.ts'
import {
  contextOf,
  feedOf,
  loadAll,
  nothingStored,
  stepThrough,
} from '../../src/main/providers/test-support/load-all.ts'
import { signInBy } from '../../src/main/providers/test-support/provider-in-sandbox.ts'
import type { Sandbox, SandboxEndpoints } from '../../src/sandbox/start-sandbox.ts'
import type { ChangeView } from '../../src/shared/model/change.ts'
import type { ContactValues } from '../../src/shared/model/contact.ts'
import type { ItemKey } from '../../src/shared/model/item.ts'
import { ok } from '../../src/shared/result.ts'
import { connect, countsOf, settled, streamsOf } from '../support/connected-core.ts'
import { createProfile, eventually, startCoreInNode, valueOf } from '../support/core-in-node.ts'
import { createScriptedBrowser } from '../support/scripted-browser.ts'

/** The sandbox's addresses, where everything but the authorize page goes through the proxy. */
function through(origin: string, { hubspot, ...rest }: SandboxEndpoints): SandboxEndpoints {
  return {
    ...rest,
    hubspot: { ...hubspot, token: `${origin}${new URL(hubspot.token).pathname}`, api: origin },
  }
}

/**
 * The whole main job of the app, by its own core: sign in, load everything, load again, refresh the grant, and read,
 * create, find, change, merge, delete and erase a contact. Returns the rows by type after the loads.
 */
export async function runApp(sandbox: Sandbox, proxyOrigin: string): Promise<Record<string, number>> {
  const profile = await createProfile()
  onTestFinished(profile.remove)
  const core = await startCoreInNode(profile, {
    endpoints: through(proxyOrigin, sandbox.endpoints),
    transport: createScriptedBrowser({ consent: 'approve' }),
    outboxTimes: { undoMs: 50, searchLagMs: 200, askAfterMs: 900 },
  })
  onTestFinished(() => core.close())
  valueOf(await core.handlers.workspaces.create({ user: 'Ana', organisation: 'Acme' }))
  const account = await connect(core)
  await settled(core)
  sandbox.hubspot.grants.expireAccessTokens()
  valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
  await settled(core)
  for (const { state } of await streamsOf(core)) if (state !== 'done') throw new Error(`a load is ${state}`)
  const counts = await countsOf(core)

  const { contacts } = core.handlers
  const accountId = account.id
  const drained = async (): Promise<ChangeView | undefined> => {
    await eventually(async () => {
      const { waitingCount, needsYouCount } = valueOf(await core.handlers.outbox.get({}))
      return waitingCount + needsYouCount === 0
    })
    return valueOf(await core.handlers.outbox.get({})).today[0]
  }
  const create = async (values: ContactValues): Promise<ItemKey> => {
    valueOf(await contacts.create({ accountId, values }))
    const created = await drained()
    if (created === undefined) throw new Error('nothing was created')
    return created.key
  }
  const key = await create({ email: 'mina@harbour.example', firstname: 'Mina', phone: '+44 1' })
  const other = await create({ email: 'lucy@harbour.example', firstname: 'Lucy' })
  valueOf(await contacts.find({ accountId, text: 'mina@harbour.example' }))
  valueOf(await contacts.update({ key, values: { phone: '', lastname: 'Harker' }, base: { phone: '+44 1' } }))
  await drained()
  valueOf(await contacts.merge({ primary: key, other }))
  await drained()
  valueOf(await contacts.remove({ key }))
  await drained()
  valueOf(await contacts.erase({ key: await create({ firstname: 'Renfield' }) }))
  await drained()
  return counts
}

/** What the app asks of Notion, by its own provider. Returns how many items there are. */
export async function runNotion(sandbox: Sandbox, proxyOrigin: string): Promise<number> {
  const { redirectUris: _redirectUris, ...place } = sandbox.endpoints.notion
  const provider = withEndpoints(notion, {
    ...place,
    token: `${proxyOrigin}${new URL(place.token).pathname}`,
    api: proxyOrigin,
  })
  const send = (address: string, init?: RequestInit): Promise<Response> => fetch(address, init)
  const { session, grant } = await signInBy(provider, place, send)
  valueOf(await provider.identify(session))
  const pages = await loadAll(provider, session, 'page')
  const databases = await loadAll(provider, session, 'database')
  const ids = databases.items.map(({ item }) => item.externalId)
  const local: LocalRows = {
    ...nothingStored,
    externalIds: async (_, { after }) => {
      const at = (after ?? -1) + 1
      return ok({ ids: ids.slice(at, at + 1), next: at < ids.length ? at : null })
    },
  }
  const context = contextOf(session, undefined, local)
  await stepThrough(provider, context, await feedOf(provider, 'page'), 'sweep')
  const page = pages.items[0]
  if (page !== undefined) valueOf((await provider.content?.(session, page.item, page.record)) ?? ok(null))
  const renewed = await refreshGrant(provider.oauth, place, send, grant.refreshToken ?? '')
  const told = await revokeToken(provider.oauth, place, send, grant)
  if (!renewed.ok || !told.ok) throw new Error('The grant was neither renewed nor ended')
  return pages.items.length + databases.items.length
}
