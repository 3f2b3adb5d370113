import type { OutboxTimes } from '../../src/main/outbox/sending.ts'
import { createSandboxClient } from '../../src/sandbox/sandbox-client.ts'
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts'
import type { Account } from '../../src/shared/model/account.ts'
import type { ChangeView, NeedReason, Outbox } from '../../src/shared/model/change.ts'
import type { ContactValues } from '../../src/shared/model/contact.ts'
import { itemKey, type ItemKey } from '../../src/shared/model/item.ts'
import { connect, hubspotId, settled, startConnected, type Started } from './connected-core.ts'
import { eventually, valueOf, type CoreInNode } from './core-in-node.ts'

/** Short waits: what takes minutes there takes moments here. */
export const shortTimes: OutboxTimes = { undoMs: 400, searchLagMs: 200, askAfterMs: 900 }

export interface OutboxWorld extends Started {
  readonly account: Account
  core: CoreInNode
  readonly key: (externalId: string) => ItemKey
  /** What the portal holds of a contact; undefined where it has none. */
  readonly there: (externalId: string) => Readonly<Record<string, string>> | undefined
  readonly outbox: () => Promise<Outbox>
  /** Until nothing waits and nothing is on its way. */
  readonly drained: () => Promise<Outbox>
  /** Until a change needs the user for this reason; answers it. */
  readonly needing: <Kind extends NeedReason['kind']>(
    kind: Kind,
  ) => Promise<ChangeView & { readonly reason: Extract<NeedReason, { kind: Kind }> }>
  readonly update: (
    externalId: string,
    values: ContactValues,
    base?: ContactValues,
  ) => Promise<ChangeView['id']>
  readonly offline: (isOffline: boolean) => Promise<void>
  /** Somebody else merges two contacts there. */
  readonly mergeThere: (primary: string, other: string) => Promise<void>
  /** Requests to the portal that change something, in order. */
  readonly writes: () => string[]
}

/** A core whose HubSpot account is loaded, in front of a sandbox that nobody else uses. */
export async function startOutboxWorld(
  options: Parameters<typeof startConnected>[0] & { readonly contacts?: number } = {},
): Promise<OutboxWorld> {
  const { contacts = 60, ...rest } = options
  const started = await startConnected({
    sizes: { contacts, companies: 0, deals: 0 },
    outboxTimes: shortTimes,
    ...rest,
  })
  const account = await connect(started.core)
  await settled(started.core)
  started.sandbox.requests.clear()
  const outbox = async (): Promise<Outbox> => valueOf(await world.core.handlers.outbox.get({}))
  const world: OutboxWorld = {
    ...started,
    account,
    key: (externalId) => itemKey(hubspotId, account.id, 'contact', externalId),
    there: (externalId) => valuesThere(started.sandbox, externalId),
    outbox,
    async drained() {
      await eventually(async () => (await outbox()).waitingCount === 0)
      return outbox()
    },
    async needing(kind) {
      const found: ChangeView[] = []
      await eventually(async () => {
        const { needsYou } = await outbox()
        found.splice(0, found.length, ...needsYou.filter(({ reason }) => reason?.kind === kind))
        return found.length > 0
      })
      return found[0] as never
    },
    async update(externalId, values, base) {
      const stored = valueOf(await world.core.handlers.contacts.stored({ key: world.key(externalId) }))
      const seen = Object.fromEntries(Object.keys(values).map((name) => [name, stored.values[name] ?? '']))
      const noted = await world.core.handlers.contacts.update({
        key: world.key(externalId),
        values,
        base: base ?? seen,
      })
      return valueOf(noted).id
    },
    async offline(isOffline) {
      valueOf(await world.core.handlers.app.setPreferences({ workOffline: isOffline }))
    },
    async mergeThere(primary, other) {
      const { control } = createSandboxClient(started.sandbox.endpoints)
      const { status } = await control('POST', 'hubspot/merge/contacts', { primary, other })
      if (status !== 200) throw new Error(`merging answered ${status}`)
    },
    writes: () =>
      started.sandbox.requests
        .entries()
        .filter(({ method, path }) => method !== 'GET' && !/\/(search|batch\/read|token)$/.test(path))
        .map(({ method, path }) => `${method} ${path.replace(/^.*\/(?=contacts)/, '')}`),
  }
  return world
}

function valuesThere(sandbox: Sandbox, externalId: string): Readonly<Record<string, string>> | undefined {
  const record = sandbox.hubspot.records.contacts.get(externalId)
  return record === undefined || record.archivedAtMs !== undefined ? undefined : record.properties
}
