import type { PaletteOptions } from '@mui/material/styles'

interface NavigationColours {
  readonly ground: string
  readonly text: string
  readonly activeGround: string
  readonly activeText: string
  readonly hoverGround: string
}

declare module '@mui/material/styles' {
  /** The theme is made with CSS variables, so that `theme.vars` is always there. */
  interface CssThemeVariables {
    enabled: true
  }
  interface Palette {
    /** The rail at the left, dark in both schemes. */
    navigation: NavigationColours
    /** Headers, table heads, read-only fields: one step away from the paper. */
    raised: string
    /** The ring around whatever has the keyboard. */
    focus: string
    /** The two stripes of the sample banner. */
    stripe: { light: string; dark: string; text: string }
  }
  interface PaletteOptions {
    navigation: NavigationColours
    raised: string
    focus: string
    stripe: { light: string; dark: string; text: string }
  }
}

// A sea chart: deep navy, teal water, brass for what needs care. Every text colour keeps 4.5 : 1 or more
// against the grounds it is used on, every control border 3 : 1 where it alone says that there is a control.

export const lightPalette: PaletteOptions = {
  primary: { main: '#0b6b7d', dark: '#084f5e', light: '#2a8fa1', contrastText: '#ffffff' },
  secondary: { main: '#1f3b57', contrastText: '#ffffff' },
  error: { main: '#b3261e', contrastText: '#ffffff' },
  warning: { main: '#8f5a00', contrastText: '#ffffff' },
  success: { main: '#1f7a4d', contrastText: '#ffffff' },
  info: { main: '#1d5fa8', contrastText: '#ffffff' },
  background: { default: '#f4f7f8', paper: '#ffffff' },
  text: { primary: '#12222e', secondary: '#506170', disabled: '#8795a1' },
  divider: '#dbe3e8',
  action: { hover: 'rgba(15, 60, 80, 0.06)', selected: 'rgba(11, 107, 125, 0.11)', hoverOpacity: 0.06 },
  navigation: {
    ground: '#0f2536',
    text: '#b9c9d5',
    activeGround: '#1d4258',
    activeText: '#ffffff',
    hoverGround: '#17344a',
  },
  raised: '#eef3f5',
  focus: '#0b7fa5',
  stripe: { light: '#fff6db', dark: '#fdedbd', text: '#573d00' },
}

export const darkPalette: PaletteOptions = {
  primary: { main: '#5fc7d6', dark: '#3fb0c1', light: '#8edbe6', contrastText: '#06222a' },
  secondary: { main: '#a9c4dc', contrastText: '#0c1d2b' },
  error: { main: '#ff8f86', contrastText: '#3b0805' },
  warning: { main: '#f0b64d', contrastText: '#2f1f00' },
  success: { main: '#6fcf9b', contrastText: '#05291a' },
  info: { main: '#86b9f3', contrastText: '#06213f' },
  background: { default: '#0d171f', paper: '#14212b' },
  text: { primary: '#e6edf2', secondary: '#9fb1be', disabled: '#6d7f8c' },
  divider: '#26363f',
  action: { hover: 'rgba(170, 210, 230, 0.08)', selected: 'rgba(95, 199, 214, 0.16)', hoverOpacity: 0.08 },
  navigation: {
    ground: '#0a131a',
    text: '#9fb1be',
    activeGround: '#17303d',
    activeText: '#f2f8fa',
    hoverGround: '#12232e',
  },
  raised: '#1a2a35',
  focus: '#6fd3e4',
  stripe: { light: '#3a2f12', dark: '#332a10', text: '#f6dea0' },
}
