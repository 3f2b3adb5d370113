/**
 * @typedef {import('./page-facts.mjs').Box} Box
 * @typedef {import('./page-facts.mjs').Clip} Clip
 * @typedef {import('./page-facts.mjs').Control} Control
 * @typedef {import('./page-facts.mjs').TextRun} TextRun
 * @typedef {{ kind: string, element: string, detail: string }} Finding
 */

/** Px that rounding and outlines may cost before it counts. */
const CONTROL_SLACK = { x: 1, y: 1 }
/** A line of text is higher than its letters: the font's own leading may be cut without anybody seeing it. */
const TEXT_SLACK = { x: 1, y: 4 }
const OVERLAP_PX = 2

/**
 * What is wrong with the places of controls and texts.
 *
 * @param {Pick<import('./page-facts.mjs').PageFacts, 'controls' | 'texts' | 'shifted'>} facts
 * @returns {Finding[]}
 */
export function layoutFindings({ controls, texts, shifted }) {
  return [
    ...controls.flatMap(controlFindings),
    ...overlaps(controls),
    ...texts.flatMap((text) => textFindings(text, text.control === null ? null : controls[text.control])),
    ...shifted.map((element) => ({
      kind: 'shifted',
      element,
      detail: 'it scrolls, and nobody can scroll it back',
    })),
  ]
}

function controlFindings({ what, box, clips, coveredBy, isPlaceholderCut }) {
  const cut = cutOff(box, clips, CONTROL_SLACK)
  const isMiddleInView = clips.every((clip) => holdsMiddle(clip.box, box))
  return [
    ...(cut === null ? [] : [{ kind: 'clipped', element: what, detail: cut }]),
    ...(cut === null && isMiddleInView && coveredBy !== null
      ? [{ kind: 'covered', element: what, detail: `under ${coveredBy}` }]
      : []),
    ...(isPlaceholderCut
      ? [{ kind: 'text cut off', element: what, detail: 'its placeholder does not fit' }]
      : []),
  ]
}

function textFindings({ text, what, box, clips, isCut, hasTitle }, control) {
  const found = (kind, detail) => ({ kind, element: what, detail: `${detail}: "${text.slice(0, 60)}"` })
  const cut = hasTitle ? null : isCut ? 'it is longer than its place' : cutOff(box, clips, TEXT_SLACK)
  if (cut !== null) return [found('text cut off', cut)]
  const isOutside = control !== null && !isInside(box, control.box, TEXT_SLACK) && !hasTitle && !isCut
  return isOutside ? [found('text outside', `it sticks out of ${control.what}`)] : []
}

/**
 * How a box is cut off, in words; null when a person can see, or scroll into view, the whole of it.
 *
 * @param {Box} box
 * @param {Clip[]} clips from the nearest to the window
 * @param {{ x: number, y: number }} slack px
 * @returns {string | null}
 */
export function cutOff(box, clips, slack) {
  let [left, right, top, bottom] = [box.left, box.right, box.top, box.bottom]
  for (const { what, box: frame, content, scrollsX, scrollsY } of clips) {
    const x = scrollsX ? content : frame
    const y = scrollsY ? content : frame
    const missing = {
      left: x.left - left - slack.x,
      right: right - x.right - slack.x,
      top: y.top - top - slack.y,
      bottom: bottom - y.bottom - slack.y,
    }
    const [side, px] = Object.entries(missing).reduce((worst, one) => (one[1] > worst[1] ? one : worst))
    if (px > 0) return `${String(Math.ceil(px))} px beyond the ${side} of ${what}`
    // What has to be scrolled into view stands, for everything around it, at the nearest place in the frame.
    if (scrollsX) [left, right] = broughtInto(left, right, frame.left, frame.right)
    if (scrollsY) [top, bottom] = broughtInto(top, bottom, frame.top, frame.bottom)
  }
  return null
}

function broughtInto(from, to, first, last) {
  const length = Math.min(to - from, last - first)
  const start = Math.min(Math.max(from, first), last - length)
  return [start, start + length]
}

/**
 * Pairs of controls of which one lies on a part of the other. Small buttons within a field belong there, and what lies
 * under a bar comes out by scrolling.
 *
 * @param {Control[]} controls
 * @returns {Finding[]}
 */
export function overlaps(controls) {
  return controls.flatMap((one, index) =>
    controls.slice(index + 1).flatMap((other, step) => {
      const isNested = one.within.includes(index + 1 + step) || other.within.includes(index)
      const isAdornment =
        (one.isField && isInside(other.box, one.box)) || (other.isField && isInside(one.box, other.box))
      const isUnderBar = one.isInBar !== other.isInBar
      if (isNested || isAdornment || isUnderBar || !meet(seenOf(one), seenOf(other))) return []
      return [{ kind: 'overlap', element: one.what, detail: `lies partly on ${other.what}` }]
    }),
  )
}

/** What of a control is in view: the rest of one that was scrolled away lies on nothing. */
const seenOf = ({ box, clips }) =>
  clips.reduce(
    (seen, { box: frame }) => ({
      left: Math.max(seen.left, frame.left),
      right: Math.min(seen.right, frame.right),
      top: Math.max(seen.top, frame.top),
      bottom: Math.min(seen.bottom, frame.bottom),
    }),
    box,
  )

const meet = (one, other) =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > OVERLAP_PX &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > OVERLAP_PX

const isInside = (inner, outer, slack = { x: 1, y: 1 }) =>
  inner.left >= outer.left - slack.x &&
  inner.right <= outer.right + slack.x &&
  inner.top >= outer.top - slack.y &&
  inner.bottom <= outer.bottom + slack.y

function holdsMiddle(outer, { left, top, right, bottom }) {
  const x = (left + right) / 2
  const y = (top + bottom) / 2
  return x >= outer.left && x <= outer.right && y >= outer.top && y <= outer.bottom
}
