import { createAccountSession } from '../../../src/main/http/account-session.ts'
import { withEndpoints } from '../../../src/main/providers/endpoints.ts'
import type { Provider, ProviderSession } from '../../../src/main/providers/provider.ts'
import { airtable } from '../../../src/main/providers/airtable/index.ts'
import { hubspot } from '../../../src/main/providers/hubspot/index.ts'
import { notion } from '../../../src/main/providers/notion/index.ts'
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../src/sandbox/hubspot/scopes.ts'
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts'
import { accountSchema, type Account } from '../../../src/shared/model/account.ts'
import { loadChoiceSchema, type LoadChoice } from '../../../src/shared/model/load-choice.ts'
import { ok } from '../../../src/shared/result.ts'
import { createRecordingLogger } from '../recording-logger.ts'
import type { StormService } from './random-fault.ts'

const providers: Readonly<Record<StormService, Provider>> = { hubspot, notion, airtable }

/** An account at a service of the sandbox: what the app knows of it, and a way to ask there. */
export interface StormAccount {
  readonly account: Account
  readonly provider: Provider
  readonly choice: LoadChoice
  /** Whatever a restart forgets is new in it. */
  open(): ProviderSession
}

/** `beforeCall` is told of every request before it is sent. */
export function stormAccount(service: StormService, sandbox: Sandbox, beforeCall: () => void): StormAccount {
  const { redirectUris, ...endpoints } = sandbox.endpoints[service]
  const provider = withEndpoints(providers[service], { ...endpoints, redirectUris: [...redirectUris] })
  const account = accountSchema.parse({
    id: 'account-1',
    providerId: service,
    label: 'Storm',
    externalId: 'external-1',
    timeZone: null,
    status: 'connected',
    scopes: [],
    uiOrigin: null,
    connectedAtMs: 1,
  })
  const issue = issuer(service, sandbox)
  let token = issue()
  return {
    account,
    provider,
    choice: loadChoiceSchema.parse({ included: service === 'airtable' ? wantedTables(sandbox) : [] }),
    open() {
      let leaptMs = 0
      return createAccountSession(provider, account, {
        fetch: (address, init) => {
          beforeCall()
          return fetch(address, init)
        },
        tokens: {
          current: async () => ok(token),
          renew: async () => ok((token = issue())),
        },
        logger: createRecordingLogger().logger,
        now: sandbox.clock.now,
        wait: async (ms) => {
          leaptMs += ms
        },
        clockMs: () => performance.now() + leaptMs,
        isWorkingOffline: () => false,
        onReachability: () => undefined,
      })
    },
  }
}

/** Access tokens of one grant: a storm lasts for hours of the sandbox's time. */
function issuer(
  service: StormService,
  { hubspot: crm, notion: pages, airtable: bases }: Sandbox,
): () => string {
  switch (service) {
    case 'hubspot':
      return () => crm.grants.issueAccessToken([...REQUIRED_SCOPES, ...OPTIONAL_SCOPES]).token
    case 'notion': {
      // It does not age, and another one might be shared other pages.
      const { accessToken } = pages.grants.issue()
      return () => accessToken
    }
    case 'airtable': {
      const scopes = ['schema.bases:read', 'data.records:read']
      return () => bases.grants.issue({ client: 'public', scopes, bases: 'all' }).accessToken
    }
  }
}

/** The feeds of three tables; first those whose cells change with those of other tables. */
function wantedTables({ airtable: { truth } }: Sandbox): string[] {
  const tables = truth.bases().flatMap(({ id, tables: all }) =>
    all.map((table) => ({
      name: `records:${id}/${table.id}`,
      isComputed: /"type":"(multipleLookupValues|rollup)"/.test(JSON.stringify(table)),
    })),
  )
  return tables
    .toSorted((one, other) => Number(other.isComputed) - Number(one.isComputed))
    .slice(0, 3)
    .map(({ name }) => name)
}
