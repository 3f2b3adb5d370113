import { createBehaviour, type Behaviour } from '../behaviour.ts'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { createRouter } from '../routes.ts'
import type { Service, ServiceOptions } from '../service.ts'
import { createNotionAdmin, type NotionGrants } from './admin.ts'
import { createAuthorize } from './authorize.ts'
import { notionBehaviourSchema, type NotionBehaviour } from './behaviour.ts'
import { createBlockRoutes } from './block-routes.ts'
import { createCommentRoutes } from './comment-routes.ts'
import { errorReply, invalidUrl, restricted, unauthorized } from './errors.ts'
import { createExtraRoutes } from './extra-routes.ts'
import { createGrants } from './grants.ts'
import { createLimits } from './limits.ts'
import { createWorld } from './make-world.ts'
import { createPageControl, pickerPages, type PageControl } from './page-control.ts'
import { createPageRoutes } from './page-routes.ts'
import type { NotionRoute } from './route.ts'
import { createSearch } from './search.ts'
import { createSourceControl, type SourceControl } from './source-control.ts'
import { createSourceRoutes } from './source-routes.ts'
import { recallNotion, type NotionState } from './state.ts'
import { createTokenEndpoints } from './tokens.ts'
import { createNotionTruth, type NotionTruth } from './truth.ts'
import { createUserRoutes } from './user-routes.ts'
import { readVersion } from './versions.ts'
import { registerNotionApp, type NotionApp } from './workspace.ts'

export type NotionOptions = ServiceOptions & {
  /** How many pages there are in all, rows included. */
  pages: number
}

export type Notion = Service & {
  app: NotionApp
  grants: NotionGrants
  /** The workspace as its people change it. */
  pages: PageControl
  sources: SourceControl
  /** What the grant may see at this moment. */
  truth: NotionTruth
  behaviour: Behaviour<NotionBehaviour>
  readState: () => NotionState
}

/** Everything behind one Notion workspace: sign-in, tokens, search, pages, blocks, data sources. */
export function createNotion(options: NotionOptions): Notion {
  const { seed, now, onChange } = options
  const state = recallNotion(options.state)
  const behaviour = createBehaviour(notionBehaviourSchema, { limits: options.limits })
  const app = registerNotionApp(seed, options.redirectUris)
  const forgetTitle: ((page: number) => void)[] = []
  // What is remembered is put back as if it was changed, before anybody needs to be told.
  let isReady = false
  const world = createWorld({
    ...{ seed, now, state, behaviour: behaviour.read, pages: options.pages, appName: app.name },
    onChange: () => {
      if (isReady) onChange()
    },
    onPage: (page) => forgetTitle.forEach((forget) => forget(page)),
  })
  const tokens = createGrants(app.clientSecret, now, state.grants, onChange)
  const search = createSearch(world)
  forgetTitle.push(search.forgetTitle)
  isReady = true

  const { sharing, pages, ids } = world
  const numberOf = (id: string): number | undefined => {
    const numbers = ids.read('page', id)
    return numbers !== undefined && pages.get(numbers.index) !== undefined ? numbers.index : undefined
  }
  const topPages = () => pickerPages(world)
  const authorize = createAuthorize({
    app,
    grants: tokens,
    sharing,
    behaviour: behaviour.read,
    topPages,
    numberOf,
  })
  const endpoints = createTokenEndpoints({
    app,
    grants: tokens,
    users: world.users,
    behaviour: behaviour.read,
    now,
  })
  const routes: readonly NotionRoute[] = [
    { method: 'GET', path: '/v1/oauth/authorize', isOpen: true, handle: authorize },
    { method: 'POST', path: '/v1/oauth/authorize', isOpen: true, handle: authorize },
    { method: 'POST', path: '/v1/oauth/token', isOpen: true, handle: endpoints.token },
    { method: 'POST', path: '/v1/oauth/introspect', isOpen: true, handle: endpoints.introspect },
    { method: 'POST', path: '/v1/oauth/revoke', isOpen: true, handle: endpoints.revoke },
    { method: 'POST', path: '/v1/search', handle: search.handle },
    ...createUserRoutes(world),
    ...createPageRoutes(world),
    ...createBlockRoutes(world),
    ...createSourceRoutes(world),
    ...createCommentRoutes(world),
    ...createExtraRoutes(world),
  ]
  const findRoute = createRouter(routes)
  const limits = createLimits(behaviour.read, now)

  const handle = (request: SandboxRequest): SandboxReply => {
    const found = findRoute(request.method, request.segments)
    if (found === undefined) return invalidUrl(404)
    if ('allowed' in found) return invalidUrl()
    const { route, params } = found
    if (route.isOpen === true) return route.handle(request, params)
    // The token is looked at first: without a good one, nobody hears about versions (measured, see versions.ts).
    const [, token = ''] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
    const claims = tokens.read(token)
    if (claims?.kind !== 'access' || !tokens.isAlive(token)) return unauthorized()
    const limited = limits.take()
    if (limited !== undefined) return limited
    const read = readVersion(request)
    if ('refused' in read) return read.refused
    const { version } = read
    if ((route.since ?? version) > version || (route.until ?? version) < version) return invalidUrl()
    if (route.needs !== undefined && !behaviour.read().capabilities.includes(route.needs)) return restricted()
    return route.handle(request, params)
  }

  const grants: NotionGrants = {
    issue: (wanted) => {
      sharing.select((wanted ?? topPages().map(({ id }) => id)).flatMap((id) => numberOf(id) ?? []))
      const { accessToken, refreshToken } = tokens.issuePair()
      return { accessToken, refreshToken }
    },
    expireAccessTokens: tokens.expireAccessTokens,
    revokeEverything: tokens.revokeEverything,
    issued: tokens.issued,
  }
  const control = createPageControl(world)
  const databases = createSourceControl(world)
  const truth = createNotionTruth(world)

  return {
    app,
    grants,
    pages: control,
    sources: databases,
    truth,
    behaviour,
    handle,
    refuse: refuseRequest,
    admin: createNotionAdmin({ grants, pages: control, sources: databases, truth, ids }),
    readState: () => ({
      grants: tokens.readState(),
      sharing: sharing.readState(),
      pages: pages.readState(),
      sources: world.sources.readState(),
      contents: world.contents.readState(),
      comments: world.comments.readState(),
    }),
  }
}

/** What Notion's gateway says to a request that is broken before it has a meaning. */
function refuseRequest(status: number, message: string): SandboxReply {
  return errorReply(
    status,
    status === 400 ? 'invalid_request_url' : status === 413 ? 'validation_error' : 'invalid_request',
    message,
  )
}
