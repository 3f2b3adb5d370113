const MAX_SORT_LENGTH = 200

/** Compares alike what a person reads alike: compatibility forms and diacritics gone, lower case. */
export function fold(value: string): string {
  return value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** What rows are ordered by; cut so that no name can bloat the index. */
export function sortName(name: string): string {
  return fold(name.slice(0, MAX_SORT_LENGTH)).slice(0, MAX_SORT_LENGTH).toWellFormed()
}

/** A phone number without spaces, dashes and the like; null where nothing is left. */
export function phoneDigits(phone: string | null): string | null {
  return phone?.replace(/\D/g, '').slice(0, MAX_SORT_LENGTH) || null
}
