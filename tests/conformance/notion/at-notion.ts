import { Client, isNotionClientError, type NotionClientError } from '@notionhq/client'
import { startSandbox, type Sandbox, type StartOptions } from '../../../src/sandbox/start-sandbox.ts'
import { approve } from '../approve.ts'

/** The version that the app speaks; the client's own default is the one before. */
export const NOTION_VERSION = '2026-03-11'

/** A sandbox, and Notion's own client signed in there. */
export interface AtNotion {
  readonly sandbox: Sandbox
  readonly client: Client
  readonly tokens: NotionTokens
  /** Another client: of another version or token, or one that tries again by itself. */
  clientWith(options: { version?: string; token?: string; tries?: number }): Client
  /** Signs in once more. */
  signIn(): Promise<NotionTokens>
}

export interface NotionTokens {
  readonly accessToken: string
  readonly refreshToken: string | null
}

/** `through` gives the address that the client talks to; the sandbox's own when left out. */
export async function startAtNotion(
  options: StartOptions & { through?: (sandbox: Sandbox) => Promise<string> } = {},
): Promise<AtNotion> {
  const { through, ...rest } = options
  const sandbox = await startSandbox({
    ...{ contacts: 1, companies: 1, deals: 1, notionPages: 460, airtableRecords: 1 },
    ...rest,
  })
  const baseUrl = through === undefined ? sandbox.endpoints.notion.api : await through(sandbox)
  const signIn = () => exchangeCode(sandbox, createClient(baseUrl, NOTION_VERSION))
  const tokens = await signIn()
  const clientWith: AtNotion['clientWith'] = ({
    version = NOTION_VERSION,
    token = tokens.accessToken,
    tries = 0,
  }) => createClient(baseUrl, version, token, tries)
  return { sandbox, tokens, clientWith, client: clientWith({}), signIn }
}

function createClient(baseUrl: string, notionVersion: string, auth?: string, tries = 0): Client {
  return new Client({
    ...{ baseUrl, notionVersion, timeoutMs: 600_000 },
    ...(auth === undefined ? {} : { auth }),
    retry: tries === 0 ? false : { maxRetries: tries },
    logger: () => undefined,
  })
}

/** Signs in on the page, and has the client exchange the code. */
async function exchangeCode({ endpoints }: Sandbox, client: Client): Promise<NotionTokens> {
  const code = await newNotionCode(endpoints.notion)
  const { clientId, clientSecret, redirectUris } = endpoints.notion
  const reply = await client.oauth.token({
    ...{ client_id: clientId, client_secret: clientSecret },
    ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUris[0] ?? '' },
  })
  return { accessToken: reply.access_token, refreshToken: reply.refresh_token }
}

export async function newNotionCode(place: Sandbox['endpoints']['notion']): Promise<string> {
  const page = new URL(place.authorize)
  page.search = new URLSearchParams({
    ...{ client_id: place.clientId, redirect_uri: place.redirectUris[0] ?? '' },
    ...{ response_type: 'code', owner: 'user', state: 'state-of-the-test' },
  }).toString()
  const target = await approve(page)
  return target.searchParams.get('code') ?? ''
}

/** What Notion's client throws at a call that must not succeed. */
export async function refusalOf(call: Promise<unknown>): Promise<NotionClientError> {
  try {
    await call
  } catch (error) {
    if (isNotionClientError(error)) return error
    throw error
  }
  throw new Error('the call was answered')
}
