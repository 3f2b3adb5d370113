import Papa from 'papaparse'
import type { AppError } from '../../shared/errors.ts'
import { formulaSafe, fromFormulaSafe } from '../../shared/formula-safe.ts'
import type { ImportReason } from '../../shared/model/import.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { writeWholeFile } from '../exporting/whole-file.ts'
import { type CsvFile, isAsDescribed, rowsOf } from './csv-file.ts'
import { fileError } from './walk-import.ts'

export interface SkippedFile {
  readonly csv: CsvFile
  readonly target: string
  /** Its cells have an apostrophe before formulas already: they get no second one. */
  readonly isFormulaSafe: boolean
  readonly skipped: ReadonlyMap<number, ImportReason>
  readonly words: Readonly<Record<string, string>>
  /** The head of the column that says why. */
  readonly title: string
}

const byteOrderMark = '\ufeff'
const atOnce = 200

/** The rows of a file that were skipped, as they are, with a last column that says why. */
export function saveSkipped({
  csv,
  target,
  isFormulaSafe,
  skipped,
  words,
  title,
}: SkippedFile): Promise<Result<null, AppError>> {
  return writeWholeFile(target, async ({ write }) => {
    try {
      if (!(await isAsDescribed(csv))) return err({ kind: 'changed-meanwhile' })
      await write(byteOrderMark)
      let [row, width, lines] = [0, 0, [] as string[][]]
      const pass = async (): Promise<void> => {
        const text = Papa.unparse(lines, { delimiter: csv.delimiter, newline: '\r\n' })
        if (lines.length > 0) await write(`${text}\r\n`)
        lines = []
      }
      for await (const cells of rowsOf(csv)) {
        row += 1
        if (row === 1) width = cells.length
        const reason = skipped.get(row)
        if (row > 1 && reason === undefined) continue
        const padded = Array.from({ length: Math.max(width, cells.length) }, (_, n) => cells[n] ?? '')
        const last = reason === undefined ? title : (words[reason] ?? reason)
        const plain = isFormulaSafe ? padded.map(fromFormulaSafe) : padded
        lines.push([...plain, last].map(formulaSafe))
        if (lines.length >= atOnce) await pass()
      }
      await pass()
      return ok(null)
    } catch (thrown) {
      // What the target's disk says is for the writer to tell.
      if (thrown instanceof Error && 'syscall' in thrown && thrown.syscall !== 'read') throw thrown
      return err(fileError(thrown))
    }
  })
}
