/** Deeper than anything that a client sends, and shallow enough for every walk over it. */
const MAX_DEPTH = 200

/** Takes JSON apart; undefined for a text that is none, or that is nested more than 200 deep. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // JSON.parse throws on malformed text only.
    return undefined
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0, isInString = false; at < text.length; at++) {
    const character = text[at]
    if (isInString && character === '\\') at++
    else if (character === '"') isInString = !isInString
    else if (!isInString && (character === '[' || character === '{')) {
      if (++depth > MAX_DEPTH) return true
    } else if (!isInString && (character === ']' || character === '}')) depth--
  }
  return false
}
