import { onTestFinished } from 'vitest'
import type { CorePorts } from '../../src/main/core-ports.ts'
import type { OutboxTimes } from '../../src/main/outbox/sending.ts'
import type { Provider } from '../../src/main/providers/provider.ts'
import { providerIdSchema, type ProviderId } from '../../src/shared/model/provider.ts'
import type { SignInRequest } from '../../src/shared/model/sign-in.ts'
import type { Account, AccountId } from '../../src/shared/model/account.ts'
import type { StreamStatus } from '../../src/shared/model/sync-status.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import {
  createProfile,
  eventually,
  startCoreInNode,
  valueOf,
  type CoreInNode,
  type Profile,
} from './core-in-node.ts'
import { createScriptedBrowser, type Consent } from './scripted-browser.ts'

export const hubspotId = providerIdSchema.parse('hubspot')
export const notionId = providerIdSchema.parse('notion')
export const airtableId = providerIdSchema.parse('airtable')

export interface Started {
  readonly sandbox: Sandbox
  readonly profile: Profile
  readonly core: CoreInNode
  /** Another start on the same profile; the first core is closed. */
  restart(): Promise<CoreInNode>
}

/** A core with a workspace, against a sandbox of its own; everything ends with the test. */
export async function startConnected(
  options: {
    sizes?: { contacts: number; companies: number; deals: number }
    tokenTtlSeconds?: number
    rotateRefresh?: boolean
    consent?: () => Consent
    now?: () => number
    /** Stands in for the network's. */
    fetch?: typeof fetch
    /** The registry's, unless the test brings others. */
    providers?: readonly Provider[]
    outboxTimes?: OutboxTimes
    chooseSaveFile?: CorePorts['chooseSaveFile']
    chooseOpenFile?: CorePorts['chooseOpenFile']
  } = {},
): Promise<Started> {
  const sandbox = await startSandbox({
    ...(options.sizes ?? { contacts: 350, companies: 40, deals: 60 }),
    ...(options.tokenTtlSeconds === undefined ? {} : { tokenTtlSeconds: options.tokenTtlSeconds }),
    ...(options.rotateRefresh === undefined ? {} : { rotateRefresh: options.rotateRefresh }),
  })
  onTestFinished(() => sandbox.close())
  const profile = await createProfile()
  onTestFinished(profile.remove)
  const begin = (): Promise<CoreInNode> =>
    startCoreInNode(profile, {
      endpoints: sandbox.endpoints,
      transport: createScriptedBrowser({ consent: options.consent ?? 'approve' }),
      ...(options.now === undefined ? {} : { now: options.now }),
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      ...(options.providers === undefined ? {} : { providers: options.providers }),
      ...(options.chooseOpenFile === undefined ? {} : { chooseOpenFile: options.chooseOpenFile }),
      ...(options.chooseSaveFile === undefined ? {} : { chooseSaveFile: options.chooseSaveFile }),
      ...(options.outboxTimes === undefined ? {} : { outboxTimes: options.outboxTimes }),
    })
  let running = await begin()
  onTestFinished(() => running.close())
  valueOf(await running.handlers.workspaces.create({ user: 'Ana', organisation: 'Acme' }))
  return {
    sandbox,
    profile,
    core: running,
    async restart() {
      await running.close()
      running = await begin()
      return running
    },
  }
}

/** Signing in at a provider with all that it offers. */
export const signInAt = (providerId: ProviderId, accountId: AccountId | null = null): SignInRequest => ({
  providerId,
  accountId,
  place: 'window',
  access: 'write',
  scopes: null,
})

export async function connect(core: CoreInNode, providerId = hubspotId): Promise<Account> {
  return valueOf(await core.handlers.signIn.start(signInAt(providerId)))
}

export async function streamsOf(core: CoreInNode): Promise<readonly StreamStatus[]> {
  const [status] = valueOf(await core.handlers.sync.getStatus({}))
  return status?.streams ?? []
}

/** Until no load runs any more. */
export async function settled(core: CoreInNode): Promise<void> {
  await eventually(async () => {
    const statuses = valueOf(await core.handlers.sync.getStatus({}))
    return statuses.length > 0 && statuses.every(({ isRunning }) => !isRunning)
  })
}

/** Rows by type, where there are any. */
export async function countsOf(core: CoreInNode): Promise<Record<string, number>> {
  const counts = valueOf(await core.handlers.items.counts({}))
  return Object.fromEntries(counts.filter(({ count }) => count > 0).map(({ type, count }) => [type, count]))
}
