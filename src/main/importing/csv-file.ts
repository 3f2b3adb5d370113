import { stat } from 'node:fs/promises'
import Papa from 'papaparse'
import { readingRows } from './csv-rows.ts'
import { type Encoding, encodingOf, textOf } from './text-encoding.ts'

/** How a CSV is written, and what it was when that was found out. */
export interface CsvFile {
  readonly file: string
  readonly bytes: number
  readonly modifiedAtMs: number
  readonly encoding: Encoding
  readonly delimiter: string
  readonly newline: '\r\n' | '\n' | '\r'
}

/** A row that is longer is a quote that is never closed. */
const mostInRow = 4_000_000
const headCharacters = 200_000
const delimiters = [',', ';', '\t', '|']

/** The file has a row that never ends. */
export class EndlessRow extends Error {}

/** The file is larger than any that is read. */
export class FileTooLarge extends Error {}

/** Finds out how a CSV is written. Throws what the file system throws, and before a byte is read {@link FileTooLarge}. */
export async function describeCsv(file: string, mostBytes: number): Promise<CsvFile> {
  const { size, mtimeMs } = await stat(file)
  if (size > mostBytes) throw new FileTooLarge()
  const encoding = await encodingOf(file)
  let head = ''
  for await (const text of textOf(file, encoding)) {
    head += text
    if (head.length >= headCharacters) break
  }
  const { meta } = Papa.parse<string[]>(head, {
    ...{ preview: 50, delimitersToGuess: delimiters },
    // The line behind the last break would count as one of a single column.
    skipEmptyLines: true,
  })
  const newline = meta.linebreak === '\r\n' || meta.linebreak === '\r' ? meta.linebreak : '\n'
  return {
    ...{ file, encoding, newline, bytes: size, modifiedAtMs: mtimeMs },
    // Of one column there is nothing to guess by.
    delimiter: delimiters.includes(meta.delimiter) ? meta.delimiter : ',',
  }
}

/** Whether the file is still the one that was described. */
export async function isAsDescribed({ file, bytes, modifiedAtMs }: CsvFile): Promise<boolean> {
  const { size, mtimeMs } = await stat(file)
  return size === bytes && mtimeMs === modifiedAtMs
}

/** Its rows one after the other, the head among them; no more of the file is in memory than a row and a piece. */
export async function* rowsOf(
  { file, encoding, delimiter, newline }: CsvFile,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<string[]> {
  const reader = readingRows(delimiter, newline)
  for await (const text of textOf(file, encoding, onRead)) {
    yield* reader.read(text)
    if (reader.open > mostInRow) throw new EndlessRow()
  }
  const last = reader.end()
  if (last !== null) yield last
}
