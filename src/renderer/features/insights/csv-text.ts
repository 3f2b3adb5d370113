import { formulaSafe } from '../../../shared/formula-safe.ts'

/** A table as RFC 4180 writes it; no cell of text is a formula to the program that opens it. */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')

function cellText(cell: string | number): string {
  const text = typeof cell === 'number' ? String(cell) : formulaSafe(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
