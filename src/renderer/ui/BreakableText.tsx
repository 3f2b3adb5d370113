import { Fragment } from 'react'

/** Longer than nearly every word: mostly an address. */
const longToken = /(\S{20,})/
const afterMark = /(?<=[@./_?&=-])(?=[^\s@./_?&=-])/
/** What is longer is no address, and would become thousands of elements. */
const mostLetters = 2_000

/** A text whose addresses may go on in another line after their dots and strokes, while its words stay whole. */
export function BreakableText({ text }: { readonly text: string }) {
  if (text.length > mostLetters) return text
  return text.split(longToken).map((part, index) => (
    // Nothing but its place tells one part from another; every second one is a long token.
    <Fragment key={index}>{index % 2 === 0 ? part : <Pieces pieces={part.split(afterMark)} />}</Fragment>
  ))
}

function Pieces({ pieces }: { readonly pieces: readonly string[] }) {
  return pieces.map((piece, index) => (
    <Fragment key={index}>
      {/* Chromium names what holds it with a space in its place (in 2026), unless it is hidden. */}
      {index > 0 && <wbr aria-hidden="true" />}
      {piece}
    </Fragment>
  ))
}
