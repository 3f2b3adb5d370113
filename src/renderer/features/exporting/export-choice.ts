import type { CsvDelimiter, ExportFormat, ExportRequest } from '../../../shared/model/export.ts'
import { plainQuery } from '../../../shared/plain-query.ts'
import {
  builtInFields,
  providerFieldName,
  type FieldId,
  type ListField,
} from '../../../shared/model/list-field.ts'
import type { ExportableList } from '../../ui/export-request.ts'

export type ExportScope = 'selection' | 'list' | 'everything'

/** What the user chose in the dialog. */
export interface ExportChoice {
  readonly scope: ExportScope
  readonly columns: 'shown' | 'all'
  readonly format: ExportFormat
  readonly delimiter: CsvDelimiter
  readonly isFormulaSafe: boolean
  readonly hasBom: boolean
  readonly hasRecords: boolean
}

export const firstChoice: ExportChoice = {
  scope: 'list',
  columns: 'shown',
  format: 'csv',
  delimiter: 'comma',
  isFormulaSafe: true,
  hasBom: true,
  hasRecords: true,
}

/** The scopes that there are, the likeliest first. */
export const scopesOf = (list: ExportableList | null): readonly ExportScope[] => [
  ...(list?.selection == null ? [] : (['selection'] as const)),
  ...(list === null ? [] : (['list'] as const)),
  'everything',
]

interface Words {
  readonly labelOf: (id: FieldId) => string
  readonly everything: string
}

/** What main is asked for. Fields that are called the same are told apart by the provider's own names. */
export function exportRequest(
  choice: ExportChoice,
  list: ExportableList | null,
  fields: readonly ListField[],
  { labelOf, everything }: Words,
): ExportRequest {
  const { scope, columns, ...layout } = choice
  const isAll = scope === 'everything' || list === null
  const wanted = isAll ? builtInFields : columns === 'shown' ? list.columns : allColumns(fields)
  const selection = isAll || scope !== 'selection' ? null : list.selection
  return {
    ...layout,
    query: isAll ? plainQuery() : list.query,
    keys: selection?.keys === undefined || selection.keys === null ? null : [...selection.keys],
    except: [...(selection?.except ?? [])],
    columns: titled(wanted, labelOf),
    name: (isAll ? everything : list.name).slice(0, 150).toWellFormed(),
  }
}

/** Of every item we know these by the provider's own fields, which tell more: a mobile number is no phone number. */
const derived = new Set<FieldId>(['email', 'organisation', 'phone'])

function allColumns(fields: readonly ListField[]): readonly FieldId[] {
  const own = fields.flatMap(({ id }) => (providerFieldName(id) === null ? [] : [id]))
  const ours = builtInFields.filter((id) => own.length === 0 || !derived.has(id))
  return [...ours, ...own]
}

function titled(ids: readonly FieldId[], labelOf: (id: FieldId) => string): ExportRequest['columns'] {
  const labels = ids.map((id) => labelOf(id).slice(0, 280).toWellFormed())
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return ids.map((field, n) => {
    const label = labels[n] ?? field
    const own = providerFieldName(field)
    const isAmbiguous = (counts.get(label) ?? 0) > 1 && own !== null
    return { field, title: isAmbiguous ? `${label} (${own})` : label }
  })
}
