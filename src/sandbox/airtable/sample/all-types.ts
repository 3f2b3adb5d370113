import { COLLABORATORS } from '../account.ts'
import { makeId } from '../ids.ts'
import { between, pick } from '../../random.ts'
import type { BaseSpec, TableSpec } from '../table-spec.ts'
import { day } from './making.ts'

/** One field of every type in the field model, and two of types that are not in it yet. */
const ALL_TYPES: TableSpec = {
  key: 'types',
  name: 'All field types',
  share: 0,
  fields: [
    { key: 'text', name: 'Single line', type: 'singleLineText' },
    { key: 'email', name: 'E-mail', type: 'email' },
    { key: 'url', name: 'URL', type: 'url' },
    { key: 'long', name: 'Long text', type: 'multilineText' },
    { key: 'rich', name: 'Rich text', type: 'richText' },
    { key: 'phone', name: 'Phone', type: 'phoneNumber' },
    { key: 'number', name: 'Number', type: 'number', options: { precision: 3 } },
    { key: 'zero', name: 'Divisor', type: 'number', options: { precision: 0 } },
    { key: 'ratio', name: 'Ratio', type: 'formula', formula: '{number} / {zero}' },
    { key: 'broken', name: 'Broken formula', type: 'formula', formula: 'DATETIME_FORMAT({text}, "YYYY")' },
    { key: 'percent', name: 'Percent', type: 'percent', options: { precision: 1 } },
    { key: 'currency', name: 'Currency', type: 'currency', options: { precision: 2, symbol: '¥' } },
    {
      key: 'rating',
      name: 'Rating',
      type: 'rating',
      options: { icon: 'heart', max: 10, color: 'redBright' },
    },
    { key: 'duration', name: 'Duration', type: 'duration', options: { durationFormat: 'h:mm:ss.SSS' } },
    { key: 'select', name: 'Select', type: 'singleSelect', choices: ['One', 'Two', 'Three'] },
    { key: 'selects', name: 'Selects', type: 'multipleSelects', choices: ['Red', 'Green', 'Blue'] },
    { key: 'person', name: 'Person', type: 'singleCollaborator' },
    { key: 'persons', name: 'Persons', type: 'multipleCollaborators' },
    {
      key: 'links',
      name: 'Links',
      type: 'multipleRecordLinks',
      linkTo: 'types',
      options: { prefersSingleRecordLink: false },
    },
    { key: 'lookup', name: 'Lookup', type: 'multipleLookupValues', via: 'links', shows: 'number' },
    { key: 'rollup', name: 'Rollup', type: 'rollup', via: 'links', shows: 'number' },
    { key: 'count', name: 'Count', type: 'count', via: 'links' },
    { key: 'date', name: 'Date', type: 'date', options: { dateFormat: { name: 'local', format: 'l' } } },
    {
      key: 'dateTime',
      name: 'Date and time',
      type: 'dateTime',
      options: {
        timeZone: 'utc',
        dateFormat: { name: 'iso', format: 'YYYY-MM-DD' },
        timeFormat: { name: '12hour', format: 'h:mma' },
      },
    },
    { key: 'files', name: 'Attachments', type: 'multipleAttachments', options: { isReversed: true } },
    { key: 'check', name: 'Checkbox', type: 'checkbox', options: { icon: 'flag', color: 'blueBright' } },
    { key: 'barcode', name: 'Barcode', type: 'barcode' },
    { key: 'button', name: 'Button', type: 'button' },
    { key: 'ai', name: 'AI', type: 'aiText', options: { prompt: ['Say hello'] } },
    { key: 'sync', name: 'Sync source', type: 'externalSyncSource' },
    { key: 'auto', name: 'Auto number', type: 'autoNumber' },
    { key: 'created', name: 'Created', type: 'createdTime' },
    { key: 'creator', name: 'Creator', type: 'createdBy' },
    { key: 'edited', name: 'Edited', type: 'lastModifiedTime' },
    { key: 'editor', name: 'Editor', type: 'lastModifiedBy' },
    { key: 'vector', name: 'Embedding', type: 'vectorEmbedding', options: { dimensions: 3 } },
    { key: 'signature', name: 'Signature', type: 'signature' },
  ],
  views: [
    { key: 'grid', name: 'Grid view', type: 'grid' },
    { key: 'few', name: 'Few', type: 'grid', shows: ['text', 'number'] },
  ],
  make: ({ index, random, createdMs, person, link }) =>
    // The second record is as empty as a record can be.
    index === 1
      ? {}
      : {
          text: index === 2 ? '' : `${person().first} ${person().last}`,
          email: `${person().mailbox}@example.com`,
          url: `https://example.com/${index}`,
          long: 'two\nlines',
          rich: '**bold** and _not_\n',
          phone: '(415) 555-9876',
          number: index === 3 ? 0 : between(random, -1_000, 1_000) / 8,
          zero: index === 4 ? undefined : index % 3,
          percent: between(random, 0, 1_000) / 1_000,
          currency: between(random, 1, 99_999),
          rating: between(random, 1, 10),
          duration: between(random, 1, 90_000) / 10,
          select: pick(random, ['One', 'Two', 'Three']),
          selects: ['Red', 'Green', 'Blue'].filter(() => random() < 0.5),
          person: pick(random, COLLABORATORS),
          persons: COLLABORATORS.slice(0, between(random, 0, 3)),
          links: [...new Set([...link('types'), ...link('types')])],
          date: day(createdMs, 30),
          dateTime: new Date(createdMs).toISOString(),
          files: [
            {
              id: makeId('att', 'types', index),
              filename: 'manifest, final.csv',
              type: 'text/csv',
              size: 27,
            },
          ],
          check: index % 2 === 0,
          barcode: { text: 'SPECIAL-2023-09-09' },
          button: { label: 'Go', url: null },
          ai: { state: 'generated', isStale: false, value: 'hello' },
          sync: { id: makeId('sel', 'sync'), name: 'CRM', color: 'blueLight2' },
          vector: { dimensions: 3, values: [0.1, 0.2, index] },
          signature: [[{ x: 1, y: 2 }]],
        },
}

const EMPTY_TABLE: TableSpec = {
  key: 'empty',
  name: 'Empty table',
  share: 0,
  fields: [{ key: 'name', name: 'Name', type: 'singleLineText' }],
  views: [{ key: 'grid', name: 'Grid view', type: 'grid' }],
  make: () => ({}),
}

export const PLAYGROUND: BaseSpec = {
  key: 'playground',
  name: 'Playground <i>all types</i>',
  permissionLevel: 'create',
  tables: [ALL_TYPES, EMPTY_TABLE],
}

/** A base that the person may only read, with nothing in it. */
export const UNTITLED: BaseSpec = {
  key: 'untitled',
  name: 'Untitled Base',
  permissionLevel: 'read',
  tables: [EMPTY_TABLE],
}
