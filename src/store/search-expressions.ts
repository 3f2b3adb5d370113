import { fold } from './fold.ts'

const MAX_TEXT_LENGTH = 200
/** The trigram index knows nothing shorter. */
const SMALLEST_PART = 3
/** A word for FTS5's unicode61 has at least one letter or digit; anything else would match nothing at all. */
const HAS_WORD = /[\p{L}\p{N}]/u
const NO_WORD = /[^\p{L}\p{N}]+/u
const LOOKS_LIKE_PHONE = /^[\d\s()+./-]+$/

/**
 * The FTS5 expression for rows in which every word of the text begins a word; null where the text has no
 * word. Whatever the user types stands between quotes, so no character of it is an operator. A phone number
 * is found however it is written, here and in the row.
 */
export function wordExpression(text: string): string | null {
  const clean = fold(cleaned(text))
  const words = clean.split(' ').filter((word) => HAS_WORD.test(word))
  if (words.length === 0) return null
  const beginnings = words.map((word) => `${quoted(word)} *`).join(' AND ')
  const digits = phoneDigitsOf(clean)
  return digits === null ? beginnings : `(${beginnings}) OR (phone_digits : ${quoted(digits)} *)`
}

/** The expression for rows that have the text anywhere in an address; null where it is too short. */
export function partExpression(text: string): string | null {
  const clean = fold(cleaned(text))
  if (clean.length < SMALLEST_PART) return null
  // A trunk prefix is not part of a number as it is written internationally.
  const digits = phoneDigitsOf(clean)?.replace(/^0+/, '')
  return digits === undefined || digits.length < SMALLEST_PART
    ? `email : ${quoted(clean)}`
    : `(email : ${quoted(clean)}) OR (phone_digits : ${quoted(digits)})`
}

/** The words of a text, folded as names are for sorting. */
export function foldedWords(text: string): string[] {
  return fold(cleaned(text))
    .split(NO_WORD)
    .filter((word) => word !== '')
}

/** SQLite reads an expression up to the first NUL; control characters and runs of space are one space. */
function cleaned(text: string): string {
  return text
    .slice(0, MAX_TEXT_LENGTH)
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

function phoneDigitsOf(clean: string): string | null {
  if (!LOOKS_LIKE_PHONE.test(clean)) return null
  const digits = clean.replace(/\D/g, '')
  return digits.length >= SMALLEST_PART ? digits : null
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
