import { createBehaviour, type Behaviour } from '../behaviour.ts'
import { emptyReply, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import { createRouter } from '../routes.ts'
import type { Service, ServiceOptions } from '../service.ts'
import { refuseAccess } from './access.ts'
import { accountDetails } from './account.ts'
import { createHubSpotAdmin } from './admin.ts'
import { createAuthorize } from './authorize.ts'
import { hubspotBehaviourSchema, type HubSpotBehaviour } from './behaviour.ts'
import { errorReply, methodNotAllowed, notFound } from './errors.ts'
import { createGrants, type Grants } from './grants.ts'
import { createMakers, type Counts } from './make-records.ts'
import { createObjectRoutes, createPropertyRoutes } from './object-routes.ts'
import { OBJECT_TYPES, type ObjectType } from './object-types.ts'
import { createObjectCalls, type ObjectCalls } from './objects.ts'
import { registerApp, type AppRegistration } from './portal.ts'
import { createRateHeaders } from './rate-headers.ts'
import { createRecords, type Records } from './records.ts'
import { API_VERSION, normaliseSegments, type HubSpotRoute } from './route.ts'
import { recallHubSpot, type HubSpotState } from './state.ts'
import { createTokenEndpoints } from './tokens.ts'

export type HubSpotOptions = ServiceOptions & {
  counts: Counts
  tokenTtlSeconds: number
  rotateRefresh: boolean
}

export type HubSpot = Service & {
  app: AppRegistration
  grants: Grants
  records: Record<ObjectType, Records>
  behaviour: Behaviour<HubSpotBehaviour>
  readState: () => HubSpotState
}

/** Longer addresses get 414; integrators met the limit at roughly this length. */
const MAX_TARGET_LENGTH = 8 * 1024

/** Everything behind one HubSpot account: sign-in, tokens, records, properties. */
export function createHubSpot(options: HubSpotOptions): HubSpot {
  const { now, onChange } = options
  const state = recallHubSpot(options.state)
  const behaviour = createBehaviour(hubspotBehaviourSchema, {
    limits: options.limits,
    ...(options.rotateRefresh ? { refreshToken: 'rotated' } : {}),
  })
  const app = registerApp(options.seed)
  const grants = createGrants(app, options.tokenTtlSeconds, now, state.grants, onChange)
  const makers = createMakers(options.seed, options.counts)
  const records: Record<ObjectType, Records> = {
    contacts: createRecords(makers.contacts, now, state.records.contacts, onChange),
    companies: createRecords(makers.companies, now, state.records.companies, onChange),
    deals: createRecords(makers.deals, now, state.records.deals, onChange),
  }
  const calls = Object.fromEntries(
    OBJECT_TYPES.map((type) => [type, createObjectCalls(type, records[type], options.origin)]),
  ) as Record<ObjectType, ObjectCalls>
  const authorize = createAuthorize(app, grants)
  const tokens = createTokenEndpoints({ app, grants, behaviour: behaviour.read, now })
  const addRateHeaders = createRateHeaders(now)

  const routes: readonly HubSpotRoute[] = [
    { method: 'GET', path: '/oauth/authorize', handle: authorize },
    { method: 'POST', path: '/oauth/authorize', handle: authorize },
    { method: 'POST', path: '/oauth/{version}/token', handle: tokens.token },
    { method: 'POST', path: '/oauth/{version}/token/introspect', handle: tokens.introspect },
    { method: 'POST', path: '/oauth/{version}/token/revoke', handle: tokens.revoke },
    {
      method: 'GET',
      path: '/account-info/{version}/details',
      scopes: () => ['oauth'],
      handle: accountDetails,
    },
    ...createObjectRoutes(calls),
    ...createPropertyRoutes(),
  ]
  const findRoute = createRouter(routes)

  const handle = (request: SandboxRequest): SandboxReply => {
    const { method, segments, path, query } = request
    if (path.length + query.toString().length > MAX_TARGET_LENGTH) return emptyReply(414)
    const found = findRoute(method, normaliseSegments(segments))
    if (found === undefined) return notFound()
    if ('allowed' in found) return methodNotAllowed(found.allowed)
    const { route, params } = found
    const { version } = params
    if (version !== undefined && !(route.versions ?? [API_VERSION]).includes(version)) return notFound()
    if (route.scopes === undefined) return route.handle(request, params)
    const refused = refuseAccess(request, grants, route.scopes(params), now)
    // A call with a bad token is counted for nobody, so it carries no rate headers.
    if (refused?.status === 401) return refused
    return addRateHeaders(refused ?? route.handle(request, params))
  }

  return {
    app,
    grants,
    records,
    behaviour,
    handle,
    refuse: refuseRequest,
    admin: createHubSpotAdmin({ grants, records }),
    readState: () => ({
      grants: grants.readState(),
      records: {
        contacts: records.contacts.readState(),
        companies: records.companies.readState(),
        deals: records.deals.readState(),
      },
    }),
  }
}

/** What HubSpot's gateway says to a request that is broken before it has a meaning. */
function refuseRequest(status: number, message: string): SandboxReply {
  return errorReply(status, { message, category: status === 404 ? 'OBJECT_NOT_FOUND' : 'VALIDATION_ERROR' })
}
