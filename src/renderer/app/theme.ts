import { createTheme } from '@mui/material/styles'
import type { Look } from './look.ts'
import { darkHighPalette, darkPalette, lightHighPalette, lightPalette } from './palette.ts'
import { themeComponents } from './theme-components.ts'

declare module '@mui/material/styles' {
  interface Theme {
    /**
     * Px of a row of a long list and of a card of a board, with the gap below it: they are placed by number, so that
     * their height is one for all. `textScale`: how much larger than usual the text is.
     */
    list: { readonly rowHeight: number; readonly cardHeight: number; readonly textScale: number }
    density: Look['density']
  }
  interface ThemeOptions {
    list: Theme['list']
    density: Look['density']
  }
}

const fontFamily = [
  'Inter',
  'system-ui',
  '-apple-system',
  '"Segoe UI"',
  'Roboto',
  '"Noto Sans"',
  '"Liberation Sans"',
  'sans-serif',
].join(', ')

const palettes = {
  standard: { light: { palette: lightPalette }, dark: { palette: darkPalette } },
  high: { light: { palette: lightHighPalette }, dark: { palette: darkHighPalette } },
} as const

const rowHeights = { comfortable: 36, compact: 28 } as const
/** How much larger than usual the text is, as in `first-paint.css`. */
const textScales = { small: 0.875, medium: 1, large: 1.125, largest: 1.25 } as const

/** Px; never less than a target may be (WCAG 2.2, 2.5.8). */
export const rowHeightOf = ({ density, textSize }: Pick<Look, 'density' | 'textSize'>): number =>
  Math.max(24, Math.round(rowHeights[density] * textScales[textSize]))

/** Px of a card's name and its three lines, by their sizes in `board-style.ts`. */
const cardText = (13 + 3 * 12) * 1.45
/** Px of a card's edges, of what lies between them and the text, and of the gap below it. */
const cardRoom = { comfortable: 26, compact: 18 } as const

const cardHeightOf = ({ density, textSize }: Pick<Look, 'density' | 'textSize'>): number =>
  Math.ceil(cardText * textScales[textSize]) + cardRoom[density]

/** Everything is over at once: what waits for the end of a transition waits for nothing. */
const motionless = {
  create: () => 'none',
  getAutoHeightDuration: () => 0,
  duration: {
    shortest: 0,
    shorter: 0,
    short: 0,
    standard: 0,
    complex: 0,
    enteringScreen: 0,
    leavingScreen: 0,
  },
}

/** Calm and dense: small controls, one radius, borders instead of shadows, no ripples. */
const createLookTheme = (look: Look) =>
  createTheme({
    cssVariables: { cssVarPrefix: 'p', colorSchemeSelector: 'data-theme' },
    colorSchemes: palettes[look.contrast],
    list: {
      rowHeight: rowHeightOf(look),
      cardHeight: cardHeightOf(look),
      textScale: textScales[look.textSize],
    },
    density: look.density,
    ...(look.motion === 'reduced' && { transitions: motionless }),
    shape: { borderRadius: 6 },
    typography: {
      fontFamily,
      fontSize: 13,
      htmlFontSize: 16,
      h1: { fontSize: '1.25rem', lineHeight: 1.3, fontWeight: 650, letterSpacing: '-0.01em' },
      h2: { fontSize: '0.9375rem', lineHeight: 1.4, fontWeight: 650 },
      h3: { fontSize: '0.875rem', lineHeight: 1.4, fontWeight: 650 },
      body1: { fontSize: '0.875rem', lineHeight: 1.5 },
      body2: { fontSize: '0.8125rem', lineHeight: 1.5 },
      caption: { fontSize: '0.75rem', lineHeight: 1.4 },
      button: { fontSize: '0.8125rem', fontWeight: 600, textTransform: 'none', letterSpacing: 0 },
    },
    components: themeComponents(look),
  })

const usualLook: Look = { contrast: 'standard', density: 'comfortable', textSize: 'medium', motion: 'full' }

/** As it is where nobody chose anything. */
export const theme = createLookTheme(usualLook)

/** Making a theme takes milliseconds of the start: the usual one is made once. */
export const createAppTheme = (look: Look) =>
  Object.entries(usualLook).every(([name, value]) => look[name as keyof Look] === value)
    ? theme
    : createLookTheme(look)
