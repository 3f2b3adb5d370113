import { between, pick } from '../../random.ts'
import type { BaseSpec, TableSpec } from '../table-spec.ts'
import { day, maybe } from './making.ts'
import { noteFor, oddOr } from './oddities.ts'

const EVENTS: TableSpec = {
  key: 'events',
  name: 'Events',
  share: 10,
  fields: [
    { key: 'name', name: 'Event', type: 'singleLineText' },
    {
      key: 'from',
      name: 'From',
      type: 'date',
      options: { dateFormat: { name: 'iso', format: 'YYYY-MM-DD' } },
    },
    { key: 'budget', name: 'Budget', type: 'currency', options: { precision: 0, symbol: '£' } },
    { key: 'link', name: 'Open in calendar', type: 'button' },
    { key: 'edited', name: 'Last modified', type: 'lastModifiedTime' },
  ],
  views: [{ key: 'grid', name: 'Grid view', type: 'grid' }],
  make: ({ index, random, createdMs }) => ({
    name: oddOr(
      index,
      `${pick(random, ['Summer', 'Winter', 'Members’', 'Regional'])} ${pick(random, ['gathering', 'fair', 'regatta', 'conference'])} ${2022 + (index % 5)}`,
    ),
    from: day(createdMs, between(random, 20, 160)),
    budget: maybe(random, 0.7, between(random, 5, 80) * 100),
    link: { label: 'Open', url: `https://calendar.example.com/${index}` },
  }),
}

const SESSIONS: TableSpec = {
  key: 'sessions',
  name: 'Sessions',
  share: 35,
  fields: [
    { key: 'title', name: 'Title', type: 'singleLineText' },
    {
      key: 'event',
      name: 'Event',
      type: 'multipleRecordLinks',
      linkTo: 'events',
      options: { prefersSingleRecordLink: true },
    },
    { key: 'minutes', name: 'Length', type: 'duration', options: { durationFormat: 'h:mm:ss' } },
    { key: 'track', name: 'Track', type: 'singleSelect', choices: ['A', 'B', '夜'] },
  ],
  views: [{ key: 'grid', name: 'Grid view', type: 'grid' }],
  make: ({ index, random, person, link }) => ({
    // Duplicates on purpose: a session that is held twice.
    title: oddOr(
      index,
      `${pick(random, ['Welcome', 'Knots for beginners', 'Night sailing', 'Port law', 'Coffee'])}${random() < 0.5 ? '' : ` with ${person().first}`}`,
    ),
    event: link('events'),
    minutes: between(random, 1, 6) * 900,
    track: maybe(random, 0.8, pick(random, ['A', 'B', '夜'])),
  }),
}

const ATTENDEES: TableSpec = {
  key: 'attendees',
  name: 'Attendees',
  share: 60,
  fields: [
    { key: 'name', name: 'Name', type: 'singleLineText' },
    {
      key: 'sessions',
      name: 'Sessions',
      type: 'multipleRecordLinks',
      linkTo: 'sessions',
      options: { prefersSingleRecordLink: false },
    },
    { key: 'total', name: 'Total length', type: 'rollup', via: 'sessions', shows: 'minutes' },
    { key: 'came', name: 'Came', type: 'checkbox', options: { icon: 'check', color: 'greenBright' } },
    { key: 'wishes', name: 'Dietary wishes', type: 'multilineText' },
    { key: 'edited', name: 'Last modified', type: 'lastModifiedTime' },
  ],
  views: [{ key: 'grid', name: 'Grid view', type: 'grid' }],
  make: ({ index, random, person, link }) => ({
    name: maybe(random, 0.97, oddOr(index, `${person().first} ${person().last}`)),
    sessions: [...new Set([...link('sessions'), ...link('sessions')])],
    came: random() < 0.5,
    wishes: random() < 0.7 ? undefined : noteFor(index, random),
  }),
}

export const EVENT_PLANNING: BaseSpec = {
  key: 'events',
  name: 'Event planning (תכנון אירועים)',
  permissionLevel: 'create',
  tables: [EVENTS, SESSIONS, ATTENDEES],
}
