/**
 * What makes a spreadsheet read a cell as a formula: `=`, `@`, `+`, `-` (full-width ones as well, which Excel takes for
 * them) at its beginning, behind blanks too, or a tab, a line break or a NUL there.
 *
 * Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection; ASVS 1.2.10 names the NUL.
 */
const trigger = /^(?:[\t\r\n\0]|[\s\0]*[=@+\-＝＠＋－])/u

/**
 * The whole of a number or of a phone number (`-12.5`, `+1 (555) 010-0199 ext. 7`): digits and what stands between
 * them. The whole, because `+1+cmd|…` begins like a phone number.
 */
const signedNumber =
  /^[+-][ \u00a0]*\(?\d[\d \u00a0\u202f.,()/\u2010-\u2015'’-]*(?:[eE][+-]?\d+)?[ \u00a0\u202f]?(?:%|(?:ext\.?|x) ?\d+)?$/u

/**
 * The text of a cell of a CSV or TSV, so that no spreadsheet runs it: with an apostrophe before it where it would be
 * read as a formula. Numbers and phone numbers stay as they are. A text that begins with apostrophes and goes on like a
 * formula gets one more, so that `fromFormulaSafe` gives every text back.
 */
export const formulaSafe = (text: string): string => (isFormula(withoutApostrophes(text)) ? `'${text}` : text)

/** The text that `formulaSafe` was given. */
export const fromFormulaSafe = (cell: string): string =>
  cell.startsWith("'") && isFormula(withoutApostrophes(cell)) ? cell.slice(1) : cell

const isFormula = (text: string): boolean => trigger.test(text) && !signedNumber.test(text)

const withoutApostrophes = (text: string): string => text.replace(/^'+/, '')
