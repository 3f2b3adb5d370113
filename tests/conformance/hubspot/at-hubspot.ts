import { Client } from '@hubspot/api-client'
import { OPTIONAL_SCOPES } from '../../../src/sandbox/hubspot/scopes.ts'
import { createSandboxClient, type Tokens } from '../../../src/sandbox/sandbox-client.ts'
import { startSandbox, type Sandbox, type StartOptions } from '../../../src/sandbox/start-sandbox.ts'

/** A sandbox, and HubSpot's own client signed in there with every scope. */
export interface AtHubSpot {
  readonly sandbox: Sandbox
  readonly visitor: ReturnType<typeof createSandboxClient>
  readonly tokens: Tokens
  readonly client: Client
  /** Another client of the same account. `tries` counts the first one. */
  clientWith(options: { accessToken?: string; tries?: number }): Client
}

export async function startAtHubSpot(options: StartOptions = {}): Promise<AtHubSpot> {
  const sandbox = await startSandbox({
    ...{ contacts: 320, companies: 130, deals: 150, notionPages: 1, airtableRecords: 1 },
    ...options,
  })
  const visitor = createSandboxClient(sandbox.endpoints)
  const tokens = await visitor.signIn(OPTIONAL_SCOPES)
  const clientWith: AtHubSpot['clientWith'] = ({ accessToken = tokens.accessToken, tries = 0 }) =>
    new Client({ accessToken, basePath: sandbox.endpoints.hubspot.api, numberOfApiCallRetries: tries })
  return { sandbox, visitor, tokens, clientWith, client: clientWith({}) }
}

/** What HubSpot's client throws: the status, and the body as it came. */
export interface Refusal {
  readonly code: number
  readonly body: Record<string, unknown>
  readonly headers: Record<string, string>
}

/** The refusal of a call that must not succeed. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'body' in error && 'headers' in error) {
      return error as unknown as Refusal
    }
    throw error
  }
  throw new Error('the call was answered')
}

/** What the sandbox itself holds: ids of the records that are not archived. */
export function liveIds({ sandbox }: AtHubSpot, type: 'contacts' | 'companies' | 'deals'): string[] {
  const everything = { from: 0, limit: Number.MAX_SAFE_INTEGER, archived: false }
  return sandbox.hubspot.records[type].list(everything).records.map(({ id }) => id)
}
