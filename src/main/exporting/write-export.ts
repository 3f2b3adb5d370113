import type { AppError } from '../../shared/errors.ts'
import type { ExportLayout } from '../../shared/export-protocol.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { csvDelimiters, type ExportRequest } from '../../shared/model/export.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ListFields } from '../items/list-fields.ts'
import { resolveQuery, type ResolvedQuery } from '../items/list-view.ts'
import type { Store } from '../store/store.ts'
import { type FileWriter, writeWholeFile } from './whole-file.ts'

export interface WriteExportPorts {
  readonly store: Store
  readonly fields: ListFields
  /** What accounts are called. */
  readonly sources: () => Promise<Result<Readonly<Record<AccountId, string>>, AppError>>
  readonly now: () => number
}

/** One file that is to be written. */
export interface ExportOrder {
  readonly id: string
  readonly file: string
  readonly request: ExportRequest
  readonly signal: AbortSignal
  readonly onProgress: (rows: number, total: number | null) => void
}

/** A store process that ends takes the list with it; so often the file is begun anew. */
const mostBeginnings = 4
const byteOrderMark = '\ufeff'

/**
 * Writes the rows of a list as they are at its beginning, some at a time; answers how many there are in the file. A row
 * that is changed meanwhile is written as it is when its turn comes, one that is gone is left out.
 */
export async function writeExport(
  ports: WriteExportPorts,
  order: ExportOrder,
): Promise<Result<number, AppError>> {
  const { query, columns } = order.request
  const ids = columns.map(({ field }) => field)
  const resolved = await resolveQuery(ports.fields, query, ids, ports.now())
  if (!resolved.ok) return resolved
  const sources = await ports.sources()
  if (!sources.ok) return sources
  for (let beginning = 0; beginning < mostBeginnings; beginning++) {
    const done = await writeWholeFile(order.file, (writer) =>
      writeRows(ports.store, order, { ...resolved.value, sources: sources.value }, writer),
    )
    await ports.store.call('endExport', { id: order.id })
    if (!done.ok) return done.error.kind === 'cancelled' && !order.signal.aborted ? err(gone) : done
    if (done.value !== null) return ok(done.value)
  }
  return err(gone)
}

const gone: AppError = { kind: 'storage-unavailable' }
const cancelled = err<AppError>({ kind: 'cancelled' })

interface Resolved extends ResolvedQuery {
  readonly sources: ExportLayout['sources']
}

/** Null where the store lost the list on the way. */
async function writeRows(
  store: Store,
  { id, request, signal, onProgress }: ExportOrder,
  { query, view, sources }: Resolved,
  { write }: FileWriter,
): Promise<Result<number | null, AppError>> {
  const { keys, except, format, isFormulaSafe, hasRecords } = request
  const isStopped = (): boolean => signal.aborted
  onProgress(0, null)
  let total: number | null = null
  while (total === null) {
    if (isStopped()) return cancelled
    const begun = await store.call('beginExport', { id, rows: { query, keys, except }, view })
    if (!begun.ok) return begun
    if (begun.value.progress === null) total = begun.value.total
  }
  const columns = request.columns.filter(({ field }) => view.columns.includes(field))
  const delimiter = csvDelimiters[request.delimiter]
  const layout: ExportLayout = {
    ...{ format, view, sources, delimiter, isFormulaSafe, hasRecords },
    columns: columns.map(({ field }) => field),
    titles: columns.map(({ title }) => title),
  }
  if (format === 'csv' && request.hasBom) await write(byteOrderMark)
  if (format === 'json') await write('[\n')
  let rows = 0
  let offset = 0
  do {
    if (isStopped()) return cancelled
    onProgress(rows, total)
    const part = await store.call('exportRows', { id, offset, layout })
    if (!part.ok) return part
    if (part.value === null) return ok(null)
    // Nothing moved on: the list says that it is longer than it is.
    if (part.value.next <= offset && offset > 0) break
    if (part.value.text !== '') await write(`${format === 'json' && rows > 0 ? ',\n' : ''}${part.value.text}`)
    rows += part.value.rows
    offset = part.value.next
  } while (offset < total)
  if (format === 'json') await write('\n]\n')
  // Whoever cancels in the last moment is not to find a file.
  if (isStopped()) return cancelled
  onProgress(rows, total)
  return ok(rows)
}
