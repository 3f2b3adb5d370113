/** Made-up answers of main for what the details of an item show, each part of them once. */

const NOW = Date.now()
const keyOf = (providerId, accountId, type, id) =>
  [providerId, accountId, type, id].map(encodeURIComponent).join(':')
const item = (providerId, accountId, type, id, changes = {}) => ({
  key: keyOf(providerId, accountId, type, id),
  providerId,
  accountId,
  type,
  externalId: id,
  name: 'Ada Lovelace',
  email: null,
  organisation: null,
  phone: null,
  parentKey: null,
  parentPath: null,
  url: null,
  createdAtMs: NOW - 9_000_000_000,
  modifiedAtMs: NOW - 400_000,
  isDirectory: false,
  isVisible: true,
  mimeType: null,
  childCount: null,
  ...changes,
})
const details = (of, changes) => ({
  item: of,
  record: { id: of.externalId, properties: {} },
  loadedAtMs: NOW - 120_000,
  fields: [],
  parents: [],
  links: [],
  linkCounts: [],
  linkCount: 0,
  hasContent: false,
  inside: 'none',
  pending: null,
  ...changes,
})
const field = (label, value, kind = 'text', group = null) => ({ name: label, label, value, kind, group })
const rowOf = ({
  key,
  providerId,
  accountId,
  type,
  externalId,
  name,
  email,
  organisation,
  phone,
  modifiedAtMs,
}) => ({
  ...{ key, providerId, accountId, type, externalId, name, email, organisation, phone, modifiedAtMs },
  pending: null,
})
const listOf = (items) => ({ rows: items.map(rowOf), total: items.length })

const contact = item('hubspot', 'one', 'contact', '7001', {
  email: 'ada@example.com',
  url: 'https://app.hubspot.com/contacts/147312908/record/0-1/7001',
})
const LONG = 'She asked for the chart of the western approaches, and for a call before the end of the month. '
export const CONTACT = {
  list: listOf([contact]),
  details: details(contact, {
    fields: [
      field('E-mail', 'ada@example.com', 'email'),
      field('Phone number', '+44 20 7946 1000', 'phone'),
      field('Lifecycle stage', 'Opportunity'),
      field('Became a customer', '2026-11-02', 'date', 'Contact activity'),
      field('Last contacted', '2026-11-20T12:05:00.000Z', 'time', 'Contact activity'),
      field('Notes', LONG.repeat(6), 'long-text', 'Contact activity'),
      field('Annual revenue', '1234567.5', 'number', 'About the company'),
      field(
        'Web site',
        'https://acme.example/a/rather/long/path/to/what/we/make',
        'address',
        'About the company',
      ),
      field('Subscribed', 'true', 'flag', 'About the company'),
      field('Fax number', ''),
    ],
    links: [
      ['company', 'Northwind', 'Primary'],
      ['deal', 'Northwind renewal', null],
      ['deal', 'חוזה שנתי', null],
      ['company', 'Umbrella Travel, Holding and Partners of the Western Approaches', 'Former employer'],
    ].map(([type, name, label], index) => ({
      key: keyOf('hubspot', 'one', type, String(index)),
      type,
      name,
      label,
    })),
    linkCounts: [
      { type: 'company', count: 2 },
      { type: 'deal', count: 2 },
    ],
    linkCount: 4,
  }),
}

const page = item('notion', 'two', 'page', 'p1', {
  name: 'Q3 roadmap',
  parentKey: keyOf('notion', 'two', 'database', 'd1'),
  parentPath: 'Company / Planning / Roadmaps',
  url: 'https://www.notion.so/p1',
})
const TEXT = `# Where we are going

The **third** quarter is about *one* thing: ~~more~~ better charts. See [the brief](https://example.com/brief).

## To do

- [x] Agree on the scope
- [ ] Draw the western approaches
	- [ ] Soundings
- A bullet with \`code\` in it
	1. and a number below it

> Nothing is where the map says it is.

| Harbour | Depth | Keeper |
| --- | --- | --- |
| Rotterdam | 24 m | Ana |
| Gdańsk | 17 m | Bo |

\`\`\`ts
const depth = sound(harbour, { at: 'low water', every: '2 cables', until: 'the bar is passed' })
\`\`\`

---

The end.`
export const PAGE = {
  list: listOf([page]),
  details: details(page, {
    hasContent: true,
    fields: [field('Name', 'Q3 roadmap'), field('Status', 'In progress')],
  }),
  content: { text: TEXT, fetchedAtMs: NOW - 60_000, isComplete: false, error: null },
  keptContent: { text: TEXT, fetchedAtMs: NOW - 90_000_000, isComplete: true, error: { kind: 'offline' } },
}

const table = item('airtable', 'three', 'table', 'app1/tbl1', {
  name: 'Leads from the spring fairs in Rotterdam, Valencia and Gdańsk',
  parentKey: keyOf('airtable', 'three', 'base', 'app1'),
  parentPath: 'Marketing base',
  url: 'https://airtable.com/app1/tbl1',
  createdAtMs: null,
  modifiedAtMs: null,
  isDirectory: true,
})
const NAMES = ['Harbour fair', 'Spring mailing', 'נמל אשדוד', 'Autumn fair', 'Winter fair']
const records = NAMES.map((name, index) =>
  item('airtable', 'three', 'record', `app1/tbl1/rec${String(index)}`, {
    name,
    parentKey: table.key,
    modifiedAtMs: null,
  }),
)
export const TABLE = {
  list: listOf([table]),
  empty: listOf([]),
  records: listOf(records),
  details: details(table, {
    inside: 'not-loaded',
    fields: [field('Primary field', 'Name'), field('Name', 'Single line text', 'text', 'Fields')],
  }),
  loaded: details(table, { inside: 'loaded' }),
}
