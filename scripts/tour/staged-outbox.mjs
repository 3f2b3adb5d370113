/** Made-up answers of main for the outbox: each state of a change once, and what people find hardest to lay out. */

const NOW = Date.now()
const minutes = (count) => NOW - count * 60_000
export const keyOf = (id, accountId = 'one') => ['hubspot', accountId, 'contact', id].join(':')

const LONG =
  'Head of procurement for the western approaches, the northern branch and whatever else has no head yet'
const phone = { name: 'phone', label: 'Phone number', before: '+44 20 7946 1000', after: '+44 20 7946 2000' }
const title = { name: 'jobtitle', label: 'Job title', before: 'Engineer', after: 'Lead engineer' }

let made = 0
const change = (changes) => {
  made += 1
  return {
    id: `change-${String(made)}`,
    revision: 1,
    kind: 'update',
    state: 'waiting',
    providerId: 'hubspot',
    accountId: 'one',
    key: keyOf(String(7_000 + made)),
    name: 'Ada Lovelace',
    otherKey: null,
    otherName: null,
    madeAtMs: minutes(made * 7),
    endedAtMs: null,
    fields: [phone],
    waitsFor: null,
    attempts: 0,
    lastError: null,
    reason: null,
    ...changes,
  }
}
const waits = (reason, untilMs = null) => ({ waitsFor: { for: reason, untilMs } })

const WAITING = [
  change({ name: 'Bo Chen', kind: 'delete', fields: [], ...waits('undo', NOW + 600_000) }),
  change({ state: 'sending', fields: [phone, title] }),
  change({
    kind: 'create',
    name: 'Grace Quay',
    fields: [
      ['email', 'E-mail', 'grace.quay@example.com'],
      ['firstname', 'First name', 'Grace'],
      ['lastname', 'Last name', 'Quay'],
      ['company', 'Company name', 'Quay & Daughters'],
      ['hs_lead_status', 'Lead status', 'Open deal'],
    ].map(([name, label, after]) => ({ name, label, before: '', after })),
    ...waits('outcome', NOW + 300_000),
  }),
  change({
    name: 'ליאור בן־דוד',
    fields: [{ ...title, before: '', after: LONG }],
    ...waits('network'),
    attempts: 3,
    lastError: { kind: 'provider-down', status: 502 },
  }),
  change({ name: 'Carmen Ruiz', state: 'held' }),
  change({ name: 'Fatou Diop', fields: [{ ...phone, after: '' }], ...waits('limit', NOW + 400_000) }),
  change({ name: 'Émile Zola', kind: 'merge', otherName: 'E. Zola', fields: [], ...waits('earlier-change') }),
  change({
    name: 'Kwame Ng',
    accountId: 'five',
    key: keyOf('9001', 'five'),
    ...waits('reconnect'),
  }),
  change({ name: 'Ines Prado', accountId: 'four', key: keyOf('9002', 'four'), ...waits('paused') }),
  change({ name: 'José Ødegård', kind: 'erase', fields: [], ...waits('turn') }),
]

const value = (text) => ({ value: text, text })
const conflictField = (name, label, before, yours, theirs, changes = {}) => ({
  name,
  label,
  before: value(before),
  yours: value(yours),
  theirs: value(theirs),
  theirsAtMs: minutes(42),
  theirsBy: 'Ana Ruiz',
  ...changes,
})
const need = (reason, changes = {}) => change({ state: 'needs-you', reason, ...changes })

const NEEDS_YOU = [
  need(
    {
      kind: 'conflict',
      fields: [
        conflictField('jobtitle', 'Job title', 'Engineer', 'Lead engineer', 'Staff engineer'),
        conflictField('lifecyclestage', 'Lifecycle stage', 'Lead', 'Customer', 'Opportunity'),
        conflictField('notes', 'Notes', '', LONG, ''),
      ],
      sentCount: 2,
      isAgain: false,
    },
    { name: 'Bo Chen' },
  ),
  need(
    {
      kind: 'conflict',
      fields: [
        conflictField('phone', 'Phone number', '+44 20 1', '+44 20 2', '+44 20 3', { theirsBy: null }),
      ],
      sentCount: 0,
      isAgain: true,
    },
    { name: 'Carmen Ruiz' },
  ),
  need({
    kind: 'refused',
    message: 'Property values were not valid',
    fields: [{ name: 'email', label: 'E-mail', message: 'Email address ada@ is invalid' }],
    sentCount: 3,
  }),
  need({ kind: 'deleted-there' }, { name: 'Dilnoza Karimova', fields: [title] }),
  need({ kind: 'merged-there', currentKey: keyOf('42'), currentName: 'Emile Zola' }, { name: 'Émile Zola' }),
  need(
    { kind: 'other-gone' },
    { kind: 'merge', name: 'Grace Hopper', otherKey: keyOf('44'), otherName: 'G. Hopper', fields: [] },
  ),
  need(
    { kind: 'already-exists', existingKey: keyOf('43'), existingName: 'Ada Byron' },
    { kind: 'create', fields: [{ name: 'email', label: 'E-mail', before: '', after: 'ada@example.com' }] },
  ),
  need(
    {
      kind: 'changed-there',
      fields: [{ name: 'city', label: 'City', before: 'Bath', now: 'York' }],
    },
    { kind: 'delete', name: 'Fatou Diop', fields: [] },
  ),
  need(
    {
      kind: 'outcome-unknown',
      candidates: [
        { key: keyOf('44'), name: 'Grace Quay' },
        { key: keyOf('45'), name: 'Grace Quay (import)' },
      ],
    },
    { kind: 'create', name: 'Grace Quay', fields: [title] },
  ),
  need({ kind: 'missing-permission', scopes: ['crm.objects.contacts.write'] }, { name: 'Håkon Ødegård' }),
  need(
    {
      kind: 'failed',
      error: { kind: 'unexpected-response', detail: 'id is missing' },
      reference: 'PT-4QX8ZD',
    },
    { name: 'Kwame Ng' },
  ),
]

const ended = (state, changes = {}) => change({ state, endedAtMs: minutes(3), ...changes })
const TODAY = [
  ended('sent'),
  ended('discarded', { name: 'Carmen Ruiz' }),
  ended('settled', { name: 'Bo Chen', fields: [title] }),
  ended('sent', { name: 'Ines Prado', kind: 'delete', fields: [] }),
]

/** Nothing waits. */
export const EMPTY = {
  waiting: [],
  waitingCount: 0,
  needsYou: [],
  needsYouCount: 0,
  today: [],
  todayCount: 0,
  byAccount: [],
  undo: null,
  redo: null,
}

export const FULL = {
  waiting: WAITING,
  waitingCount: 1_204,
  needsYou: NEEDS_YOU,
  needsYouCount: NEEDS_YOU.length,
  today: TODAY,
  todayCount: TODAY.length,
  byAccount: [
    { accountId: 'one', count: 1_212 },
    { accountId: 'four', count: 1 },
    { accountId: 'five', count: 1 },
  ],
  undo: { kind: 'update', name: 'Ada Lovelace', count: 1 },
  redo: { kind: 'delete', name: '', count: 12 },
}

/** What the fields of the conflict may be set to. */
export const FORM = {
  fields: ['jobtitle', 'notes', 'phone'].map((name) => ({
    name,
    label: name === 'notes' ? 'Notes' : name === 'phone' ? 'Phone number' : 'Job title',
    group: null,
    kind: name === 'notes' ? 'long-text' : 'text',
    options: [],
    isMain: true,
    isRequired: false,
    isUnique: false,
    readOnly: null,
  })),
  needsOneOf: [],
}

const row = (id, name, pending) => ({
  key: keyOf(id),
  providerId: 'hubspot',
  accountId: 'one',
  type: 'contact',
  externalId: id,
  name,
  email: `${id}@example.com`,
  organisation: 'Northwind',
  phone: '+44 20 7946 1000',
  modifiedAtMs: minutes(12),
  pending,
})
const mark = (kind, state) => ({ kind, state })

/** A list in which a change of every kind lies over a row. */
export const LIST = {
  rows: [
    row('7001', 'Ada Lovelace', mark('update', 'waiting')),
    row('7002', 'Bo Chen', mark('delete', 'waiting')),
    row('7003', 'Carmen Ruiz', mark('update', 'needs-you')),
    row('7004', 'Dilnoza Karimova', null),
    row('new-1', 'Grace Quay', mark('create', 'waiting')),
    row('7006', 'ליאור בן־דוד', mark('merge', 'waiting')),
  ],
  total: 6,
  isMore: false,
}
