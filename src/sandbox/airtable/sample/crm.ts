import { COLLABORATORS } from '../account.ts'
import { between, pick } from '../../random.ts'
import type { BaseSpec, TableSpec } from '../table-spec.ts'
import { COMPANIES, PEOPLE } from './crm-people.ts'
import { noteFor, oddOr } from './oddities.ts'
import { day, maybe } from './making.ts'

const STAGES = ['Lead', 'Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost'] as const
const CHANCES = [0.05, 0.2, 0.4, 0.7, 1, 0]

const DEALS: TableSpec = {
  key: 'deals',
  name: 'Deals / pipeline',
  share: 130,
  fields: [
    { key: 'name', name: 'Deal', type: 'singleLineText' },
    { key: 'stage', name: 'Stage', type: 'singleSelect', choices: STAGES },
    { key: 'amount', name: 'Amount', type: 'currency', options: { precision: 2, symbol: '€' } },
    { key: 'chance', name: 'Chance', type: 'percent', options: { precision: 0 } },
    { key: 'weighted', name: 'Weighted amount', type: 'formula', formula: '{amount} * {chance}' },
    {
      key: 'closes',
      name: 'Expected close',
      type: 'date',
      options: { dateFormat: { name: 'iso', format: 'YYYY-MM-DD' } },
    },
    { key: 'owner', name: 'Owner', type: 'singleCollaborator' },
    {
      key: 'company',
      name: 'Company',
      type: 'multipleRecordLinks',
      linkTo: 'companies',
      options: { prefersSingleRecordLink: true },
    },
    {
      key: 'people',
      name: 'People',
      type: 'multipleRecordLinks',
      linkTo: 'people',
      options: { prefersSingleRecordLink: false },
    },
    { key: 'headcount', name: 'Number of people', type: 'count', via: 'people' },
    { key: 'created', name: 'Created', type: 'createdTime' },
    { key: 'editor', name: 'Last modified by', type: 'lastModifiedBy' },
    { key: 'edited', name: 'Last modified', type: 'lastModifiedTime' },
  ],
  views: [
    { key: 'grid', name: 'All deals', type: 'grid' },
    { key: 'open', name: 'Open deals', type: 'kanban', where: 'AND({Stage} != "Won", {Stage} != "Lost")' },
    { key: 'calendar', name: 'Closing dates', type: 'calendar' },
  ],
  make: ({ index, random, company, createdMs, link }) => {
    const stage = Math.floor(random() * STAGES.length)
    return {
      name: oddOr(
        index,
        `${company().name} – ${pick(random, ['renewal', 'pilot', 'expansion', 'first order'])}`,
      ),
      stage: STAGES[stage],
      amount: maybe(random, 0.85, between(random, 500, 250_000) + (random() < 0.3 ? 0.5 : 0)),
      chance: CHANCES[stage],
      closes: maybe(random, 0.75, day(createdMs, between(random, 10, 200))),
      owner: pick(random, COLLABORATORS),
      company: link('companies'),
      people: [...new Set([...link('people'), ...(random() < 0.4 ? link('people') : [])])],
    }
  },
}

const INTERACTIONS: TableSpec = {
  key: 'interactions',
  name: 'Interactions',
  description: 'A log. Nobody added a “last modified” field here.',
  share: 130,
  fields: [
    { key: 'subject', name: 'Subject', type: 'singleLineText' },
    {
      key: 'at',
      name: 'When',
      type: 'dateTime',
      options: {
        timeZone: 'Europe/Lisbon',
        dateFormat: { name: 'european', format: 'D/M/YYYY' },
        timeFormat: { name: '24hour', format: 'HH:mm' },
      },
    },
    { key: 'kind', name: 'Kind', type: 'singleSelect', choices: ['Call', 'E-mail', 'Meeting', 'Letter'] },
    { key: 'length', name: 'Length', type: 'duration', options: { durationFormat: 'h:mm' } },
    {
      key: 'people',
      name: 'People',
      type: 'multipleRecordLinks',
      linkTo: 'people',
      options: { prefersSingleRecordLink: false },
    },
    { key: 'summary', name: 'Summary', type: 'multilineText' },
  ],
  views: [{ key: 'grid', name: 'Grid view', type: 'grid' }],
  make: ({ index, random, person: makePerson, createdMs, link }) => {
    const person = makePerson()
    return {
      subject: maybe(
        random,
        0.95,
        oddOr(index, `${pick(random, ['Call with', 'Note on', 'Visit to'])} ${person.first} ${person.last}`),
      ),
      at: new Date(createdMs - between(random, 0, 86_400) * 1000).toISOString(),
      kind: maybe(random, 0.9, pick(random, ['Call', 'E-mail', 'Meeting', 'Letter'])),
      length: maybe(random, 0.6, between(random, 1, 90) * 60),
      people: link('people'),
      summary: noteFor(index, random),
    }
  },
}

export const CRM: BaseSpec = {
  key: 'crm',
  name: 'Harbour CRM',
  permissionLevel: 'create',
  tables: [PEOPLE, COMPANIES, DEALS, INTERACTIONS],
}
