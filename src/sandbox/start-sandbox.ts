import { answerWith } from './answer.ts'
import { createControl } from './control.ts'
import { createFaults, type Faults } from './faults.ts'
import { API_VERSION, createHubSpot, refuseRequest, type HubSpot } from './hubspot/server.ts'
import { NEW_HUBSPOT_STATE } from './hubspot/state.ts'
import { listenOnLoopback } from './listen.ts'
import { createWriteBehind, recall, remember } from './memory.ts'
import { DEFAULT_OPTIONS, type SandboxOptions } from './options.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'

/** Where the sandbox's services are and how to sign in there: what `npm run sandbox` prints. */
export type SandboxEndpoints = {
  pid: number
  hubspot: {
    authorize: string
    token: string
    api: string
    clientId: string
    clientSecret: string
    redirectUris: readonly string[]
  }
}

export type Sandbox = {
  endpoints: SandboxEndpoints
  faults: Faults
  requests: RequestLog
  /** Records and grants, for tests in the same process. */
  hubspot: HubSpot
  /** Ends it, open connections included. */
  close: () => Promise<void>
}

export type StartOptions = Partial<SandboxOptions> & {
  now?: () => number
  /** Given the whole memory of the sandbox, as a text, soon after anything in it changed. */
  onStateChange?: (state: string) => void
}

/** How long changes are gathered before the memory is handed out again. */
const STATE_INTERVAL_MS = 100

/**
 * Starts the sandbox on 127.0.0.1 and ::1. What is left out of the options takes its default, except that
 * the port is a free one. Throws what the system says when the port cannot be had.
 */
export async function startSandbox(given: StartOptions = {}): Promise<Sandbox> {
  const { now = Date.now, onStateChange, ...chosen } = given
  const options: SandboxOptions = { ...DEFAULT_OPTIONS, ...chosen }
  const faults = createFaults(options.faults)
  const requests = createRequestLog()
  let origin = ''
  const hubspot: HubSpot = createHubSpot({
    counts: { contacts: options.contacts, companies: options.companies, deals: options.deals },
    seed: options.seed,
    tokenTtlSeconds: options.tokenTtlSeconds,
    rotateRefresh: options.rotateRefresh,
    now,
    api: () => origin,
    state: recall(options) ?? NEW_HUBSPOT_STATE,
    onChange:
      onStateChange === undefined
        ? () => undefined
        : createWriteBehind(() => onStateChange(remember(options, hubspot.readState())), STATE_INTERVAL_MS),
  })
  const listening = await listenOnLoopback(
    options.port,
    answerWith({
      provider: hubspot.handle,
      refuse: refuseRequest,
      control: createControl(hubspot, faults, requests),
      faults,
      log: requests,
      latencyMs: options.latencyMs,
      now,
    }),
  )
  origin = `http://localhost:${listening.port}`
  const { clientId, clientSecret, redirectUris } = hubspot.app
  return {
    endpoints: {
      pid: process.pid,
      hubspot: {
        authorize: `${origin}/oauth/authorize`,
        token: `${origin}/oauth/${API_VERSION}/token`,
        api: origin,
        clientId,
        clientSecret,
        redirectUris,
      },
    },
    faults,
    requests,
    hubspot,
    close: listening.close,
  }
}
