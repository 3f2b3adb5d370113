import { COLLABORATORS } from '../account.ts'
import { between, pick } from '../../random.ts'
import type { BaseSpec, TableSpec } from '../table-spec.ts'
import { day, maybe } from './making.ts'
import { noteFor, oddOr } from './oddities.ts'

const STATUSES = ['Idea', 'Assigned', 'Draft', 'In review 👀', 'Published']

const STORIES: TableSpec = {
  key: 'stories',
  name: '🗓️ Stories',
  share: 60,
  fields: [
    { key: 'headline', name: 'Headline', type: 'singleLineText' },
    { key: 'status', name: 'Status', type: 'singleSelect', choices: STATUSES },
    {
      key: 'section',
      name: 'Section',
      type: 'multipleSelects',
      choices: ['Ports', 'People', 'Weather', 'تقارير'],
    },
    {
      key: 'publish',
      name: 'Publish date',
      type: 'date',
      options: { dateFormat: { name: 'friendly', format: 'LL' } },
    },
    { key: 'editors', name: 'Editors', type: 'multipleCollaborators' },
    {
      key: 'author',
      name: 'Author',
      type: 'multipleRecordLinks',
      linkTo: 'authors',
      options: { prefersSingleRecordLink: false },
    },
    { key: 'body', name: 'Body', type: 'richText' },
    {
      key: 'summary',
      name: 'AI summary',
      type: 'aiText',
      options: { prompt: ['Summarise ', { field: { fieldId: 'fldBodyOfTheStory' } }] },
    },
    { key: 'author by', name: 'Created by', type: 'createdBy' },
    { key: 'edited', name: 'Last modified', type: 'lastModifiedTime' },
  ],
  views: [
    { key: 'grid', name: 'Grid view', type: 'grid' },
    { key: 'calendar', name: 'Calendar', type: 'calendar' },
    { key: 'board', name: 'Board', type: 'kanban', where: '{Status} != "Published"' },
  ],
  make: ({ index, random, createdMs, link }) => ({
    headline: oddOr(
      index,
      `${pick(random, ['The last', 'A quiet', 'Inside the', 'Who owns the', 'Return of the'])} ${pick(random, ['lighthouse', 'ferry', 'dock', 'tide', 'harbour pilot'])} of ${pick(random, ['Setúbal', 'Tromsø', 'Győr', 'Łeba', 'Naoshima'])}`,
    ),
    status: pick(random, STATUSES),
    section: ['Ports', 'People', 'Weather', 'تقارير'].filter(() => random() < 0.3),
    publish: maybe(random, 0.6, day(createdMs, between(random, 3, 90))),
    editors: COLLABORATORS.filter(() => random() < 0.3),
    author: link('authors'),
    body: noteFor(index, random),
    summary:
      random() < 0.7
        ? { state: 'generated', isStale: random() < 0.2, value: 'A short piece about a harbour.' }
        : { state: 'error', isStale: false, value: null, errorType: 'emptyDependency' },
  }),
}

const AUTHORS: TableSpec = {
  key: 'authors',
  name: 'Authors',
  share: 10,
  fields: [
    { key: 'name', name: 'Name', type: 'singleLineText' },
    { key: 'email', name: 'Email', type: 'email' },
    { key: 'bio', name: 'Bio', type: 'multilineText' },
  ],
  views: [{ key: 'grid', name: 'Grid view', type: 'grid' }],
  make: ({ index, random, person }) => ({
    name: maybe(random, 0.95, oddOr(index, `${person().first} ${person().last}`)),
    email: `${person().mailbox}@press.example`,
    bio: noteFor(index, random),
  }),
}

export const EDITORIAL: BaseSpec = {
  key: 'editorial',
  name: '📰 Editorial calendar',
  permissionLevel: 'comment',
  tables: [STORIES, AUTHORS],
}
