import { describe, expect, it } from 'vitest'
import type { Palette } from '@mui/material/styles'
import { darkHighPalette, darkPalette, lightHighPalette, lightPalette } from './palette.ts'
import { createAppTheme } from './theme.ts'

type Colour = readonly [red: number, green: number, blue: number, alpha: number]

function parse(colour: string): Colour {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(colour)
  if (hex !== null) {
    const [, red = '', green = '', blue = ''] = hex
    return [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16), 1]
  }
  const parts = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(colour)
  if (parts === null) throw new Error(`not a colour of the palette: ${colour}`)
  const [, red, green, blue, alpha] = parts.map(Number)
  return [red ?? 0, green ?? 0, blue ?? 0, alpha ?? 1]
}

/** A colour, maybe a translucent one, over a ground. */
function over(colour: string, ground: string): Colour {
  const [top, under] = [parse(colour), parse(ground)]
  const mix = (index: 0 | 1 | 2): number => top[index] * top[3] + under[index] * (1 - top[3])
  return [mix(0), mix(1), mix(2), 1]
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance([red, green, blue]: Colour): number {
  const linear = (channel: number): number => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function ratio(one: Colour, other: Colour): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

interface Pair {
  readonly name: string
  readonly colour: string
  readonly ground: string
  /** Over the ground and under the colour. */
  readonly tint?: string
}

const groundsOf = (palette: Palette) =>
  ({
    default: palette.background.default,
    paper: palette.background.paper,
    raised: palette.raised,
  }) as const

const onAllGrounds = (palette: Palette, colours: Readonly<Record<string, string>>): Pair[] =>
  Object.entries(colours).flatMap(([name, colour]) =>
    Object.entries(groundsOf(palette)).map(([place, ground]) => ({
      name: `${name} on ${place}`,
      colour,
      ground,
    })),
  )

const tones = ['primary', 'error', 'warning', 'success', 'info'] as const

function textPairs(palette: Palette): Pair[] {
  const { navigation, stripe, text, action, background } = palette
  const colours = Object.fromEntries(tones.map((tone) => [tone, palette[tone].main]))
  const words = { ...colours, primaryText: text.primary, secondaryText: text.secondary }
  return [
    ...onAllGrounds(palette, words),
    ...['hover' as const, 'selected' as const].flatMap((tint) =>
      Object.entries({ primaryText: text.primary, secondaryText: text.secondary }).map(([name, colour]) => ({
        name: `${name} on a row that is ${tint}`,
        colour,
        ground: background.paper,
        tint: action[tint],
      })),
    ),
    ...tones.map((tone) => ({
      name: `text on ${tone}`,
      colour: palette[tone].contrastText,
      ground: palette[tone].main,
    })),
    { name: 'rail', colour: navigation.text, ground: navigation.ground },
    { name: 'rail, pointed at', colour: navigation.text, ground: navigation.hoverGround },
    { name: 'rail, here', colour: navigation.activeText, ground: navigation.activeGround },
    { name: 'stripe, light', colour: stripe.text, ground: stripe.light },
    { name: 'stripe, dark', colour: stripe.text, ground: stripe.dark },
  ]
}

const controlPairs = (palette: Palette): Pair[] =>
  onAllGrounds(palette, {
    outline: palette.outline,
    focus: palette.focus,
    idle: palette.text.disabled,
    primary: palette.primary.main,
  })

const failing = (pairs: readonly Pair[], least: number): string[] =>
  pairs.flatMap(({ name, colour, ground, tint }) => {
    const under = tint === undefined ? parse(ground) : over(tint, ground)
    const found = ratio(parse(colour), under)
    return found < least ? [`${name}: ${found.toFixed(2)}`] : []
  })

describe('contrast (WCAG 2.2, 1.4.3, 1.4.6, 1.4.11)', () => {
  it('is computed as the standard says', () => {
    expect(ratio(parse('#000000'), parse('#ffffff'))).toBe(21)
    expect(ratio(parse('#777777'), parse('#ffffff'))).toBeCloseTo(4.48, 2)
  })

  it.each([
    ['light', lightPalette, 4.5, 3],
    ['dark', darkPalette, 4.5, 3],
    ['high contrast, light', lightHighPalette, 7, 4.5],
    ['high contrast, dark', darkHighPalette, 7, 4.5],
  ] as const)('is enough in the scheme %s', (_name, options, leastText, leastControl) => {
    const palette = options as Palette
    expect(failing(textPairs(palette), leastText)).toEqual([])
    expect(failing(controlPairs(palette), leastControl)).toEqual([])
  })

  it('brings the high palettes into the theme where they are wanted', () => {
    const look = { density: 'comfortable', textSize: 'medium', motion: 'full' } as const
    const { colorSchemes } = createAppTheme({ ...look, contrast: 'high' })
    expect(colorSchemes.light?.palette.text.secondary).toBe(lightHighPalette.text?.secondary)
    expect(colorSchemes.dark?.palette.text.secondary).toBe(darkHighPalette.text?.secondary)
  })
})
