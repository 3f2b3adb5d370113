const quote = '"'.charCodeAt(0)
const backslash = '\\'.charCodeAt(0)
const colon = ':'.charCodeAt(0)

/** Far deeper than any reply of a provider, far from where code that walks it recursively overflows. */
const deepest = 200

/**
 * Parses JSON bytes, or answers undefined for what is none: HTML, half a document, bytes that are not
 * UTF-8, a byte order mark, an object that names a key twice (which of the two the sender meant, nobody
 * knows), or one nested deeper than 200 levels. JSON.parse alone takes the last of two keys.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  let text: string
  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    value = JSON.parse(text)
  } catch {
    // The decoder throws on malformed UTF-8 and the parser on malformed JSON, and on nothing else.
    return undefined
  }
  const keys = countKeys(value)
  return keys !== null && keys === countWrittenKeys(text) ? value : undefined
}

/**
 * Colons outside of strings: JSON has one after each key and none elsewhere. Unit by unit, because a regular
 * expression for strings overflows its stack on one of ten million characters, and a reply may hold one.
 */
function countWrittenKeys(text: string): number {
  let count = 0
  let isInString = false
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === quote) isInString = !isInString
    else if (unit === backslash) at += 1
    else if (unit === colon && !isInString) count += 1
  }
  return count
}

/** Level by level and without recursion: a reply may be nested as deep as its sender likes. Null: too deep. */
function countKeys(value: unknown): number | null {
  let count = 0
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return null
    const below: unknown[] = []
    for (const one of level) {
      if (typeof one !== 'object' || one === null) continue
      const values: unknown[] = Object.values(one)
      if (!Array.isArray(one)) count += values.length
      for (const inner of values) below.push(inner)
    }
    level = below
  }
  return count
}
