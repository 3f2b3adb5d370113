import { onTestFinished } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createProfile, startCoreInNode, valueOf, type CoreInNode, type Profile } from './core-in-node.ts'
import { freePorts } from './free-ports.ts'
import type { SignInTransport } from '../../src/main/oauth/transport.ts'
import { createScriptedBrowser, type Consent } from './scripted-browser.ts'

export interface CoreWithApi {
  readonly core: CoreInNode
  readonly sandbox: Sandbox
  readonly profile: Profile
  readonly port: number
  readonly token: string
  /** Posts a form as the predecessors' programs did, with the token. */
  post(path: string, fields?: Readonly<Record<string, string>>): Promise<Response>
}

export const testWorkspace = { user_id: 'TestUser', org_id: 'TestOrg' }

/**
 * A core with an open workspace TestUser, TestOrg, whose local API listens. `callback`: the OAuth apps are registered
 * with the API's own address, as they were for the predecessors.
 */
export async function startCoreWithApi({
  callback = true,
  sizes = { contacts: 30, companies: 4, deals: 2 },
  consent = 'approve',
  transport = createScriptedBrowser({ consent }),
}: {
  callback?: boolean
  sizes?: { contacts: number; companies: number; deals: number }
  consent?: Consent
  transport?: SignInTransport
} = {}): Promise<CoreWithApi> {
  const [port] = await freePorts(1)
  if (port === undefined) throw new Error('no port is free')
  const at = (provider: string) => [`http://localhost:${port}/integrations/${provider}/oauth2callback`]
  const sandbox = await startSandbox({
    ...sizes,
    notionPages: 30,
    airtableRecords: 30,
    ...(callback
      ? { redirectUris: { hubspot: at('hubspot'), notion: at('notion'), airtable: at('airtable') } }
      : {}),
  })
  onTestFinished(() => sandbox.close())
  const profile = await createProfile()
  onTestFinished(profile.remove)
  const core = await startCoreInNode(profile, {
    endpoints: sandbox.endpoints,
    transport,
  })
  onTestFinished(() => core.close())
  valueOf(await core.handlers.workspaces.create({ user: 'TestUser', organisation: 'TestOrg' }))
  valueOf(await core.handlers.localApi.set({ isOn: true, port }))
  valueOf(await core.handlers.localApi.createToken({}))
  const token = core.copied.at(-1) ?? ''
  return {
    core,
    sandbox,
    profile,
    port,
    token,
    post(path, fields = testWorkspace) {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      return fetch(`http://localhost:${port}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body,
      })
    },
  }
}
