import type { FieldView } from '../../../shared/model/field-view.ts'
import type { Field } from './table-layout.ts'

/** A cell as a person reads it; `text` is empty where there is no value. */
export interface CellText {
  readonly text: string
  readonly kind: FieldView['kind']
}

/** What the types of the field model are to a reader; of all others the JSON is shown. */
const kinds: Readonly<Record<string, FieldView['kind']>> = {
  singleLineText: 'text',
  multilineText: 'long-text',
  richText: 'long-text',
  email: 'email',
  url: 'address',
  phoneNumber: 'phone',
  number: 'number',
  currency: 'text',
  percent: 'text',
  duration: 'text',
  rating: 'number',
  autoNumber: 'number',
  count: 'number',
  date: 'date',
  dateTime: 'time',
  createdTime: 'time',
  lastModifiedTime: 'time',
  checkbox: 'flag',
  singleSelect: 'text',
  multipleSelects: 'list',
  externalSyncSource: 'text',
  singleCollaborator: 'text',
  multipleCollaborators: 'list',
  createdBy: 'text',
  lastModifiedBy: 'text',
  multipleRecordLinks: 'list',
  multipleAttachments: 'list',
  barcode: 'text',
  button: 'text',
  aiText: 'long-text',
}

/** Types whose cells are values of another type, which their options name (field model). */
const computed = ['formula', 'rollup', 'multipleLookupValues']

export function readCell(field: Pick<Field, 'type' | 'options'>, cell: unknown): CellText {
  const { type = '', options } = field
  if (computed.includes(type)) return readComputed(options?.['result'], cell)
  const kind = kinds[type]
  if (kind === undefined || !Object.hasOwn(kinds, type)) return { text: rawText(cell), kind: 'raw' }
  const text = textOf(type, options, cell)
  return { text, kind: fits(kind, text) ? kind : 'text' }
}

function readComputed(result: unknown, cell: unknown): CellText {
  const type = isObject(result) && typeof result['type'] === 'string' ? result['type'] : 'singleLineText'
  const inner = isObject(result) && isObject(result['options']) ? result['options'] : undefined
  // A formula of a formula's type would lead nowhere.
  const field = { type: computed.includes(type) ? 'singleLineText' : type, options: inner }
  if (!Array.isArray(cell)) return readCell(field, cell)
  const texts = cell.map((one: unknown) => readCell(field, one).text).filter((text) => text !== '')
  return { text: texts.join(', '), kind: 'list' }
}

function textOf(type: string, options: Field['options'], cell: unknown): string {
  if (typeof cell === 'number') {
    // Of 0.1 + 0.2 people want to see 0.3.
    if (type === 'percent') return `${Number((cell * 100).toPrecision(12))}%`
    if (type === 'duration') return clockText(cell)
    const symbol = options?.['symbol']
    if (type === 'currency' && typeof symbol === 'string') return `${symbol}${cell}`.toWellFormed()
  }
  if (type === 'aiText' && isObject(cell) && 'value' in cell) return plainText(cell['value'])
  return plainText(cell)
}

/** Seconds as `h:mm:ss`. */
function clockText(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds))
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, '0'))
  const rest = Number((Math.abs(seconds) - whole).toFixed(3))
  return `${seconds < 0 ? '-' : ''}${Math.floor(whole / 3_600)}:${parts.join(':')}${rest === 0 ? '' : String(rest).slice(1)}`
}

/** A screen may read these kinds as what they say. */
function fits(kind: FieldView['kind'], text: string): boolean {
  if (text === '') return true
  if (kind === 'date' || kind === 'time')
    return /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text))
  if (kind === 'number') return Number.isFinite(Number(text))
  return kind !== 'flag' || text === 'true' || text === 'false'
}

/** Under these names things say what they are: people, files, barcodes, buttons, results that are no value. */
const naming = ['name', 'email', 'filename', 'text', 'label', 'value', 'specialValue', 'error', 'id']

function plainText(cell: unknown): string {
  if (cell === undefined || cell === null) return ''
  if (Array.isArray(cell)) {
    return cell
      .map(plainText)
      .filter((text) => text !== '')
      .join(', ')
  }
  if (!isObject(cell)) return rawText(cell)
  const name = naming.map((key) => cell[key]).find((value) => typeof value === 'string' && value !== '')
  return typeof name === 'string' ? name.toWellFormed() : rawText(cell)
}

function rawText(cell: unknown): string {
  if (cell === undefined || cell === null) return ''
  return (typeof cell === 'string' ? cell : JSON.stringify(cell)).toWellFormed()
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
