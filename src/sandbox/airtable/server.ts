import { createBehaviour } from '../behaviour.ts'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { createRouter } from '../routes.ts'
import type { Service, ServiceOptions } from '../service.ts'
import { registerIntegrations, type Registrations } from './account.ts'
import { createAirtableAdmin } from './admin.ts'
import { createApiRoutes } from './api-routes.ts'
import { serveAttachment } from './attachments.ts'
import { createAuthorize } from './authorize.ts'
import { createBasesControl, type BasesControl } from './bases.ts'
import { airtableBehaviourSchema } from './behaviour.ts'
import { cellReaderOf, type CellOptions } from './cells.ts'
import { createCodes } from './codes.ts'
import { createDoor } from './door.ts'
import { errorReply, notFound, refuseRequest } from './errors.ts'
import { createGrants, type Grants } from './grants.ts'
import { createIterators } from './iterators.ts'
import { createLimits } from './limits.ts'
import { readAirtableState } from './state.ts'
import { createTokenEndpoints } from './tokens.ts'
import { createAirtableTruth, type AirtableTruth } from './truth.ts'
import { createWebhooks } from './webhooks.ts'
import { createWorkspace } from './workspace.ts'

export type AirtableOptions = ServiceOptions & {
  /** How many records over all tables; any number, none of them is held. */
  records: number
}

export type Airtable = Service & {
  app: Registrations
  grants: Pick<Grants, 'issue' | 'expireAccessTokens' | 'revokeEverything' | 'issued'>
  bases: BasesControl
  /** What there is at this moment. */
  truth: AirtableTruth
}

/** Longer addresses fail (support page on URL length); POST listRecords is there for long formulas. */
const MAX_TARGET_LENGTH = 16_000

/** Everything behind one Airtable account: sign-in, tokens, bases, records, webhooks. */
export function createAirtable(options: AirtableOptions): Airtable {
  const { seed, now, origin, onChange } = options
  const state = readAirtableState(options.state)
  const behaviour = createBehaviour(airtableBehaviourSchema, { limits: options.limits })
  const app = registerIntegrations(seed, options.redirectUris)
  const grants = createGrants(seed, now, behaviour.read, state.grants, onChange)
  const codes = createCodes(now, grants.remember)
  const cells: CellOptions = { behaviour: behaviour.read, now, origin }
  const webhooks = createWebhooks(now, state.webhooks, onChange)
  const workspace = createWorkspace({
    ...{ seed, records: options.records, now, behaviour: behaviour.read, state: state.workspace },
    onChange: (change) => {
      const base = change === undefined ? undefined : workspace.findBase(change.baseId)
      if (change !== undefined && base !== undefined)
        webhooks.note(change, cellReaderOf(base, change.table, cells))
      onChange()
    },
  })
  const authorize = createAuthorize({ app, codes, behaviour: behaviour.read, listBases: workspace.bases })
  const tokens = createTokenEndpoints({ app, codes, grants, behaviour: behaviour.read })
  const iterators = createIterators(now, behaviour.read)
  const door = createDoor(grants, workspace, createLimits(now, behaviour.read))
  const findRoute = createRouter(createApiRoutes({ door, workspace, iterators, webhooks, cells }))

  const handle = (request: SandboxRequest): SandboxReply => {
    const { method, path, query } = request
    if (path.length + query.toString().length > MAX_TARGET_LENGTH) {
      return errorReply(
        414,
        'REQUEST_URI_TOO_LONG',
        'The URL exceeds 16,000 characters; use POST listRecords',
      )
    }
    if (path === '/oauth2/v1/authorize')
      return method === 'GET' || method === 'POST' ? authorize(request) : notFound()
    if (path === '/oauth2/v1/token') return method === 'POST' ? tokens.token(request) : notFound()
    if (path === '/oauth2/v1/revoke') return method === 'POST' ? tokens.revoke(request) : notFound()
    if (path.startsWith('/v3/u/40/40/')) {
      return method === 'GET'
        ? serveAttachment(request.segments.slice(4), query.get('type') ?? '', now())
        : notFound()
    }
    // airtable.js writes to `/v0/{base}/{table}/` with a slash at the end.
    const segments = request.segments.at(-1) === '' ? request.segments.slice(0, -1) : request.segments
    const found = findRoute(method, segments)
    return found === undefined || 'allowed' in found ? notFound() : found.route.handle(request, found.params)
  }

  const bases = createBasesControl(workspace, cells)
  const truth = createAirtableTruth(workspace, cells)
  return {
    app,
    grants,
    bases,
    truth,
    handle,
    refuse: refuseRequest,
    behaviour,
    admin: createAirtableAdmin({ grants, bases, truth }),
    readState: () => ({
      grants: grants.readState(),
      workspace: workspace.readState(),
      webhooks: webhooks.readState(),
    }),
  }
}
