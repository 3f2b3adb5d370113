import { alpha, createTheme } from '@mui/material/styles'
import { darkPalette, lightPalette } from './palette.ts'

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

/** Calm and dense: small controls, one radius, borders instead of shadows, no ripples. */
export const theme = createTheme({
  cssVariables: { cssVarPrefix: 'p', colorSchemeSelector: 'data-theme' },
  colorSchemes: { light: { palette: lightPalette }, dark: { palette: darkPalette } },
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
  components: {
    MuiCssBaseline: {
      styleOverrides: (theme) => ({
        // React's own focus targets (headings after a route change) are no controls and need no ring.
        '[tabindex="-1"]:focus': { outline: 'none' },
        ':focus-visible': { outline: `2px solid ${theme.vars.palette.focus}`, outlineOffset: 1 },
        '*': { scrollbarWidth: 'thin', scrollbarColor: `${theme.vars.palette.text.disabled} transparent` },
        '::selection': { background: alpha(theme.palette.primary.main, 0.28) },
        code: { fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace' },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': {
            animationDuration: '0.01ms !important',
            animationIterationCount: '1 !important',
            transitionDuration: '0s !important',
          },
        },
      }),
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: {
        root: ({ theme }) => ({
          '&.Mui-focusVisible': { outline: `2px solid ${theme.vars.palette.focus}`, outlineOffset: 1 },
        }),
      },
    },
    MuiButton: {
      defaultProps: { disableElevation: true, size: 'small' },
      styleOverrides: {
        root: ({ theme }) => ({
          minHeight: 32,
          padding: '4px 12px',
          whiteSpace: 'nowrap',
          variants: [
            {
              props: { variant: 'outlined', color: 'inherit' },
              style: { borderColor: theme.vars.palette.divider },
            },
            { props: { size: 'large' }, style: { minHeight: 40, padding: '8px 18px', fontSize: '0.875rem' } },
          ],
        }),
      },
    },
    MuiIconButton: { defaultProps: { size: 'small' }, styleOverrides: { root: { borderRadius: 6 } } },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiInputBase: {
      styleOverrides: {
        input: ({ theme }) => ({
          '&::placeholder': { color: theme.vars.palette.text.secondary, opacity: 1 },
        }),
      },
    },
    MuiOutlinedInput: {
      styleOverrides: {
        root: ({ theme }) => ({ fontSize: '0.875rem', backgroundColor: theme.vars.palette.background.paper }),
      },
    },
    MuiInputLabel: { styleOverrides: { root: { fontSize: '0.875rem' } } },
    MuiFormHelperText: { styleOverrides: { root: { marginLeft: 0, marginRight: 0 } } },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiCard: { defaultProps: { variant: 'outlined' }, styleOverrides: { root: { borderRadius: 8 } } },
    MuiDialog: {
      styleOverrides: {
        paper: ({ theme }) => ({ borderRadius: 10, border: `1px solid ${theme.vars.palette.divider}` }),
      },
    },
    MuiDialogTitle: {
      styleOverrides: { root: { fontSize: '1.0625rem', fontWeight: 650, paddingBottom: 8 } },
    },
    MuiDialogActions: { styleOverrides: { root: { padding: '8px 24px 20px' } } },
    MuiPopover: {
      styleOverrides: {
        paper: ({ theme }) => ({
          border: `1px solid ${theme.vars.palette.divider}`,
          borderRadius: 8,
          boxShadow: '0 10px 30px rgba(8, 24, 36, 0.18)',
        }),
      },
    },
    MuiMenuItem: {
      styleOverrides: {
        root: { fontSize: '0.875rem', minHeight: 34, '&.Mui-focusVisible': { outlineOffset: -2 } },
      },
    },
    MuiListItemIcon: { styleOverrides: { root: { minWidth: 32 } } },
    MuiTooltip: {
      defaultProps: { enterDelay: 500 },
      styleOverrides: { tooltip: { fontSize: '0.75rem', fontWeight: 500 } },
    },
    MuiLinearProgress: { styleOverrides: { root: { height: 4, borderRadius: 2 } } },
    MuiChip: { styleOverrides: { root: { fontWeight: 500 } } },
    MuiToggleButton: {
      styleOverrides: {
        root: ({ theme }) => ({
          textTransform: 'none',
          padding: '4px 14px',
          minHeight: 32,
          color: theme.vars.palette.text.secondary,
          '&.Mui-selected, &.Mui-selected:hover': {
            color: theme.vars.palette.primary.main,
            backgroundColor: theme.vars.palette.action.selected,
          },
        }),
      },
    },
    MuiSwitch: {
      styleOverrides: {
        root: { width: 34, height: 20, padding: 0, overflow: 'visible' },
        switchBase: ({ theme }) => ({
          padding: 3,
          '&.Mui-checked': {
            transform: 'translateX(14px)',
            color: theme.vars.palette.primary.contrastText,
            '& + .MuiSwitch-track': { opacity: 1, backgroundColor: theme.vars.palette.primary.main },
          },
          '&.Mui-focusVisible + .MuiSwitch-track': {
            outline: `2px solid ${theme.vars.palette.focus}`,
            outlineOffset: 2,
          },
        }),
        thumb: { width: 14, height: 14, boxShadow: 'none' },
        track: ({ theme }) => ({
          borderRadius: 10,
          opacity: 1,
          backgroundColor: theme.vars.palette.text.disabled,
        }),
      },
    },
  },
})
