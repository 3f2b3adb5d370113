import { alpha, type Components, type CssVarsTheme, type Theme } from '@mui/material/styles'
import type { Look } from './look.ts'

const motionless = {
  animationDuration: '0.01ms !important',
  animationIterationCount: '1 !important',
  transitionDuration: '0s !important',
  scrollBehavior: 'auto !important',
}

/**
 * Where the system paints with colours of its own, grounds and shadows are gone: what they said is said by borders
 * and by the system's colour for what is chosen.
 */
const forcedColours = {
  '@media (forced-colors: active)': {
    ':focus-visible, .Mui-focusVisible': { outline: '2px solid Highlight !important' },
    '[aria-selected="true"], .Mui-selected, [aria-pressed="true"], [aria-current="page"]': {
      outline: '2px solid Highlight',
      outlineOffset: -2,
    },
    '.MuiChip-root, .MuiButton-root, .MuiTooltip-tooltip, .MuiAlert-root': {
      border: '1px solid ButtonBorder',
    },
    '.MuiSwitch-track': { border: '1px solid ButtonBorder' },
    '.MuiSwitch-thumb': { backgroundColor: 'ButtonText', forcedColorAdjust: 'none' },
    '.Mui-checked .MuiSwitch-thumb': { backgroundColor: 'Highlight' },
    '.MuiLinearProgress-root': { border: '1px solid CanvasText' },
    '.MuiLinearProgress-bar': { backgroundColor: 'Highlight', forcedColorAdjust: 'none' },
    '.MuiBadge-badge': { border: '1px solid CanvasText' },
    '.Mui-disabled': { color: 'GrayText !important' },
  },
}

/** How MUI's components differ from what they are out of the box. Sizes that hold a text are in rem. */
export function themeComponents({
  density,
  motion,
}: Pick<Look, 'density' | 'motion'>): Components<Omit<Theme, 'components'> & CssVarsTheme> {
  const isCompact = density === 'compact'
  const isReduced = motion === 'reduced'
  return {
    MuiCssBaseline: {
      styleOverrides: (theme) => ({
        // React's own focus targets (headings after a route change) are no controls and need no ring.
        '[tabindex="-1"]:focus': { outline: 'none' },
        ':focus-visible': { outline: `2px solid ${theme.vars.palette.focus}`, outlineOffset: 1 },
        '*': { scrollbarWidth: 'thin', scrollbarColor: `${theme.vars.palette.text.disabled} transparent` },
        '::selection': { background: alpha(theme.palette.primary.main, 0.28) },
        code: { fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace' },
        ...(isReduced && { '*, *::before, *::after': motionless }),
        ...forcedColours,
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
          minHeight: isCompact ? '1.75rem' : '2rem',
          padding: isCompact ? '2px 10px' : '4px 12px',
          whiteSpace: 'nowrap',
          variants: [
            {
              props: { variant: 'outlined', color: 'inherit' },
              style: { borderColor: theme.vars.palette.outline },
            },
            {
              props: { size: 'large' },
              style: { minHeight: '2.5rem', padding: '8px 18px', fontSize: '0.875rem' },
            },
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
        // Not `:hover` and `.Mui-focused`: those have colours of their own.
        notchedOutline: ({ theme }) => ({ borderColor: theme.vars.palette.outline }),
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
    // Words of some languages need a second line; MUI's own spacing knows of one only.
    MuiDialogActions: {
      defaultProps: { disableSpacing: true },
      styleOverrides: { root: { padding: '8px 24px 20px', flexWrap: 'wrap', gap: 8 } },
    },
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
        root: {
          fontSize: '0.875rem',
          minHeight: isCompact ? '1.75rem' : '2.125rem',
          '&.Mui-focusVisible': { outlineOffset: -2 },
        },
      },
    },
    MuiTableCell: {
      styleOverrides: { root: isCompact ? { paddingTop: 4, paddingBottom: 4 } : {} },
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
          padding: isCompact ? '2px 12px' : '4px 14px',
          minHeight: isCompact ? '1.75rem' : '2rem',
          borderColor: theme.vars.palette.outline,
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
          backgroundColor: theme.vars.palette.outline,
        }),
      },
    },
  }
}
