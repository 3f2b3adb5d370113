import { createBehaviour, type Behaviour } from '../behaviour.ts'
import { emptyReply, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import { createRouter } from '../routes.ts'
import type { Service, ServiceOptions } from '../service.ts'
import { refuseAccess } from './access.ts'
import { createAccountRoutes } from './account.ts'
import { createHubSpotAdmin } from './admin.ts'
import { createAssociationRoutes } from './association-routes.ts'
import { hubspotBehaviourSchema, type HubSpotBehaviour } from './behaviour.ts'
import { createCrm } from './create-crm.ts'
import { errorReply, methodNotAllowed, notFound } from './errors.ts'
import { createGrants, type Grants } from './grants.ts'
import { createLimits } from './limits.ts'
import { mergeInto } from './merge.ts'
import { createMakers, type Counts } from './make-records.ts'
import { createOAuthRoutes } from './oauth-routes.ts'
import { createObjectRoutes } from './object-routes.ts'
import type { ObjectType } from './object-types.ts'
import { createOwnerRoutes } from './owners.ts'
import { createPipelineRoutes } from './pipelines.ts'
import { registerApp, type AppRegistration } from './portal.ts'
import { createPropertyRoutes } from './property-routes.ts'
import type { Records } from './records.ts'
import { API_VERSION, normaliseSegments, type HubSpotRoute } from './route.ts'
import { createSomebodyElse } from './somebody-else.ts'
import { recallHubSpot, type HubSpotState } from './state.ts'
import { createTieControl, type TieControl } from './tie-control.ts'
import { createTruth, type HubSpotTruth } from './truth.ts'

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
  /** What the account holds at this moment. */
  truth: HubSpotTruth
  /** Ties and unties records as somebody else. */
  ties: TieControl
  /**
   * Merges the second record into the first as somebody else: the id of what is left, if both were there. Which id
   * that is, the account's behaviour says where it is left out.
   */
  merge: (
    type: ObjectType,
    primaryId: string,
    otherId: string,
    mergedId?: HubSpotBehaviour['mergedId'],
  ) => string | undefined
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
  const app = registerApp(options.seed, options.redirectUris)
  const grants = createGrants(app, options.tokenTtlSeconds, now, state.grants, onChange)
  const makers = createMakers(options.seed, options.counts, () => behaviour.read().manyProperties)
  const crm = createCrm({ makers, now, origin: options.origin, behaviour: behaviour.read, state, onChange })
  const { records } = crm
  const limits = createLimits(now, behaviour.read)
  const truth = createTruth(crm)
  const ties = createTieControl(crm)
  const meddle = createSomebodyElse(options.seed, records, behaviour.read)

  const routes: readonly HubSpotRoute[] = [
    ...createOAuthRoutes({ app, grants, behaviour: behaviour.read, now }),
    ...createAccountRoutes(now, limits.day),
    ...createObjectRoutes(crm),
    ...createAssociationRoutes(crm),
    ...createPropertyRoutes(behaviour.read, now),
    ...createOwnerRoutes(options.origin),
    ...createPipelineRoutes(),
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
    const oneOf = route.scopes(params)
    const denied = behaviour.read().deniedScopes
    const refused = refuseAccess(request, grants, { oneOf, denied, nowMs: now() })
    // A call with a bad token is counted for nobody, so it carries no rate headers.
    if (refused?.status === 401) return refused
    const kind = route.limit ?? 'ordinary'
    const reply = limits.refuse(kind) ?? refused ?? route.handle(request, params)
    meddle(route, params, reply)
    return limits.addHeaders(reply, kind)
  }

  return {
    app,
    grants,
    records,
    behaviour,
    handle,
    refuse: refuseRequest,
    truth,
    ties,
    merge: (type, primary, other, mergedId) => mergeInto(crm, type, primary, other, mergedId)?.id,
    admin: createHubSpotAdmin({ grants, crm, truth, ties }),
    readState: () => ({ grants: grants.readState(), ...crm.readState() }),
  }
}

/** What HubSpot's gateway says to a request that is broken before it has a meaning. */
function refuseRequest(status: number, message: string): SandboxReply {
  return errorReply(status, { message, category: status === 404 ? 'OBJECT_NOT_FOUND' : 'VALIDATION_ERROR' })
}
