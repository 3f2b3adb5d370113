/**
 * Who may import whom (ARCHITECTURE.md). Every rule tells the offender what to do. There is no baseline
 * file: a rule that is broken blocks landing.
 */
const test = '\\.test\\.tsx?$|(^|/)test-support/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'shared-is-pure',
      comment: 'src/shared sees zod and itself: both sides of every process boundary import it.',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: test },
      to: { pathNot: ['^src/shared/', '^node_modules/zod/'] },
    },
    {
      name: 'renderer-is-a-web-page',
      comment: 'The renderer asks main through window.api; it has no Node, no Electron and no network.',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: test },
      to: {
        path: [
          '^src/(main|store|sandbox)/',
          '^src/preload/(?!window\\.d\\.ts)',
          '^node_modules/(electron|axios)/',
        ],
      },
    },
    {
      name: 'renderer-has-no-node',
      comment: 'The renderer is sandboxed: Node built-ins do not exist there.',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'preload-is-thin',
      comment: 'The preload maps the contract to functions and knows nothing else.',
      severity: 'error',
      from: { path: '^src/preload/', pathNot: test },
      to: { pathNot: ['^src/preload/', '^src/shared/', '^electron$', '^node_modules/electron'] },
    },
    {
      name: 'electron-at-the-edge',
      comment: 'Only main/electron, main/index.ts and the preload import electron; pass a port instead.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/main/electron/', '^src/main/index\\.ts$', '^src/preload/index\\.ts$'],
      },
      to: { path: ['^electron$', '^node_modules/electron/'] },
    },
    {
      name: 'electron-edge-is-composed',
      comment: 'Only frame.ts, compose.ts, its parts compose-*.ts and index.ts reach into main/electron.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '^src/main/electron/',
          '^src/main/(compose|compose-settings|compose-updates|frame|index)\\.ts$',
          test,
        ],
      },
      to: { path: '^src/main/electron/' },
    },
    {
      name: 'compose-once',
      comment: 'compose.ts is the composition root; nobody but index.ts imports it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/index\\.ts$' },
      to: { path: '^src/main/compose\\.ts$' },
    },
    {
      name: 'providers-are-islands',
      comment:
        'A provider sees its own folder, provider.ts, feeds.ts, rate-limits.ts, the HTTP door and src/shared.',
      severity: 'error',
      from: { path: '^src/main/providers/([^/]+)/', pathNot: test },
      to: {
        path: '^src/',
        pathNot: [
          '^src/main/providers/$1/',
          '^src/main/providers/(provider|provider-session|feeds)\\.ts$',
          '^src/main/providers/rate-limits\\.ts$',
          '^src/main/http/',
          '^src/main/oauth/',
          '^src/shared/',
        ],
      },
    },
    {
      name: 'registry-knows-providers',
      comment: 'Only registry.ts imports a provider folder.',
      severity: 'error',
      from: { path: '^src/main/', pathNot: ['^src/main/providers/', test] },
      to: { path: '^src/main/providers/[^/]+/' },
    },
    {
      name: 'registry-is-composed',
      comment: 'Only compose.ts imports the registry; everybody else is given a provider.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main/compose\\.ts$', test] },
      to: { path: '^src/main/providers/registry\\.ts$' },
    },
    {
      name: 'one-door-sqlite',
      comment: 'The SQLite driver is opened in the store process only: src/store/open-database.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: '^node_modules/better-sqlite3' },
    },
    {
      name: 'one-door-http',
      comment: 'HTTP clients live in main/http and main/oauth; call a ProviderSession instead.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main/(http|oauth)/', test] },
      to: { path: '^node_modules/(axios|oauth4webapi)/' },
    },
    {
      name: 'one-door-redis',
      comment:
        'Redis is reached through main/mirror/redis-door.ts, which is loaded when somebody wants the mirror.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/mirror/redis-door\\.ts$' },
      to: { path: '^node_modules/ioredis/' },
    },
    {
      name: 'one-door-updater',
      comment: 'electron-updater decides nothing and is driven in one place: main/electron/updater.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/electron/updater\\.ts$' },
      to: { path: '^node_modules/electron-updater/' },
    },
    {
      name: 'sandbox-is-alone',
      comment: 'The sandbox and the app know each other over HTTP only, like the real services.',
      severity: 'error',
      from: { path: '^src/sandbox/', pathNot: test },
      to: { path: '^src/', pathNot: ['^src/sandbox/', '^src/shared/'] },
    },
    {
      name: 'nobody-imports-the-sandbox',
      comment: 'The app starts the sandbox as a process; tests may import it.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/sandbox/', test] },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'store-is-alone',
      comment: 'The store process is reached over its port; types come from shared/store-protocol.ts.',
      severity: 'error',
      from: { path: '^src/(main|preload|renderer|sandbox)/' },
      to: { path: '^src/store/' },
    },
    {
      name: 'store-sees-shared',
      comment: 'The store process knows nothing of main.',
      severity: 'error',
      from: { path: '^src/store/', pathNot: test },
      to: { path: '^src/', pathNot: ['^src/store/', '^src/shared/'] },
    },
    {
      name: 'features-are-islands',
      comment: 'A feature sees ui, api, copy and shared, never another feature.',
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/', pathNot: test },
      to: { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    },
    {
      name: 'ui-is-blind',
      comment: 'ui/ holds blocks that know no endpoint and no feature.',
      severity: 'error',
      from: { path: '^src/renderer/ui/', pathNot: test },
      to: { path: '^src/renderer/(api|features|app)/' },
    },
    {
      name: 'no-tests-in-the-product',
      comment: 'Product code imports neither tests nor their support.',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: ['^tests/', test] },
    },
    {
      name: 'no-cycles',
      comment: 'Break the cycle by moving what both need into a file of its own.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'no-dev-dependency-in-main',
      comment: 'What main, preload and the store need at run time is a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^src/(main|preload|store|sandbox|shared)/', pathNot: test },
      to: { dependencyTypes: ['npm-dev'], pathNot: ['^node_modules/electron', '^node_modules/@types/'] },
    },
    {
      name: 'no-unresolvable',
      comment: 'The import does not resolve.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
}
