const MAX_SORT_LENGTH = 200

/** Letters that Unicode does not take apart, as people type them who have no such key. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ĸ: 'k',
  ς: 'σ',
}
const OTHER_LETTERS = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')
/**
 * Marks that people leave out. Those of Indian scripts are vowels, and two Japanese ones make other sounds.
 */
const DIACRITICS = /(?=\p{M})(?![\u3099\u309a])[\p{sc=Inherited}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Cyrillic}]/gu
/** Hiragana from ぁ to ゖ; the katakana of the same sound lies 96 code points further on. */
const HIRAGANA = /[\u3041-\u3096]/gu
const KATAKANA_OFFSET = 0x60
/** Decimal digits of every script; the zero of each block of ten is its first (Unicode, 4.6). */
const OTHER_DIGITS = /(?![0-9])\p{Nd}/gu
const ONLY_ASCII = /^[\0-\x7f]*$/

/**
 * Makes equal what a person reads alike: compatibility forms, diacritics and case gone, letters such as ø and ß as
 * they are typed without them, one of the two Japanese scripts for both, and digits of any script as 0 to 9.
 */
export function fold(value: string): string {
  if (ONLY_ASCII.test(value)) return value.toLowerCase()
  return value
    .normalize('NFKD')
    .replace(DIACRITICS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(OTHER_LETTERS, (letter) => LETTERS[letter] ?? letter)
    .replace(HIRAGANA, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + KATAKANA_OFFSET))
    .replace(OTHER_DIGITS, (digit) => String(digitOf(digit.codePointAt(0) ?? 0)))
}

function digitOf(codePoint: number): number {
  let zero = codePoint
  while (codePoint - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--
  return codePoint - zero
}

/** What rows are ordered by; cut so that no name can bloat the index. */
export function sortName(name: string): string {
  return fold(name.slice(0, MAX_SORT_LENGTH)).slice(0, MAX_SORT_LENGTH).toWellFormed()
}

/** A phone number without spaces, dashes and the like; null where nothing is left. */
export function phoneDigits(phone: string | null): string | null {
  return phone?.replace(/\D/g, '').slice(0, MAX_SORT_LENGTH) || null
}
