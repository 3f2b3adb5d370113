import { stat } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import Papa from 'papaparse'
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

/** Finds out how a CSV is written. Throws what the file system throws. */
export async function describeCsv(file: string): Promise<CsvFile> {
  const { size, mtimeMs } = await stat(file)
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

/** Its rows one after the other, the head among them; no more of the file is in memory than a few pieces. */
export async function* rowsOf(
  { file, encoding, delimiter, newline }: CsvFile,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<string[]> {
  let sinceRow = 0
  const watch = new Transform({
    decodeStrings: false,
    encoding: 'utf8',
    transform(text: string, _encoding, done) {
      sinceRow += text.length
      if (sinceRow > mostInRow) done(new EndlessRow())
      else done(null, text)
    },
  })
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter, newline })
  const source = Readable.from(textOf(file, encoding, onRead))
  const fail = (error: Error): void => void parser.destroy(error)
  source.on('error', fail)
  watch.on('error', fail)
  source.pipe(watch).pipe(parser)
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      sinceRow = 0
      yield row
    }
  } finally {
    source.destroy()
    watch.destroy()
    parser.destroy()
  }
}
