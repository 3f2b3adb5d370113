/** The beginning of a text, at most so many UTF-16 units of it, without halves of characters. */
export const wellFormedStart = (value: string, maxLength: number): string =>
  value.slice(0, maxLength).toWellFormed()
