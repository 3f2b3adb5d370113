import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { describeCsv, EndlessRow, rowsOf } from './csv-file.ts'

function fileOf(content: string | Uint8Array): string {
  const file = path.join(temporaryFolder(), 'in.csv')
  fs.writeFileSync(file, content)
  return file
}

async function read(content: string | Uint8Array) {
  const csv = await describeCsv(fileOf(content), 1e9)
  const rows: string[][] = []
  for await (const row of rowsOf(csv)) rows.push(row)
  // Behind the last line break there is a line of nothing.
  return { csv, rows: rows.filter((row) => row.length > 1 || row[0] !== '') }
}

const table = [
  ['name', 'note'],
  ['Zoë Ångström', 'says "hi", and\r\ngoes'],
  ['', '€ 5 – ok'],
]
const written = (delimiter: string, newline: string): string =>
  table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)).join(newline) +
  newline

describe('a CSV file', () => {
  it.each([',', ';', '\t', '|'])('58: is read with %j between its columns', async (delimiter) => {
    const { csv, rows } = await read(written(delimiter, '\r\n'))
    expect(csv).toMatchObject({ delimiter, encoding: 'utf-8', newline: '\r\n' })
    expect(rows).toEqual(table)
  })

  it.each(['\n', '\r\n', '\r'])('58: is read with %j between its lines', async (newline) => {
    expect((await read(written(',', newline))).rows).toEqual(table)
  })

  it('58: is read in each of the encodings that spreadsheets write', async () => {
    const text = written(';', '\r\n')
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    expect(await read(`\ufeff${text}`)).toMatchObject({ csv: { encoding: 'utf-8' }, rows: table })
    expect(await read(little)).toMatchObject({ csv: { encoding: 'utf-16le' }, rows: table })
    expect(await read(Buffer.from(little).swap16())).toMatchObject({
      csv: { encoding: 'utf-16be' },
      rows: table,
    })
    const ansi = Buffer.from(text.replaceAll('€', '\u0080').replaceAll('–', '\u0096'), 'latin1')
    expect(await read(ansi)).toMatchObject({ csv: { encoding: 'windows-1252' }, rows: table })
  })

  it('58: is read in pieces that end anywhere, within characters and quotes too', async () => {
    const rows = Array.from({ length: 9_000 }, (_, n) => [`${n}`, `${'ä€"👍\r\n'.repeat(n % 13)}${n}`])
    const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
    const found = await read(`a,b\n${text}\n`)
    expect(found.rows).toHaveLength(9_001)
    expect(found.rows.slice(1)).toEqual(rows)
  })

  it('58: with a quotation mark that is never closed ends, and takes no memory for it', async () => {
    const file = fileOf(`a,b\n1,"${'x,\n'.repeat(4_000_000)}`)
    const csv = await describeCsv(file, 1e9)
    await expect(async () => {
      for await (const row of rowsOf(csv)) expect(row.length).toBeLessThan(3)
    }).rejects.toThrow(EndlessRow)
  })
})
