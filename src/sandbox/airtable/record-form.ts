import { cellText } from './cell-text.ts'
import type { CellReader } from './cells.ts'
import { commentCountOf } from './comments.ts'
import type { Field } from './layout.ts'
import type { RecordForm } from './list-parameters.ts'
import type { KeptRecord } from './record-store.ts'

export type RecordJson = {
  id: string
  createdTime: string
  commentCount?: number
  fields: Record<string, unknown>
}

/** A record as the API gives it. Empty cells are not in it. */
export function formRecord(
  reader: CellReader,
  record: KeptRecord,
  fields: readonly Field[],
  form: RecordForm,
  withCommentCount = false,
): RecordJson {
  const cells: Record<string, unknown> = {}
  for (const field of fields) {
    const cell = reader.read(record, field)
    if (cell === undefined) continue
    cells[form.returnFieldsByFieldId ? field.id : field.name] =
      form.cellFormat === 'string' ? asText(reader, field, cell, form) : cell
  }
  return {
    id: record.id,
    createdTime: new Date(record.createdMs).toISOString(),
    ...(withCommentCount ? { commentCount: commentCountOf(record.id) } : {}),
    fields: cells,
  }
}

function asText(reader: CellReader, field: Field, cell: unknown, form: RecordForm): string {
  if (field.type === 'multipleRecordLinks') return reader.namesOf(field, cell as string[]).join(', ')
  const { timeZone = 'UTC', userLocale = 'en' } = form
  return cellText(field.type, cell, { timeZone, userLocale })
}
