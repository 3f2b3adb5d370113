import { emptyReply, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import { refuseAccess } from './access.ts'
import { accountDetails } from './account.ts'
import { createAuthorize } from './authorize.ts'
import { errorReply, methodNotAllowed, notFound } from './errors.ts'
import { createGrants, type Grants } from './grants.ts'
import { createMakers, type Counts } from './make-records.ts'
import { OBJECT_TYPES, readObjectType, type ObjectType } from './object-types.ts'
import { createObjectCalls, type ObjectCalls } from './objects.ts'
import { registerApp, type AppRegistration } from './portal.ts'
import { getProperty, listProperties } from './properties.ts'
import { createRateHeaders } from './rate-headers.ts'
import { createRecords, type Records } from './records.ts'
import type { HubSpotState } from './state.ts'
import { scopesToRead, scopesToReadProperties, scopesToWrite } from './scopes.ts'
import { createTokenEndpoints } from './tokens.ts'

export type HubSpotOptions = {
  counts: Counts
  seed: number
  tokenTtlSeconds: number
  rotateRefresh: boolean
  now: () => number
  /** Where the server can be reached; known once it listens. */
  api: () => string
  /** What an earlier run remembered. */
  state: HubSpotState
  /** Called after every change that should be remembered. */
  onChange: () => void
}

export type HubSpot = {
  app: AppRegistration
  grants: Grants
  records: Record<ObjectType, Records>
  handle: (request: SandboxRequest) => SandboxReply
  readState: () => HubSpotState
}

export const API_VERSION = '2026-09'
/** Longer addresses get 414; integrators met the limit at roughly this length. */
const MAX_TARGET_LENGTH = 8 * 1024

/** Everything behind one HubSpot account: sign-in, tokens, records, properties. */
export function createHubSpot(options: HubSpotOptions): HubSpot {
  const { now, state, onChange } = options
  const app = registerApp(options.seed)
  const grants = createGrants(app, options.tokenTtlSeconds, now, state.grants, onChange)
  const makers = createMakers(options.seed, options.counts)
  const records: Record<ObjectType, Records> = {
    contacts: createRecords(makers.contacts, now, state.records.contacts, onChange),
    companies: createRecords(makers.companies, now, state.records.companies, onChange),
    deals: createRecords(makers.deals, now, state.records.deals, onChange),
  }
  const calls = Object.fromEntries(
    OBJECT_TYPES.map((type) => [type, createObjectCalls(type, records[type], options.api)]),
  ) as Record<ObjectType, ObjectCalls>
  const authorize = createAuthorize(app, grants)
  const tokens = createTokenEndpoints({ app, grants, rotateRefresh: options.rotateRefresh, now })
  const addRateHeaders = createRateHeaders(now)

  /** Runs a call if the token and its scopes allow it. */
  const guarded = (
    request: SandboxRequest,
    oneOf: readonly string[],
    call: () => SandboxReply,
  ): SandboxReply => {
    const refused = refuseAccess(request, grants, oneOf, now)
    // A call with a bad token is counted for nobody, so it carries no rate headers.
    return refused !== undefined && refused.status === 401 ? refused : addRateHeaders(refused ?? call())
  }

  const routeObjects = (
    request: SandboxRequest,
    typeName: string | undefined,
    id: string | undefined,
  ): SandboxReply => {
    const type = readObjectType(typeName)
    if (type === undefined) return notFound()
    const { method } = request
    if (id === undefined) {
      if (method === 'GET') return guarded(request, scopesToRead(type), () => calls[type].list(request))
      if (method === 'POST') return guarded(request, scopesToWrite(type), () => calls[type].create(request))
      return methodNotAllowed('GET, POST')
    }
    if (method === 'GET') return guarded(request, scopesToRead(type), () => calls[type].get(request, id))
    if (method === 'PATCH')
      return guarded(request, scopesToWrite(type), () => calls[type].update(request, id))
    if (method === 'DELETE') return guarded(request, scopesToWrite(type), () => calls[type].archive(id))
    return methodNotAllowed('GET, PATCH, DELETE')
  }

  const routeProperties = (
    request: SandboxRequest,
    typeName: string | undefined,
    name: string | undefined,
  ): SandboxReply => {
    const type = readObjectType(typeName)
    if (type === undefined) return notFound()
    if (request.method !== 'GET') return methodNotAllowed('GET')
    return guarded(request, scopesToReadProperties(type), () =>
      name === undefined
        ? listProperties(type, request.query.get('archived') === 'true')
        : getProperty(type, name),
    )
  }

  const routeTokens = (request: SandboxRequest, rest: readonly string[]): SandboxReply | undefined => {
    const endpoint = {
      token: tokens.token,
      'token/introspect': tokens.introspect,
      'token/revoke': tokens.revoke,
    }[rest.join('/')]
    if (endpoint === undefined) return undefined
    return request.method === 'POST' ? endpoint(request) : methodNotAllowed('POST')
  }

  const handle = (request: SandboxRequest): SandboxReply => {
    const { method, segments, path, query } = request
    if (path.length + query.toString().length > MAX_TARGET_LENGTH) return emptyReply(414)
    const [area, second, third, ...rest] = segments
    if (area === 'oauth' && second === 'authorize' && third === undefined) {
      return method === 'GET' || method === 'POST' ? authorize(request) : methodNotAllowed('GET, POST')
    }
    if (area === 'oauth' && second === API_VERSION) {
      return routeTokens(request, segments.slice(2)) ?? notFound()
    }
    if (path === `/account-info/${API_VERSION}/details`) {
      return method === 'GET' ? guarded(request, ['oauth'], accountDetails) : methodNotAllowed('GET')
    }
    if (area === 'crm' && third === API_VERSION && rest.length >= 1 && rest.length <= 2) {
      if (second === 'objects') return routeObjects(request, rest[0], rest[1])
      if (second === 'properties') return routeProperties(request, rest[0], rest[1])
    }
    return notFound()
  }

  const readState = (): HubSpotState => ({
    grants: grants.readState(),
    records: {
      contacts: records.contacts.readState(),
      companies: records.companies.readState(),
      deals: records.deals.readState(),
    },
  })
  return { app, grants, records, handle, readState }
}

/** What HubSpot's gateway says to a request that is broken before it has a meaning. */
export function refuseRequest(status: number, message: string): SandboxReply {
  return errorReply(status, { message, category: status === 404 ? 'OBJECT_NOT_FOUND' : 'VALIDATION_ERROR' })
}
