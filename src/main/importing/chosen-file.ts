import { createHash } from 'node:crypto'
import path from 'node:path'
import type { AppError } from '../../shared/errors.ts'
import { formulaSafe } from '../../shared/formula-safe.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { arrangementSchema } from '../../shared/model/arrangement.ts'
import type { ContactForm } from '../../shared/model/contact.ts'
import type { ImportFile, ImportOptions } from '../../shared/model/import.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Store } from '../store/store.ts'
import { type CsvFile, describeCsv, FileTooLarge, rowsOf } from './csv-file.ts'
import { guessMapping } from './guess-mapping.ts'
import { fileError } from './walk-import.ts'

const mostBytes = 200_000_000
const mostColumns = 2_000
const sampleRows = 5
/** So many rows say whether a file was made safe for spreadsheets. */
const judgedRows = 2_000
const mostCharacters = 300

/** A file that was chosen, as main and as the screen know it. */
export interface ChosenImport {
  readonly csv: CsvFile
  readonly file: ImportFile
}

/** Looks into a file: how it is written, its head, its first rows, and what its columns are likely to be. */
export async function readChosen(
  store: Store,
  file: string,
  { accountId, form }: { readonly accountId: AccountId; readonly form: ContactForm },
): Promise<Result<ChosenImport, AppError>> {
  try {
    const csv = await describeCsv(file, mostBytes)
    const { headers, samples, isFormulaSafe } = await firstRows(csv)
    if (headers.length > mostColumns || headers.every((header) => header.trim() === '')) {
      return err({ kind: 'invalid-request', detail: 'no table with a head' })
    }
    const remembered = await rememberedOptions(store, headers, form)
    const options: ImportOptions = remembered ?? {
      ...{ existing: 'update', withoutEmail: 'skip', isFormulaSafe },
      mapping: guessMapping(headers, form.fields),
    }
    return ok({
      csv,
      file: {
        ...{ accountId, options, bytes: csv.bytes, encoding: csv.encoding, delimiter: csv.delimiter },
        fileName: path.basename(file).toWellFormed(),
        headers: headers.map(cut),
        samples: samples.map((row) => row.slice(0, headers.length).map(cut)),
        isRemembered: remembered !== null,
      },
    })
  } catch (thrown) {
    if (thrown instanceof FileTooLarge) return err({ kind: 'file-too-large', mostBytes })
    return err(fileError(thrown))
  }
}

async function firstRows(
  csv: CsvFile,
): Promise<{ headers: string[]; samples: string[][]; isFormulaSafe: boolean }> {
  let headers: string[] | null = null
  const samples: string[][] = []
  let [rows, isFormulaSafe] = [0, true]
  for await (const cells of rowsOf(csv)) {
    // A formula that has no apostrophe: nobody has put any.
    isFormulaSafe &&= cells.every((cell) => formulaSafe(cell) === cell || cell.startsWith("'"))
    if (headers === null) headers = cells
    else if (samples.length < sampleRows) samples.push(cells)
    rows += 1
    if (rows >= judgedRows) break
  }
  return { headers: headers ?? [], samples, isFormulaSafe }
}

const cut = (text: string): string => text.slice(0, mostCharacters).toWellFormed()

/** Files with the same head are one kind, whatever they are called. */
const scopeOf = (headers: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(headers)).digest('hex')

async function rememberedOptions(
  store: Store,
  headers: readonly string[],
  { fields }: ContactForm,
): Promise<ImportOptions | null> {
  const kept = await store.call('getArrangement', { kind: 'import', scope: scopeOf(headers.map(cut)) })
  if (!kept.ok || kept.value === null) return null
  const read = arrangementSchema.safeParse(JSON.parse(kept.value))
  if (!read.success || read.data.kind !== 'import') return null
  const { options } = read.data
  const settable = new Set(fields.flatMap(({ name, readOnly }) => (readOnly === null ? [name] : [])))
  if (options.mapping.length !== headers.length) return null
  return {
    ...options,
    mapping: options.mapping.map((name) => (name !== null && settable.has(name) ? name : null)),
  }
}

/** Keeps how a file was taken, for the next one with the same head. */
export async function rememberOptions(
  store: Store,
  { headers }: ImportFile,
  options: ImportOptions,
): Promise<void> {
  const json = JSON.stringify({ kind: 'import', options })
  // Not to have it costs a few choices the next time, and is no reason to stop.
  await store.call('putArrangement', { kind: 'import', scope: scopeOf(headers), json })
}
