import type { SandboxEndpoints } from '../../src/sandbox/start-sandbox.ts'
import type { AccountId } from '../../src/shared/model/account.ts'
import type { WorkspaceId } from '../../src/shared/model/workspace.ts'
import { preferencesSchema } from '../../src/shared/model/preferences.ts'
import { startCoreInNode, valueOf, type Profile } from './core-in-node.ts'
import { createScriptedBrowser } from './scripted-browser.ts'

/** What the child is told to do: refresh the account's grant, and be gone at the given step. */
export interface RefreshOrder {
  readonly folder: string
  readonly key: Uint8Array
  readonly workspaceId: WorkspaceId
  readonly accountId: AccountId
  readonly endpoints: SandboxEndpoints
  readonly tokenAddress: string
  /** Before which request to the store, counted from the token reply on; null is never. */
  readonly dieAtStep: number | null
}

process.once('message', (order: RefreshOrder) => void obey(order))

async function obey(order: RefreshOrder): Promise<void> {
  const seen = { hasReply: false, steps: 0 }
  const profile: Profile = {
    folder: order.folder,
    masterKey: {
      key: order.key,
      protection: { state: 'persisted', method: 'key-store', backend: 'test' },
    },
    kept: { preferences: preferencesSchema.parse({}), lastWorkspaceId: order.workspaceId },
    remove: () => Promise.resolve(),
  }
  const core = await startCoreInNode(profile, {
    endpoints: order.endpoints,
    transport: createScriptedBrowser({ consent: 'wait' }),
    fetch: async (address, init) => {
      const response = await fetch(address, init)
      if (address === order.tokenAddress) seen.hasReply = true
      return response
    },
    aroundStore: (ask) => {
      if (seen.hasReply) seen.steps += 1
      if (seen.hasReply && seen.steps === order.dieAtStep) process.kill(process.pid, 'SIGKILL')
      return ask()
    },
  })
  valueOf(await core.handlers.sync.start({ accountId: order.accountId, feed: null, how: 'now' }))
  for (;;) {
    const statuses = valueOf(await core.handlers.sync.getStatus({}))
    if (seen.hasReply && statuses.every(({ isRunning }) => !isRunning)) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  process.send?.({ steps: seen.steps })
  await core.close()
  process.disconnect()
}
