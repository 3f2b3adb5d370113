import type { SandboxReply } from '../exchange.ts'
import { COLLABORATORS } from './account.ts'
import { errorReply, unknownField } from './errors.ts'
import { makeId } from './ids.ts'
import type { Field } from './layout.ts'
import type { Cells } from './table-spec.ts'
import type { Base, Table } from './workspace.ts'

const COMPUTED = [
  'formula',
  'rollup',
  'count',
  'multipleLookupValues',
  'createdTime',
  'lastModifiedTime',
  'createdBy',
  'lastModifiedBy',
  'autoNumber',
  'button',
  'externalSyncSource',
  'aiText',
]
const TEXTS = ['singleLineText', 'multilineText', 'richText', 'email', 'url', 'phoneNumber']
const NUMBERS = ['number', 'percent', 'currency', 'duration', 'rating']
const WRONG = Symbol('a value of the wrong type')

/**
 * Turns the cells of a write into cells to keep, or says what Airtable says about the first wrong one. With
 * `typecast` a text is turned into what the field takes where that can be done (create records reference).
 */
export function readCells(
  base: Base,
  table: Table,
  fields: Readonly<Record<string, unknown>>,
  typecast: boolean,
): { cells: Cells } | SandboxReply {
  const cells: Cells = {}
  for (const [name, value] of Object.entries(fields)) {
    const field = table.findField(name)
    if (field === undefined) return unknownField(name)
    if (COMPUTED.includes(field.type)) {
      return invalidValue(`Field "${field.name}" cannot accept a value because the field is computed`)
    }
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
      cells[field.key] = null
      continue
    }
    const choice = findMissingChoice(field, value)
    if (choice !== undefined && !typecast) {
      const message = `Insufficient permissions to create new select option "${JSON.stringify(choice)}"`
      return errorReply(422, 'INVALID_MULTIPLE_CHOICE_OPTIONS', message)
    }
    const missing = findMissingLink(base, field, value)
    if (missing !== undefined)
      return errorReply(422, 'ROW_DOES_NOT_EXIST', `Record ID ${missing} does not exist`)
    const kept = convert(field, value, typecast)
    if (kept === WRONG) return invalidValue(`Field "${field.name}" cannot accept the provided value`)
    cells[field.key] = kept
  }
  return { cells }
}

function convert(field: Field, value: unknown, typecast: boolean): unknown {
  const { type } = field
  if (TEXTS.includes(type)) {
    if (typeof value === 'string') return value
    return typecast && typeof value === 'number' ? String(value) : WRONG
  }
  if (NUMBERS.includes(type)) {
    const number = typecast && typeof value === 'string' ? Number(value) : value
    return typeof number === 'number' && Number.isFinite(number) ? number : WRONG
  }
  switch (type) {
    case 'checkbox':
      return typeof value === 'boolean' ? value : typecast ? value === 'true' || value === 1 : WRONG
    case 'singleSelect':
      return typeof value === 'string' ? value : WRONG
    case 'multipleSelects':
      return listOf(
        typecast && typeof value === 'string' ? value.split(/, */) : value,
        (one) => typeof one === 'string',
      )
    case 'multipleRecordLinks':
      return listOf(value, (one) => typeof one === 'string')
    case 'date':
      return dateOf(value)?.slice(0, 10) ?? WRONG
    case 'dateTime':
      return dateOf(value) ?? WRONG
    case 'barcode':
      return readBarcode(value)
    case 'singleCollaborator':
      return COLLABORATORS.find((person) => isPerson(person, value)) ?? WRONG
    case 'multipleCollaborators': {
      const people = Array.isArray(value)
        ? value.map((one) => COLLABORATORS.find((person) => isPerson(person, one)))
        : []
      return people.length > 0 && !people.includes(undefined) ? people : WRONG
    }
    case 'multipleAttachments':
      return Array.isArray(value) ? readAttachments(value) : WRONG
    default:
      return WRONG
  }
}

function listOf(value: unknown, fits: (one: unknown) => boolean): unknown {
  return Array.isArray(value) && value.every(fits) ? value : WRONG
}

function dateOf(value: unknown): string | undefined {
  const atMs = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(atMs) ? undefined : new Date(atMs).toISOString()
}

function isPerson(person: { id: string; email: string }, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return ('id' in value && value.id === person.id) || ('email' in value && value.email === person.email)
}

function readBarcode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return WRONG
  const { text, type } = value as Record<string, unknown>
  if (typeof text !== 'string') return WRONG
  return typeof type === 'string' ? { text, type } : { text }
}

/** A file is given by address and fetched by Airtable; here it is only noted under its name. */
function readAttachments(value: readonly unknown[]): unknown {
  const kept = value.map((one, at) => {
    if (typeof one !== 'object' || one === null) return undefined
    const { id, url, filename } = one as Record<string, unknown>
    if (typeof id === 'string')
      return { id, filename: typeof filename === 'string' ? filename : 'file', type: 'text/csv', size: 27 }
    if (typeof url !== 'string' || !URL.canParse(url)) return undefined
    const name = typeof filename === 'string' ? filename : (new URL(url).pathname.split('/').at(-1) ?? 'file')
    return { id: makeId('att', url, at), filename: name, type: 'text/csv', size: 27 }
  })
  return kept.includes(undefined) ? WRONG : kept
}

function findMissingChoice(field: Field, value: unknown): string | undefined {
  if (field.choices === undefined) return undefined
  return (Array.isArray(value) ? value : [value]).find(
    (one): one is string => typeof one === 'string' && field.choices?.includes(one) === false,
  )
}

function findMissingLink(base: Base, field: Field, value: unknown): string | undefined {
  if (field.type !== 'multipleRecordLinks' || !Array.isArray(value)) return undefined
  const linked = base.tables.find(({ layout }) => layout.spec.key === field.linkTo)
  return value.find((id): id is string => typeof id === 'string' && linked?.records.get(id) === undefined)
}

function invalidValue(message: string): SandboxReply {
  return errorReply(422, 'INVALID_VALUE_FOR_COLUMN', message)
}
