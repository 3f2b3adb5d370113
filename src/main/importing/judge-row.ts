import { fromFormulaSafe } from '../../shared/formula-safe.ts'
import { valueIn, type ContactForm, type ContactValues } from '../../shared/model/contact.ts'
import type { ImportOptions, ImportReason } from '../../shared/model/import.ts'
import { readingOf } from './read-value.ts'

/** A row of the file: what it sets, or why it is skipped and by which column. */
export type Judged =
  | { readonly values: ContactValues; readonly email: string | null }
  | { readonly reason: ImportReason; readonly column: number | null }

/** Judges the rows of one file one after the other, by themselves and by those before them. */
export function judging(form: ContactForm, options: ImportOptions): (cells: readonly string[]) => Judged {
  const columns = options.mapping.flatMap((name, column) => {
    const field = form.fields.find((one) => one.name === name)
    return field === undefined || field.readOnly !== null
      ? []
      : [{ column, name: field.name, read: readingOf(field) }]
  })
  const emailColumn = columns.find(({ name }) => name === 'email')?.column ?? null
  const plain = options.isFormulaSafe ? fromFormulaSafe : (cell: string) => cell
  const met = new Set<string>()

  return (cells) => {
    const refused = (reason: ImportReason, column: number | null = null): Judged => ({ reason, column })
    if (cells.every((cell) => cell === '')) return refused('empty-row')
    const extra = cells.findIndex((cell, n) => n >= options.mapping.length && cell !== '')
    if (extra !== -1) return refused('too-many-cells')
    const values: Record<string, string> = {}
    for (const { column, name, read } of columns) {
      const found = read(plain(cells[column] ?? ''))
      if ('reason' in found) return refused(found.reason, column)
      if (found.value !== '') values[name] = found.value
    }
    const email = valueIn(values, 'email').toLowerCase() || null
    if (email === null && options.withoutEmail === 'skip') return refused('missing-email', emailColumn)
    if (email !== null && met.has(email)) return refused('duplicate-email', emailColumn)
    if (email !== null) met.add(email)
    return { values, email }
  }
}

/** Why no contact can be made of these values; null where one can. */
export function whyNotCreated(
  { needsOneOf, fields }: ContactForm,
  values: ContactValues,
): ImportReason | null {
  const isEnough = needsOneOf.some((name) => valueIn(values, name).trim() !== '')
  if (!isEnough) return 'too-little'
  const isMissing = fields.some(({ isRequired, name }) => isRequired && valueIn(values, name) === '')
  return isMissing ? 'missing-required' : null
}
