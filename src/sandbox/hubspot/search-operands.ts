import type { PropertyDefinition } from './property-definition.ts'

/** How values of a property are compared: as numbers, as times, or as text. */
export type Operand = number | string

/** Reads a value of a filter or a record; undefined for one that the property's type does not allow. */
export function readOperand({ type }: PropertyDefinition, text: string): Operand | undefined {
  switch (type) {
    case 'number': {
      const number = text.trim() === '' ? NaN : Number(text)
      return Number.isFinite(number) ? number : undefined
    }
    case 'date':
    case 'datetime': {
      const ms = /^-?\d+$/.test(text) ? Number(text) : Date.parse(text)
      return Number.isNaN(ms) ? undefined : ms
    }
    case 'enumeration':
      return text
    case 'bool':
    case 'string':
    case 'phone_number':
      return text.toLowerCase()
  }
}

/** The words of a text, in lower case: what stands between anything that is neither letter nor digit. */
export function tokensOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((token) => token !== '')
}

/**
 * Whether a text contains every word of a pattern. With `*` for any characters, the pattern is held against
 * the whole text and against each of its words.
 */
export function containsTokens(text: string, pattern: string): boolean {
  const tokens = tokensOf(text)
  if (!pattern.includes('*')) return tokensOf(pattern).every((word) => tokens.includes(word))
  const parts = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const regex = new RegExp(`^${parts.join('.*')}$`, 'su')
  return regex.test(text.toLowerCase()) || tokens.some((token) => regex.test(token))
}
