import { describe, expect, it } from 'vitest'
import type { Palette } from '@mui/material/styles'
import { over, parse, ratio } from '../test-support/contrast.ts'
import { darkHighPalette, darkPalette, lightHighPalette, lightPalette } from './palette.ts'
import { createAppTheme } from './theme.ts'

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
