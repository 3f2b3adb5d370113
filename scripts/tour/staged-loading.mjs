/** Made-up answers of main for the Sync centre: each state of a load once, and what people find hardest to lay out. */

const NOW = Date.now()
const minutes = (count) => NOW - count * 60_000

export const ACCOUNTS = [
  ['one', 'hubspot', 'acme.example', 'connected'],
  ['two', 'notion', 'Ana’s Notion', 'connected'],
  ['three', 'airtable', 'ops@an-organisation-with-a-rather-long-name.example', 'connected'],
  ['four', 'hubspot', 'globex.example', 'paused'],
  ['five', 'hubspot', 'initech.example', 'needs-reconnect'],
].map(([id, providerId, label, status]) => ({
  id,
  providerId,
  label,
  externalId: '147312908',
  status,
  scopes: [],
  access: 'write',
  source: 'sign-in',
  uiOrigin: null,
  timeZone: null,
  connectedAtMs: minutes(10_000),
}))

export const stream = (feed, type, changes = {}) => ({
  feed,
  type,
  label: null,
  state: 'done',
  mode: null,
  loaded: 1_880,
  total: null,
  cap: null,
  error: null,
  lacks: [],
  reference: null,
  finishedAtMs: minutes(400),
  checkedAtMs: minutes(2),
  sweptAtMs: minutes(3_000),
  nextAtMs: NOW + 240_000,
  ...changes,
})
const never = { finishedAtMs: null, checkedAtMs: null, sweptAtMs: null }
export const status = (accountId, streams, changes = {}) => ({
  accountId,
  isRunning: false,
  isPaused: false,
  reachability: 'online',
  limits: [],
  quotas: [],
  streams,
  ...changes,
})
const limit = (changes) => ({
  name: 'calls',
  kind: 'calls',
  used: 60,
  max: 110,
  intervalMs: 10_000,
  waitingUntilMs: null,
  waiting: 0,
  source: 'header',
  ...changes,
})

const TABLES = [
  ['Campaigns', 'Marketing', { loaded: 312 }],
  ['Leads from the spring fairs in Rotterdam, Valencia and Gdańsk', 'Marketing', { loaded: 4_100 }],
  ['עסקאות פתוחות', 'Marketing', { loaded: 57 }],
  [
    'Orders',
    'Operations',
    { state: 'failed', error: { kind: 'provider-down', status: 503 }, reference: 'PT-4QX8ZD' },
  ],
]
const feedOf = (table, base) => `records:${base}/${table}`

/** While nothing but time passes. */
export const QUIET = [
  status(
    'one',
    [
      stream('contact', 'contact', {
        state: 'capped',
        loaded: 5_000,
        total: 12_304,
        cap: 5_000,
        finishedAtMs: null,
      }),
      stream('company', 'company', {
        lacks: [
          { kind: 'permission', part: 'owners', scopes: ['crm.objects.owners.read'] },
          { kind: 'not-given', count: 3 },
        ],
      }),
      stream('deal', 'deal', {
        ...never,
        state: 'failed',
        loaded: 0,
        error: { kind: 'missing-permission', scopes: ['crm.objects.deals.read'] },
        reference: 'PT-7K2M9Q',
        nextAtMs: NOW + 3_400_000,
      }),
    ],
    {
      limits: [
        limit({ used: 4 }),
        limit({ name: 's', kind: 'searches', max: 5, used: 0, intervalMs: 1_000, source: 'published' }),
      ],
    },
  ),
  status('two', [
    stream('search', 'page', {
      loaded: 640,
      sweptAtMs: null,
      lacks: [{ kind: 'without-contents', count: 12, of: 664 }],
    }),
    stream('search', 'database', { state: 'done', loaded: 12, sweptAtMs: null }),
  ]),
  status(
    'three',
    [
      stream('schema', 'base', { loaded: 2, checkedAtMs: null, sweptAtMs: null }),
      stream('schema', 'table', { loaded: 7, checkedAtMs: null, sweptAtMs: null }),
      ...TABLES.map(([label, base, changes]) => stream(feedOf(label, base), 'record', { label, ...changes })),
    ],
    { quotas: [{ period: 'month', used: 612, max: 1_000, spentUntilMs: null }] },
  ),
  status(
    'four',
    [
      stream('contact', 'contact', { loaded: 88 }),
      stream('deal', 'deal', { ...never, state: 'left-out', loaded: 0 }),
    ],
    {
      isPaused: true,
    },
  ),
  status('five', []),
]

/** While everything moves or waits. */
export const BUSY = [
  status(
    'one',
    [
      stream('contact', 'contact', {
        ...never,
        state: 'loading',
        mode: 'full',
        loaded: 4_200,
        total: 12_304,
      }),
      stream('company', 'company', { state: 'loading', mode: 'sweep', loaded: 900, total: 1_880 }),
      stream('deal', 'deal', { ...never, state: 'waiting', loaded: 0 }),
    ],
    { isRunning: true, limits: [limit({ used: 96 })] },
  ),
  status(
    'two',
    [
      stream('search', 'page', { ...never, state: 'loading', mode: 'full', loaded: 320 }),
      stream('search', 'database', { ...never, state: 'loading', mode: 'full', loaded: 4 }),
    ],
    {
      isRunning: true,
      // Far enough away for every picture of a slow machine.
      limits: [
        limit({ used: 180, max: 180, intervalMs: 60_000, waiting: 4, waitingUntilMs: NOW + 3_000_000 }),
      ],
    },
  ),
  status(
    'three',
    [stream('schema', 'base', { loaded: 2 }), stream('schema', 'table', { state: 'interrupted', loaded: 5 })],
    { quotas: [{ period: 'month', used: 1_000, max: 1_000, spentUntilMs: NOW + 900_000_000 }] },
  ),
]

const run = (accountId, feed, mode, ago, tookMs, changes = {}) => ({
  accountId,
  feed,
  mode,
  startedAtMs: minutes(ago),
  endedAtMs: minutes(ago) + tookMs,
  outcome: 'done',
  added: 0,
  changed: 0,
  removed: 0,
  calls: 1,
  error: null,
  reference: null,
  ...changes,
})
export const RUNS = [
  run('one', 'contact', 'changes', 2, 900, { changed: 3, calls: 2 }),
  run('one', 'deal', 'full', 2, 400, {
    outcome: 'failed',
    error: { kind: 'missing-permission', scopes: ['crm.objects.deals.read'] },
    reference: 'PT-7K2M9Q',
  }),
  run('two', 'search', 'sweep', 58, 44_000, { removed: 2, calls: 9 }),
  run('three', feedOf('Orders', 'Operations'), 'full', 190, 62_000, {
    outcome: 'failed',
    added: 200,
    calls: 6,
    error: { kind: 'provider-down', status: 503 },
    reference: 'PT-4QX8ZD',
  }),
  run('three', feedOf(TABLES[1][0], 'Marketing'), 'full', 200, 250_000, { added: 4_100, calls: 42 }),
  run('four', 'contact', 'removals', 700, 1_300, { outcome: 'cancelled' }),
  run('one', 'owners', 'full', 800, 700, { calls: 1 }),
  run('one', 'contact', 'full', 9_000, 3_900_000, { outcome: 'capped', added: 5_000, calls: 51 }),
]

const schema = { name: 'schema', types: ['base', 'table'], label: null, container: null, isOptIn: false }
const baseOf = (name) => ({ name, label: `${name} base` })
const table = (label, base) => ({
  name: feedOf(label, base),
  types: ['record'],
  label,
  container: baseOf(base),
  isOptIn: true,
})
/** What there is to choose from at Airtable. */
export const TABLE_CHOICE = {
  choice: {
    excluded: ['Archive'],
    included: TABLES.map(([label, base]) => feedOf(label, base)),
    properties: {},
    caps: {},
    everyMinutes: 30,
  },
  options: {
    feeds: [
      schema,
      ...['Marketing', 'Operations', 'Archive'].map((name) => ({ ...schema, container: baseOf(name) })),
      ...TABLES.map(([label, base]) => table(label, base)),
      ...['Stock', 'Suppliers', 'Returns'].map((label) => table(label, 'Operations')),
    ],
    properties: {},
  },
}

const GROUPS = [
  [
    'Contact information',
    ['City', 'Country', 'Fax number', 'Job title', 'Mobile phone number', 'Salutation'],
  ],
  ['E-mail information', ['Bounced', 'Last e-mail opened', 'Unsubscribed from all e-mail']],
  [
    'Conversion',
    ['First conversion', 'Number of form submissions', 'The event that revenue is attributed to last'],
  ],
]
/** And at HubSpot. */
export const TYPE_CHOICE = {
  choice: {
    excluded: [],
    included: [],
    properties: { contact: ['City', 'Country', 'Job title'] },
    caps: { contact: 5_000 },
    everyMinutes: 15,
  },
  options: {
    feeds: ['contact', 'company', 'deal'].map((type) => ({
      name: type,
      types: [type],
      label: null,
      container: null,
      isOptIn: false,
    })),
    properties: {
      contact: GROUPS.flatMap(([group, labels]) => labels.map((label) => ({ name: label, label, group }))),
    },
  },
}

export const STORAGE = {
  bytes: 412_600_000,
  items: 14_270,
  setAside: ['/home/ana/.config/Portolan/workspaces/4e1c/cache.db.set-aside-2026-11-19'],
}
export const FILE_PROBLEMS = [
  'row 7 missing from index item_by_name',
  'wrong # of entries in index link_by_target',
]
