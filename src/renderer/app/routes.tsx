import { lazy } from 'react'
import type { QueryClient } from '@tanstack/react-query'
import {
  createHashHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router'
import { type AppState, isShut } from '../../shared/model/app-state.ts'
import { ItemsPage } from '../features/items/ItemsPage.tsx'
import { hasNoAccount } from '../api/use-accounts.ts'
import { appStateQuery } from '../api/use-app-state.ts'
import { AppToasts } from './AppToasts.tsx'
import { told } from '../copy/told.ts'
import { NotFound } from './NotFound.tsx'
import { placeToStartAt, readColumnsAt } from './restore-place.ts'
import { ScreenError, WindowError } from './ScreenError.tsx'
import {
  parseConnectSearch,
  parseEditContactSearch,
  parseInsightsSearch,
  parseItemsSearch,
  parseNewContactSearch,
  parseOutboxSearch,
  parseSettingsSearch,
  parseSyncSearch,
} from './search-params.ts'
import { Shell } from './Shell.tsx'
import { ShellSkeleton } from './ShellSkeleton.tsx'

interface RouterContext {
  readonly queries: QueryClient
}

/** Features know nothing of each other: here the list meets the dialog of the contacts. */
const DeleteContact = lazy(async () => ({
  default: (await import('../features/contacts/DeleteContact.tsx')).DeleteContact,
}))

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: WindowError,
})

function Root() {
  return (
    <>
      <Outlet />
      <AppToasts />
    </>
  )
}

/** The state of the app, once something is open: until then there is one screen only. */
async function openState(queries: QueryClient): Promise<AppState> {
  const state = await queries.query({ ...appStateQuery(), staleTime: 'static' })
  if (isShut(state.protection)) redirect({ to: '/protection', replace: true, throw: true })
  return state
}

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  errorComponent: WindowError,
  beforeLoad: async ({ context }) => {
    const { workspace } = await openState(context.queries)
    if (workspace === null) redirect({ to: '/welcome', replace: true, throw: true })
    const [isEmpty, place] = await Promise.all([
      hasNoAccount(context.queries),
      placeToStartAt(context.queries),
    ])
    if (isEmpty) redirect({ to: '/connections', replace: true, throw: true })
    await readColumnsAt(context.queries, place?.href ?? '/items')
    if (place === null) redirect({ to: '/items', replace: true, throw: true })
    else {
      const state = place.isFallback
        ? { announcement: { tone: 'info', title: told('app:placeGone') } as const }
        : {}
      redirect({ href: place.href, state, replace: true, throw: true })
    }
  },
})

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  errorComponent: WindowError,
  beforeLoad: ({ context }) => openState(context.queries).then(() => undefined),
  component: lazyRouteComponent(() => import('./Welcome.tsx'), 'Welcome'),
})

const protectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/protection',
  errorComponent: WindowError,
  loader: ({ context }) => context.queries.query({ ...appStateQuery(), staleTime: 'static' }),
  component: lazyRouteComponent(() => import('./Protection.tsx'), 'Protection'),
})

/** Every screen that needs an open workspace lies below this one and is drawn inside the shell. */
const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  errorComponent: WindowError,
  beforeLoad: async ({ context }) => {
    const { workspace } = await openState(context.queries)
    if (workspace === null) redirect({ to: '/welcome', replace: true, throw: true })
  },
  component: Shell,
})

// The list is the default screen and therefore part of the first chunk; all others load when visited.
const itemsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items',
  validateSearch: parseItemsSearch,
  component: () => <ItemsPage ContactDeletion={DeleteContact} />,
})

const newContactRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/contacts/new',
  validateSearch: parseNewContactSearch,
  component: lazyRouteComponent(() => import('../features/contacts/ContactPage.tsx'), 'NewContactPage'),
})

const editContactRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/contacts/$key',
  validateSearch: parseEditContactSearch,
  component: lazyRouteComponent(() => import('../features/contacts/ContactPage.tsx'), 'EditContactPage'),
})

const insightsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/insights',
  validateSearch: parseInsightsSearch,
  component: lazyRouteComponent(() => import('../features/insights/InsightsPage.tsx'), 'InsightsPage'),
})

const duplicatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/insights/duplicates',
  validateSearch: parseInsightsSearch,
  component: lazyRouteComponent(async () => {
    const { DuplicatesPage } = await import('../features/insights/duplicates/DuplicatesPage.tsx')
    return { DuplicatesPage: () => <DuplicatesPage ContactDeletion={DeleteContact} /> }
  }, 'DuplicatesPage'),
})

const outboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/outbox',
  validateSearch: parseOutboxSearch,
  component: lazyRouteComponent(() => import('../features/outbox/OutboxPage.tsx'), 'OutboxPage'),
})

const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/import',
  component: lazyRouteComponent(() => import('../features/importing/ImportPage.tsx'), 'ImportPage'),
})

const syncRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sync',
  validateSearch: parseSyncSearch,
  component: lazyRouteComponent(() => import('../features/sync/SyncPage.tsx'), 'SyncPage'),
})

const loadChoiceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sync/$accountId',
  component: lazyRouteComponent(() => import('../features/sync/ChoicePage.tsx'), 'ChoicePage'),
})

const connectionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connections',
  component: lazyRouteComponent(
    () => import('../features/connections/ConnectionsPage.tsx'),
    'ConnectionsPage',
  ),
})

const connectRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connections/new',
  validateSearch: parseConnectSearch,
  component: lazyRouteComponent(() => import('../features/connect/ConnectPage.tsx'), 'ConnectPage'),
})

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  validateSearch: parseSettingsSearch,
  component: lazyRouteComponent(() => import('../features/settings/SettingsPage.tsx'), 'SettingsPage'),
})

// The page stays while one goes from section to section, hence it is drawn by the route above.
const settingsSectionRoute = createRoute({ getParentRoute: () => settingsRoute, path: '$section' })

const appRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/apps/$providerId',
  component: lazyRouteComponent(() => import('../features/settings/OAuthAppPage.tsx'), 'OAuthAppPage'),
})

const importEnvRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/import',
  component: lazyRouteComponent(() => import('../features/settings/ImportEnvPage.tsx'), 'ImportEnvPage'),
})

const routeTree = rootRoute.addChildren([
  indexRoute,
  protectionRoute,
  welcomeRoute,
  shellRoute.addChildren([
    itemsRoute,
    newContactRoute,
    editContactRoute,
    insightsRoute,
    duplicatesRoute,
    outboxRoute,
    importRoute,
    syncRoute,
    loadChoiceRoute,
    connectionsRoute,
    connectRoute,
    settingsRoute.addChildren([settingsSectionRoute]),
    appRoute,
    importEnvRoute,
  ]),
])

/** The page is one file of an unpackaged archive, so the place lies in the hash. Tests pass their own history. */
export function createAppRouter(queries: QueryClient, history: RouterHistory = createHashHistory()) {
  return createRouter({
    routeTree,
    history,
    context: { queries },
    defaultPendingComponent: ShellSkeleton,
    defaultErrorComponent: ScreenError,
    defaultNotFoundComponent: NotFound,
    // Answers come from this computer: a flash of a skeleton would be slower than the screen itself.
    defaultPendingMs: 300,
    defaultPendingMinMs: 0,
    defaultStructuralSharing: true,
  })
}

export type AppRouter = ReturnType<typeof createAppRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter
  }
}
