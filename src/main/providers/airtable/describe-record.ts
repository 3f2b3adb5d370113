import { z } from 'zod'
import type { FieldView } from '../../../shared/model/field-view.ts'
import type { FeedName } from '../../../shared/model/feed.ts'
import type { Item } from '../../../shared/model/item.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import { lenient } from '../../http/lenient.ts'
import type { DescribedRecord } from '../provider.ts'
import { readCell } from './cell-text.ts'
import { recordsFeed } from './feeds/feed-names.ts'
import { refusedBasesFact } from './feeds/schema-run.ts'
import { readLayout, type Field } from './table-layout.ts'
import { placeOfTable } from './to-item.ts'

/** What the detail pane has room for; Airtable allows 500 fields and 1,000 views a table. */
const mostFields = 4_000

/** A record with the names of its fields, a table with its fields and views, a base with what one may do there. */
export function describeRecord(described: DescribedRecord): readonly FieldView[] {
  const views = viewsOf(described)
  return views.slice(0, mostFields).map((view) => ({
    ...view,
    name: wellFormedStart(view.name, 300),
    label: wellFormedStart(view.label, 500),
    value: wellFormedStart(view.value, 100_000),
  }))
}

function viewsOf(described: DescribedRecord): FieldView[] {
  switch (described.item.type) {
    case 'base':
      return viewsOfBase(described)
    case 'table':
      return viewsOfTable(described.record)
    default:
      return viewsOfRecord(described)
  }
}

/** The records of a table are a feed of their own, which is loaded when somebody wants to see them. */
export function feedInside({ key }: Item): FeedName | null {
  const place = placeOfTable(key)
  return place === null ? null : recordsFeed(place)
}

/** As the list of bases calls them, and as Airtable's own pages do. */
const permissionLevels: Readonly<Record<string, string>> = {
  none: 'No access',
  read: 'Read only',
  comment: 'Commenter',
  edit: 'Editor',
  create: 'Creator',
}

const baseSchema = z.object({ permissionLevel: lenient(z.string()) })

function viewsOfBase({ item, record, facts }: DescribedRecord): FieldView[] {
  const parsed = baseSchema.safeParse(record)
  const level = (parsed.success ? parsed.data.permissionLevel : undefined) ?? ''
  const value = Object.hasOwn(permissionLevels, level) ? (permissionLevels[level] ?? level) : level
  const permission = view('permissionLevel', 'Permission level', value, 'text', null)
  const refused = facts[refusedBasesFact]
  if (!Array.isArray(refused) || !refused.includes(item.externalId)) return [permission]
  const note = 'Could not be read the last time; what is here is older'
  return [permission, view('tables', 'Tables', note, 'text', null)]
}

function viewsOfTable(record: unknown): FieldView[] {
  const { description, primary, fields, views } = readLayout(record)
  return [
    view('description', 'Description', description, 'long-text', null),
    view('primaryFieldId', 'Primary field', primary === undefined ? '' : nameOf(primary), 'text', null),
    ...fields.map((field) => view(field.id, nameOf(field), wordsOf(field.type), 'text', 'Fields')),
    ...views.map((one) => view(one.id, nameOf(one), wordsOf(one.type), 'text', 'Views')),
  ]
}

const recordSchema = z.object({ fields: lenient(z.record(z.string(), z.unknown())) })

/** In the order of the table, and behind them cells of fields that the table did not have when it was read. */
function viewsOfRecord({ record, parentRecord }: DescribedRecord): FieldView[] {
  const parsed = recordSchema.safeParse(record)
  const cells = (parsed.success ? parsed.data.fields : undefined) ?? {}
  const { fields } = readLayout(parentRecord)
  const known = new Set(fields.map(({ id }) => id))
  const unknown = Object.keys(cells).filter((id) => !known.has(id))
  return [...fields, ...unknown.map((id): Field => ({ id }))].map((field) => {
    const { text, kind } = readCell(field, Object.hasOwn(cells, field.id) ? cells[field.id] : undefined)
    return view(field.id, nameOf(field), text, kind, null)
  })
}

const nameOf = ({ id, name = '' }: Pick<Field, 'id' | 'name'>): string => (name.trim() === '' ? id : name)

/** `multipleRecordLinks` as `Multiple record links`. */
function wordsOf(type = ''): string {
  const words = type
    .replace(/([A-Z])/g, ' $1')
    .trim()
    .toLowerCase()
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

function view(
  name: string,
  label: string,
  value: string,
  kind: FieldView['kind'],
  group: string | null,
): FieldView {
  return { name, label, group, value, kind }
}
