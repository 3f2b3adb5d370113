import type { StylisPlugin } from '@emotion/cache'

/** Properties of a side of the screen, by the property of the side of the text that means the same from left to right. */
const sides = new Map<string, string>([
  ['left', 'inset-inline-start'],
  ['right', 'inset-inline-end'],
  ['border-top-left-radius', 'border-start-start-radius'],
  ['border-top-right-radius', 'border-start-end-radius'],
  ['border-bottom-left-radius', 'border-end-start-radius'],
  ['border-bottom-right-radius', 'border-end-end-radius'],
  ...['margin', 'padding', 'scroll-margin', 'scroll-padding'].flatMap((box): [string, string][] => [
    [`${box}-left`, `${box}-inline-start`],
    [`${box}-right`, `${box}-inline-end`],
  ]),
  ...['', '-color', '-style', '-width'].flatMap((part): [string, string][] => [
    [`border-left${part}`, `border-inline-start${part}`],
    [`border-right${part}`, `border-inline-end${part}`],
  ]),
])

const words = new Map([
  ['text-align', { left: 'start', right: 'end' }],
  ['float', { left: 'inline-start', right: 'inline-end' }],
  ['clear', { left: 'inline-start', right: 'inline-end' }],
])

/** 1 where text runs from left to right, -1 where it runs the other way (direction.css). */
const sign = 'var(--inline-sign, 1)'

/**
 * Turns declarations about the left and the right into declarations about the start and the end of a line, so that the
 * same sheet serves both directions and a change needs no other one. MUI writes its own parts from left to right; what
 * moves things sideways has no such form in CSS and is multiplied by the direction.
 */
export const logicalCss: StylisPlugin = (element) => {
  if (element.type !== 'decl' || element.return !== '' || element.value === '') return
  if (typeof element.props !== 'string' || typeof element.children !== 'string') return
  const logical = inLogicalTerms(element.props, element.children)
  if (logical !== null) element.return = logical
}

/** The declarations in place of one; null where it means the same in both directions. */
export function inLogicalTerms(property: string, value: string): string | null {
  const side = sides.get(property)
  if (side !== undefined) return `${side}:${value};`
  const word = words.get(property)
  if (word !== undefined && (value === 'left' || value === 'right')) return `${property}:${word[value]};`
  switch (property) {
    case 'margin':
    case 'padding':
    case 'inset':
      return withFourSides(property, value)
    case 'border-radius':
      return withFourCorners(value)
    case 'transform':
      return ifChanged(property, value, sidewaysMoves(value))
    case 'transform-origin':
      return ifChanged(property, value, origin(value))
    default:
      return null
  }
}

const ifChanged = (property: string, value: string, next: string): string | null =>
  next === value ? null : `${property}:${next};`

/** The parts of a value between spaces that stand in no brackets. */
const partsOf = (value: string): string[] =>
  value.match(/(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+/g) ?? []

function withFourSides(property: string, value: string): string | null {
  const [top, right, bottom, left, more] = partsOf(value)
  if (top === undefined || right === undefined || bottom === undefined || left === undefined) return null
  if (more !== undefined || left === right) return null
  return `${property}-block:${top} ${bottom};${property}-inline:${left} ${right};`
}

function withFourCorners(value: string): string | null {
  const parts = partsOf(value)
  const [topLeft, topRight, bottomRight, bottomLeft] = parts
  if (parts.length < 2 || parts.length > 4 || value.includes('/')) return null
  const corners = [
    ['start-start', topLeft],
    ['start-end', topRight],
    ['end-end', bottomRight ?? topLeft],
    ['end-start', bottomLeft ?? topRight],
  ] as const
  return corners.map(([corner, radius]) => `border-${corner}-radius:${radius ?? '0'};`).join('')
}

const sidewaysMoves = (value: string): string =>
  value
    .replaceAll(
      /(translate(?:X|3d)?\()((?:[^(),]|\([^()]*\))+)(?=([,)]))/g,
      (move, name: string, by: string, end: string) => {
        // A variable that stands alone may hold both ways (that of MUI's badge does), which no sum can.
        const isBoth = name === 'translate(' && end === ')' && by.trim().startsWith('var(')
        return isBoth || /^0(px|%)?$/.test(by.trim()) ? move : `${name}calc(${by} * ${sign})`
      },
    )
    .replaceAll(/rotate\((-?90deg)\)/g, `rotate(calc($1 * ${sign}))`)

function origin(value: string): string {
  const y = partsOf(value).find((part) => !/^(left|right)$/.test(part)) ?? 'center'
  if (/\bleft\b/.test(value)) return `calc(50% - 50% * ${sign}) ${y}`
  if (/\bright\b/.test(value)) return `calc(50% + 50% * ${sign}) ${y}`
  const [x, ...rest] = partsOf(value)
  return x === '0' || x === '0%' ? [`calc(50% - 50% * ${sign})`, ...rest].join(' ') : value
}
