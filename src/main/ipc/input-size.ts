const mostNodes = 100_000
const deepest = 64

/** Keys that could reach a prototype when somebody spreads or assigns them later. */
const hostileKeys = new Set(['__proto__', 'constructor', 'prototype'])

export type InputVerdict = 'fits' | 'too-large' | 'hostile'

/**
 * Measures what came from a page before anything parses it, in bytes of UTF-16 text and eight bytes a
 * number, and stops at the cap, so that a huge message costs no more than a fitting one.
 */
export function weighInput(input: unknown, maxBytes: number): InputVerdict {
  let bytes = 0
  let nodes = 0
  const pending: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next
    nodes += 1
    bytes += typeof value === 'string' ? value.length * 2 : 8
    if (bytes > maxBytes || nodes > mostNodes || depth > deepest) return 'too-large'
    if (typeof value !== 'object' || value === null) continue
    if (!isPlain(value)) return 'hostile'
    if (Array.isArray(value) && value.length * 8 + bytes > maxBytes) return 'too-large'
    for (const key of Object.keys(value)) {
      if (hostileKeys.has(key)) return 'hostile'
      bytes += key.length * 2
      pending.push({ value: (value as Record<string, unknown>)[key], depth: depth + 1 })
    }
  }
  return 'fits'
}

/** JSON-like values only: no buffers, maps, dates or other things that structured clone lets through. */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
