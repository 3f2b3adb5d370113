import { randomBytes } from 'node:crypto'
import { answerAdmin } from './admin.ts'
import { createAirtable, type Airtable } from './airtable/server.ts'
import { answerWith } from './answer.ts'
import { createClock, type Clock } from './clock.ts'
import { createFaults, type Faults } from './faults.ts'
import { createHubSpot, type HubSpot } from './hubspot/server.ts'
import { API_VERSION } from './hubspot/route.ts'
import { listenOnLoopback, type Listening } from './listen.ts'
import { createWriteBehind, recall, remember } from './memory.ts'
import { DEFAULT_OPTIONS, type SandboxOptions } from './options.ts'
import { createNotion, type Notion } from './notion/server.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'
import { SCENARIOS } from './scenarios.ts'
import { rememberSecret } from './secrets.ts'
import { SERVICE_NAMES, type Service, type ServiceName } from './service.ts'

/** Where a service is and how to sign in there. */
type ServiceEndpoints = {
  authorize: string
  token: string
  api: string
  clientId: string
  clientSecret: string
  redirectUris: readonly string[]
  /** Whether calls are counted from the start, so that a client need not hold itself back for nothing. */
  limits: boolean
}

/** What `npm run sandbox` prints. */
export type SandboxEndpoints = {
  pid: number
  hubspot: ServiceEndpoints
  notion: ServiceEndpoints
  /** The app with a secret; `publicClientId` is one that was registered without. */
  airtable: ServiceEndpoints & { publicClientId: string }
  /** Where the admin calls go, and the token that they need. */
  admin?: { url: string; token: string }
}

export type Sandbox = {
  endpoints: SandboxEndpoints
  faults: Faults
  requests: RequestLog
  clock: Clock
  /** Data and grants, for tests in the same process. */
  hubspot: HubSpot
  notion: Notion
  airtable: Airtable
  /** Turns a scenario on. Throws when there is none of that name. */
  play: (scenario: string) => void
  /** Ends it, open connections included. */
  close: () => Promise<void>
}

export type StartOptions = Partial<SandboxOptions> & {
  now?: () => number
  /** Redirect addresses that are registered in place of the usual ones, which lie on fixed ports. */
  redirectUris?: Partial<Record<ServiceName, readonly string[]>>
  /** Given the whole memory of the sandbox, as a text, soon after anything in it changed. */
  onStateChange?: (state: string) => void
}

/** How long changes are gathered before the memory is handed out again. */
const STATE_INTERVAL_MS = 100

/**
 * Starts the sandbox on 127.0.0.1 and ::1, every service at a port of its own. What is left out of the
 * options takes its default. Throws what the system says when a port cannot be had, and a sentence for a
 * scenario that does not exist.
 */
export async function startSandbox(given: StartOptions = {}): Promise<Sandbox> {
  const { now: source, onStateChange, redirectUris, ...chosen } = given
  const options: SandboxOptions = { ...DEFAULT_OPTIONS, ...chosen }
  const clock = createClock(source)
  const faults = createFaults(options.faults, options.seed)
  const requests = createRequestLog()
  const states = recall(options)
  const listening = new Map<ServiceName | 'admin', Listening>()
  const originOf = (name: ServiceName | 'admin'): string =>
    `http://localhost:${listening.get(name)?.port ?? 0}`
  const onChange =
    onStateChange === undefined
      ? () => undefined
      : createWriteBehind(() => onStateChange(remember(options, readStates())), STATE_INTERVAL_MS)
  const common = (name: ServiceName) => ({
    seed: options.seed,
    now: clock.now,
    origin: () => originOf(name),
    redirectUris: redirectUris?.[name],
    limits: options.limits,
    state: states[name] ?? null,
    onChange,
  })

  const hubspot = createHubSpot({
    ...common('hubspot'),
    counts: { contacts: options.contacts, companies: options.companies, deals: options.deals },
    tokenTtlSeconds: options.tokenTtlSeconds,
    rotateRefresh: options.rotateRefresh,
  })
  const airtable = createAirtable({ ...common('airtable'), records: options.airtableRecords })
  const notion = createNotion({ ...common('notion'), pages: options.notionPages })
  const services: Readonly<Record<ServiceName, Service>> = { hubspot, notion, airtable }
  const readStates = () => Object.fromEntries(SERVICE_NAMES.map((name) => [name, services[name].readState()]))

  const play = (name: string): boolean => {
    const scenario = SCENARIOS.find((one) => one.name === name)
    if (scenario === undefined) return false
    for (const fault of scenario.faults ?? []) faults.add({ service: scenario.service, ...fault })
    const reason = services[scenario.service].behaviour.set(scenario.behaviour ?? {})
    if (reason !== undefined) throw new Error(`Scenario ${name}: ${reason}`)
    return true
  }
  const playOrThrow = (name: string): void => {
    if (!play(name)) throw new Error(`There is no scenario "${name}"; --list prints them all.`)
  }
  const close = async (): Promise<void> => {
    await Promise.all([...listening.values()].map((one) => one.close()))
  }

  const admin = { url: '', token: randomBytes(24).toString('base64url') }
  try {
    options.scenarios.forEach(playOrThrow)
    const ports = { hubspot: options.port, notion: options.notionPort, airtable: options.airtablePort }
    for (const name of SERVICE_NAMES) {
      const answer = answerWith({
        ...{ name, service: services[name], faults, log: requests },
        ...{ latencyMs: options.latencyMs, now: clock.now },
      })
      listening.set(name, await listenOnLoopback(ports[name], answer))
    }
    if (options.admin) {
      const reset = (): void => {
        faults.clear()
        for (const name of SERVICE_NAMES) services[name].behaviour.reset()
      }
      const answer = answerAdmin({
        token: admin.token,
        services,
        faults,
        log: requests,
        clock,
        play,
        reset,
      })
      listening.set('admin', await listenOnLoopback(options.adminPort, answer))
      admin.url = originOf('admin')
    }
  } catch (error) {
    await close()
    throw error
  }
  return {
    endpoints: {
      pid: process.pid,
      hubspot: {
        ...endpointsOf(hubspot.app),
        limits: options.limits,
        authorize: `${originOf('hubspot')}/oauth/authorize`,
        token: `${originOf('hubspot')}/oauth/${API_VERSION}/token`,
        api: originOf('hubspot'),
      },
      notion: {
        ...endpointsOf(notion.app),
        limits: options.limits,
        authorize: `${originOf('notion')}/v1/oauth/authorize`,
        token: `${originOf('notion')}/v1/oauth/token`,
        api: originOf('notion'),
      },
      airtable: {
        ...endpointsOf(airtable.app.confidential),
        limits: options.limits,
        authorize: `${originOf('airtable')}/oauth2/v1/authorize`,
        token: `${originOf('airtable')}/oauth2/v1/token`,
        api: originOf('airtable'),
        publicClientId: airtable.app.public.clientId,
      },
      ...(options.admin ? { admin } : {}),
    },
    faults,
    requests,
    clock,
    hubspot,
    notion,
    airtable,
    play: playOrThrow,
    close,
  }
}

type Registration = Pick<ServiceEndpoints, 'clientId' | 'clientSecret' | 'redirectUris'>

function endpointsOf({ clientId, clientSecret, redirectUris }: Registration): Registration {
  return { clientId, clientSecret: rememberSecret(clientSecret), redirectUris }
}
