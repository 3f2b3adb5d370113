import { formulaSafe } from '../../../shared/formula-safe.ts'
import type { ItemRow } from '../../../shared/model/item.ts'
import type { Cell } from '../../../shared/model/list-field.ts'
import { type CellWords, cellText, valueOf } from '../../ui/cell-text.ts'
import type { GridField } from './grid-fields.ts'

export type CopyFormat = 'tsv' | 'json' | 'markdown'

/** Words for what the rows hold as codes. */
export interface CopyWords extends CellWords {
  readonly typeLabel: (type: ItemRow['type']) => string
  readonly sourceLabel: (accountId: ItemRow['accountId']) => string
}

/** Rows as text for the clipboard, with the columns as they are shown. */
export function copyTextOf(
  format: CopyFormat,
  rows: readonly ItemRow[],
  fields: readonly GridField[],
  words: CopyWords,
): string {
  const lines = (): string[][] => rows.map((row) => fields.map((field) => shownText(field, row, words)))
  const labels = fields.map(({ label }) => label)
  switch (format) {
    case 'tsv':
      return tsvOf(rows.length > 1 ? [labels, ...lines()] : lines())
    case 'markdown':
      return markdownOf(labels, lines())
    case 'json':
      return jsonOf(rows, fields, words)
  }
}

/** A number without its grouping, which other programs would read as a text. */
function shownText(field: GridField, row: ItemRow, words: CopyWords): string {
  if (field.id === 'type') return words.typeLabel(row.type)
  if (field.id === 'source') return words.sourceLabel(row.accountId)
  const value = valueOf(field, row)
  const isAmount = typeof value === 'number' && field.kind !== 'time'
  return isAmount ? String(value) : cellText(field, value, words)
}

const tsvOf = (lines: readonly (readonly string[])[]): string =>
  lines.map((line) => line.map(tsvCell).join('\t')).join('\n')

/** No formula, and in quotes where it holds what would end the cell, as spreadsheets write it themselves. */
function tsvCell(text: string): string {
  const safe = formulaSafe(text)
  return /[\t\n\r"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const markdownOf = (labels: readonly string[], lines: readonly (readonly string[])[]): string =>
  [labels, labels.map(() => '---'), ...lines]
    .map((line) => `| ${line.map(markdownCell).join(' | ')} |`)
    .join('\n')

const markdownCell = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll(/\r\n|\r|\n/g, ' ')

function jsonOf(rows: readonly ItemRow[], fields: readonly GridField[], words: CopyWords): string {
  const names = distinct(fields.map(({ label }) => label))
  const objects = rows.map((row) =>
    Object.fromEntries(
      fields.map((field, index): [string, Cell] => [
        names[index] ?? field.label,
        jsonValue(field, row, words),
      ]),
    ),
  )
  return JSON.stringify(objects, null, 2)
}

function jsonValue(field: GridField, row: ItemRow, words: CopyWords): Cell {
  const value = valueOf(field, row)
  if (field.kind === 'time' && typeof value === 'number') {
    const at = new Date(value)
    return Number.isNaN(at.getTime()) ? value : at.toISOString()
  }
  if (typeof value === 'string') return field.kind === 'date' ? value : shownText(field, row, words)
  if (value === null || typeof value !== 'object') return value
  return value.map((one) => field.options.get(one) ?? one)
}

/** Two fields of one name must not become one: the second is called `Name (2)`. */
function distinct(labels: readonly string[]): string[] {
  const taken = new Set<string>()
  return labels.map((label) => {
    let name = label
    for (let count = 2; taken.has(name); count += 1) name = `${label} (${String(count)})`
    taken.add(name)
    return name
  })
}
