/** First strong isolate and pop directional isolate (Unicode UAX #9). */
const start = '\u2068'
const end = '\u2069'

const isolates = new Set(['\u2066', '\u2067', start])
/** What ends a paragraph for the order of its letters (class B), and with it every isolate. */
const paragraphEnds = new Set(['\n', '\r', '\u001c', '\u001d', '\u001e', '\u0085', '\u2029'])

/** Letters that run from right to left, digits that go with them, and characters that turn text around. */
const turning =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * A text as a part of a sentence: whichever way its letters run, and whatever characters it has that turn text
 * around, the words before and after it stay where they are. A text that turns nothing is answered as it is.
 */
export function isolated(text: string): string {
  if (!turning.test(text)) return text
  let open = 0
  // An end too many would end the isolate, a missing one would take the sentence's own.
  const closed = Array.from(text, (character) => {
    if (paragraphEnds.has(character)) return ' '
    if (character === end && open === 0) return ''
    if (character === end) open--
    if (isolates.has(character)) open++
    return character
  }).join('')
  return `${start}${closed}${end.repeat(open + 1)}`
}
