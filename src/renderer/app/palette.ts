import type { PaletteOptions } from '@mui/material/styles'

interface NavigationColours {
  readonly ground: string
  readonly text: string
  readonly activeGround: string
  readonly activeText: string
  readonly hoverGround: string
  /** The number of what needs the user. */
  readonly alertGround: string
  readonly alertText: string
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
    /** The border that says where a field, a box or a switch is. */
    outline: string
    /** The two stripes of the sample banner. */
    stripe: { light: string; dark: string; text: string }
  }
  interface PaletteOptions {
    navigation: NavigationColours
    raised: string
    focus: string
    outline: string
    stripe: { light: string; dark: string; text: string }
  }
}

// A sea chart: deep navy, teal water, brass for what needs care. Every text colour keeps 4.5 : 1 or more
// against the grounds it is used on, every control border 3 : 1 where it alone says that there is a control. With
// high contrast it is 7 : 1 and 4.5 : 1. `palette.test.ts` computes them all.

export const lightPalette: PaletteOptions = {
  primary: { main: '#0b6b7d', dark: '#084f5e', light: '#2a8fa1', contrastText: '#ffffff' },
  secondary: { main: '#1f3b57', contrastText: '#ffffff' },
  error: { main: '#b3261e', contrastText: '#ffffff' },
  warning: { main: '#8f5a00', contrastText: '#ffffff' },
  success: { main: '#1f7a4d', contrastText: '#ffffff' },
  info: { main: '#1d5fa8', contrastText: '#ffffff' },
  background: { default: '#f4f7f8', paper: '#ffffff' },
  text: { primary: '#12222e', secondary: '#506170', disabled: '#758592' },
  divider: '#dbe3e8',
  action: { hover: 'rgba(15, 60, 80, 0.06)', selected: 'rgba(11, 107, 125, 0.11)', hoverOpacity: 0.06 },
  navigation: {
    ground: '#0f2536',
    text: '#b9c9d5',
    activeGround: '#1d4258',
    activeText: '#ffffff',
    hoverGround: '#17344a',
    alertGround: '#f0b64d',
    alertText: '#2f1f00',
  },
  raised: '#eef3f5',
  focus: '#0b7fa5',
  outline: '#758592',
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
  text: { primary: '#e6edf2', secondary: '#9fb1be', disabled: '#71838f' },
  divider: '#26363f',
  action: { hover: 'rgba(170, 210, 230, 0.08)', selected: 'rgba(95, 199, 214, 0.16)', hoverOpacity: 0.08 },
  navigation: {
    ground: '#0a131a',
    text: '#9fb1be',
    activeGround: '#17303d',
    activeText: '#f2f8fa',
    hoverGround: '#12232e',
    alertGround: '#f0b64d',
    alertText: '#2f1f00',
  },
  raised: '#1a2a35',
  focus: '#6fd3e4',
  outline: '#71838f',
  stripe: { light: '#3a2f12', dark: '#332a10', text: '#f6dea0' },
}

export const lightHighPalette: PaletteOptions = {
  primary: { main: '#00404d', dark: '#002c36', light: '#00596b', contrastText: '#ffffff' },
  secondary: { main: '#0f2740', contrastText: '#ffffff' },
  error: { main: '#8a0f09', contrastText: '#ffffff' },
  warning: { main: '#5c3a00', contrastText: '#ffffff' },
  success: { main: '#0b4d2c', contrastText: '#ffffff' },
  info: { main: '#0b3d75', contrastText: '#ffffff' },
  background: { default: '#ffffff', paper: '#ffffff' },
  text: { primary: '#000000', secondary: '#26343f', disabled: '#4c5964' },
  divider: '#5b6872',
  action: { hover: 'rgba(0, 45, 60, 0.08)', selected: 'rgba(0, 64, 77, 0.14)', hoverOpacity: 0.08 },
  navigation: {
    ground: '#000000',
    text: '#ffffff',
    activeGround: '#0b3d4d',
    activeText: '#ffffff',
    hoverGround: '#1c2a33',
    alertGround: '#ffd27a',
    alertText: '#000000',
  },
  raised: '#f2f5f7',
  focus: '#00404d',
  outline: '#26343f',
  stripe: { light: '#fff6db', dark: '#fdedbd', text: '#2e2000' },
}

export const darkHighPalette: PaletteOptions = {
  primary: { main: '#8be9f6', dark: '#5fd3e4', light: '#b5f3fb', contrastText: '#000000' },
  secondary: { main: '#cfe2f3', contrastText: '#000000' },
  error: { main: '#ffb4ad', contrastText: '#000000' },
  warning: { main: '#ffd27a', contrastText: '#000000' },
  success: { main: '#98ecbd', contrastText: '#000000' },
  info: { main: '#b3d6ff', contrastText: '#000000' },
  background: { default: '#000000', paper: '#000000' },
  text: { primary: '#ffffff', secondary: '#d6e0e7', disabled: '#9aa8b2' },
  divider: '#8a99a3',
  action: { hover: 'rgba(200, 235, 250, 0.14)', selected: 'rgba(139, 233, 246, 0.22)', hoverOpacity: 0.14 },
  navigation: {
    ground: '#000000',
    text: '#ffffff',
    activeGround: '#12505f',
    activeText: '#ffffff',
    hoverGround: '#1c2a33',
    alertGround: '#ffd27a',
    alertText: '#000000',
  },
  raised: '#12191e',
  focus: '#ffd27a',
  outline: '#d6e0e7',
  stripe: { light: '#3a2f12', dark: '#332a10', text: '#fff0cc' },
}
