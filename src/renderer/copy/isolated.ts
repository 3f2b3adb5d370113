/** First strong isolate and pop directional isolate (Unicode UAX #9). */
const start = '\u2068'
const end = '\u2069'

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
  // An end too many would end the isolate, a missing one would take the sentence's own; so does a paragraph's end.
  const closed = text.replaceAll(/[\u2066-\u2069\u0085\u2029]/gu, (mark) => {
    if (mark === '\u0085' || mark === '\u2029') return ' '
    if (mark === end && open === 0) return ''
    open += mark === end ? -1 : 1
    return mark
  })
  return `${start}${closed}${end.repeat(open + 1)}`
}
