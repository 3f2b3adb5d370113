import { Buffer } from 'node:buffer'
import { onTestFinished } from 'vitest'
import type { ChosenFile } from '../../src/main/clients/env-import.ts'
import type { SignInTransport } from '../../src/main/oauth/transport.ts'
import { withEndpoints } from '../../src/main/providers/endpoints.ts'
import { providers } from '../../src/main/providers/registry.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import type { ClientChange } from '../../src/shared/model/client-settings.ts'
import { ok } from '../../src/shared/result.ts'
import { hubspotId } from './connected-core.ts'
import { type CoreInNode, createProfile, startCoreInNode, valueOf } from './core-in-node.ts'
import { createScriptedBrowser } from './scripted-browser.ts'

export interface StartedWithoutClient {
  readonly core: CoreInNode
  readonly sandbox: Sandbox
  readonly folder: string
  /** The client that the sandbox knows. */
  readonly change: ClientChange
  /** What the user chooses next. */
  choose(text: string | Uint8Array): void
  skip(ms: number): void
  restart(): Promise<CoreInNode>
}

/** A core in which the user's own apps can be set, with the provider's addresses in the sandbox. */
export async function startWithoutClient(
  transport: SignInTransport = createScriptedBrowser({ consent: 'approve' }),
): Promise<StartedWithoutClient> {
  const sandbox = await startSandbox({ contacts: 3, companies: 1, deals: 1 })
  onTestFinished(() => sandbox.close())
  const profile = await createProfile()
  onTestFinished(profile.remove)
  const place = sandbox.endpoints.hubspot
  let file: ChosenFile | null = null
  let nowMs = Date.now()
  const begin = (): Promise<CoreInNode> =>
    startCoreInNode(profile, {
      endpoints: null,
      providers: providers.map((one) =>
        one.descriptor.id === hubspotId
          ? withEndpoints(one, { ...place, redirectUris: [...place.redirectUris] })
          : one,
      ),
      transport,
      chooseEnvFile: async () => ok(file),
      now: () => nowMs,
    })
  let core = await begin()
  onTestFinished(() => core.close())
  valueOf(await core.handlers.workspaces.create({ user: 'Ana', organisation: 'Acme' }))
  return {
    core,
    sandbox,
    folder: profile.folder,
    change: {
      providerId: hubspotId,
      clientId: place.clientId,
      secret: { kind: 'new', value: place.clientSecret },
      redirectUris: [...place.redirectUris],
    },
    choose: (text) => {
      file = { name: '.env', bytes: typeof text === 'string' ? Buffer.from(text) : text }
    },
    skip: (ms) => {
      nowMs += ms
    },
    async restart() {
      await core.close()
      core = await begin()
      return core
    },
  }
}
