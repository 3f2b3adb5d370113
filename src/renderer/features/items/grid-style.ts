import { styled, useTheme } from '@mui/material/styles'

/** Px of every row and of the header: by the density and the size of the text that the user chose. */
export const useRowHeight = (): number => useTheme().list.rowHeight

/**
 * One style for all cells: thousands of styled elements would cost more than drawing them.
 * The scrolling list. `--columns` holds the widths, so that resizing restyles no row one by one.
 */
export const GridScroller = styled('div')(({ theme }) => ({
  position: 'relative',
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  overflowAnchor: 'none',
  contain: 'strict',
  fontSize: '0.8125rem',
  backgroundColor: theme.vars.palette.background.paper,
  cursor: 'default',
  userSelect: 'none',

  '& .head': { position: 'sticky', top: 0, zIndex: 2, minWidth: 'var(--width)' },
  '& .body': { position: 'relative', minWidth: 'var(--width)' },
  '& .sheet': { position: 'absolute', top: 0, insetInline: 0, willChange: 'transform' },
  '& .row': {
    '--ground': theme.vars.palette.background.paper,
    '--tint': 'transparent',
    display: 'grid',
    gridTemplateColumns: 'var(--columns)',
    height: theme.list.rowHeight,
    boxSizing: 'border-box',
    borderBottom: `1px solid ${theme.vars.palette.divider}`,
  },
  '& .head .row': {
    minWidth: '100%',
    '--ground': theme.vars.palette.raised,
    backgroundColor: theme.vars.palette.raised,
    color: theme.vars.palette.text.secondary,
    fontSize: '0.75rem',
    fontWeight: 600,
  },
  '& .body .row': {
    position: 'absolute',
    top: 0,
    insetInline: 0,
    contain: 'layout style paint',
    backgroundColor: 'var(--tint)',
  },
  '& .body .row:hover': { '--tint': theme.vars.palette.action.hover },
  '& .body .row[aria-selected="true"]': { '--tint': theme.vars.palette.action.selected },
  '& .body .row[aria-current="true"]': {
    '--tint': theme.vars.palette.action.selected,
    '& .cell.check': { boxShadow: `inset 3px 0 0 ${theme.vars.palette.primary.main}` },
    '[dir="rtl"] & .cell.check': { boxShadow: `inset -3px 0 0 ${theme.vars.palette.primary.main}` },
  },
  // What scrolls along below a pinned cell must not show through.
  '& .cell.pinned': {
    position: 'sticky',
    zIndex: 1,
    background: 'linear-gradient(var(--tint), var(--tint)) var(--ground)',
  },
  // Where they end, the others go in below them.
  '& .cell.pinned:not(.check):has(+ .cell:not(.pinned))': {
    borderInlineEnd: `1px solid ${theme.vars.palette.divider}`,
  },
  '& .cell.check': {
    insetInlineStart: 0,
    padding: 0,
    '& [role="checkbox"]': {
      position: 'absolute',
      inset: 0,
      '&::before': {
        content: '""',
        position: 'absolute',
        top: 'calc(50% - 7px)',
        insetInlineStart: 14,
        width: 14,
        height: 14,
        boxSizing: 'border-box',
        border: `1.5px solid ${theme.vars.palette.text.secondary}`,
        borderRadius: 3,
      },
      '&:focus-visible': {
        outline: `2px solid ${theme.vars.palette.focus}`,
        outlineOffset: -2,
        borderRadius: 3,
      },
    },
    '& [aria-checked="true"]::before, & [aria-checked="mixed"]::before': {
      backgroundColor: theme.vars.palette.primary.main,
      borderColor: theme.vars.palette.primary.main,
    },
    '& [aria-checked="true"]::after': {
      content: '""',
      position: 'absolute',
      top: 'calc(50% - 5px)',
      insetInlineStart: 19,
      width: 4,
      height: 7,
      border: `solid ${theme.vars.palette.primary.contrastText}`,
      borderWidth: '0 2px 2px 0',
      transform: 'rotate(45deg)',
    },
    '& [aria-checked="mixed"]::after': {
      content: '""',
      position: 'absolute',
      top: 'calc(50% - 1px)',
      insetInlineStart: 17,
      width: 8,
      height: 2,
      backgroundColor: theme.vars.palette.primary.contrastText,
    },
  },

  '& .cell': {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    minWidth: 0,
    padding: '0 12px',
    color: theme.vars.palette.text.secondary,
    '&:focus-visible': {
      outline: `2px solid ${theme.vars.palette.focus}`,
      outlineOffset: -2,
      borderRadius: 3,
    },
    // A name runs in the direction of its own letters, whatever stands around it.
    '& .text': {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'pre',
      unicodeBidi: 'plaintext',
      textAlign: 'left',
      '[dir="rtl"] &': { textAlign: 'right' },
    },
    '& svg': { fontSize: 16, flex: 'none', opacity: 0.8 },
  },
  '& .body .cell.kind-number': { justifyContent: 'flex-end' },
  '& .cell.edited': { padding: 0, overflow: 'visible' },
  '& .editor': { display: 'flex', flex: 1, minWidth: 0, height: '100%' },
  // As wide as the cell, whatever the longest choice is, and on a ground: below it goes what scrolls.
  '& .editor > input, & .editor > select': {
    width: '100%',
    minWidth: 0,
    boxSizing: 'border-box',
    padding: '0 11px',
    border: 0,
    borderRadius: 3,
    font: 'inherit',
    color: theme.vars.palette.text.primary,
    backgroundColor: theme.vars.palette.background.paper,
    outline: `2px solid ${theme.vars.palette.focus}`,
    outlineOffset: -2,
  },
  // Dimmed by the ink and not by opacity, which would let pinned cells shine through.
  '& .row.outside .text': { color: theme.vars.palette.text.secondary, fontStyle: 'italic', fontWeight: 400 },
  '& .row.leaving .text': { textDecoration: 'line-through' },
  '& .mark': {
    flex: 'none',
    fontSize: '0.6875rem',
    lineHeight: 1,
    color: theme.vars.palette.info.main,
    '&.needs-you': { color: theme.vars.palette.warning.main },
  },
  '& .cell.name': { color: theme.vars.palette.text.primary, fontWeight: 500 },
  '& .cell.email': { color: theme.vars.palette.text.primary },
  '& .cell.phone, & .cell.kind-time, & .cell.kind-date, & .cell.kind-number': {
    fontVariantNumeric: 'tabular-nums',
  },
  '& .head .cell.sortable': { cursor: 'pointer', '&:hover': { color: theme.vars.palette.text.primary } },
  '& .head .cell[aria-sort]': { color: theme.vars.palette.text.primary },
  '& .head .cell.over': { boxShadow: `inset 0 0 0 2px ${theme.vars.palette.primary.main}` },
  '& .rank': { fontVariantNumeric: 'tabular-nums' },
  '& .arrow': { transition: 'transform 120ms', '&.descending': { transform: 'rotate(180deg)' } },

  '& .edge': {
    position: 'absolute',
    top: 0,
    insetInlineEnd: 0,
    bottom: 0,
    width: 9,
    cursor: 'col-resize',
    touchAction: 'none',
    '&::after': {
      content: '""',
      position: 'absolute',
      top: 9,
      bottom: 9,
      insetInlineEnd: 0,
      width: '1px',
      backgroundColor: theme.vars.palette.divider,
    },
    '&:hover::after': { top: 0, bottom: 0, width: '2px', backgroundColor: theme.vars.palette.primary.main },
  },
  // Grounds and shadows are gone there: a border says which row is chosen, and where a column ends.
  '@media (forced-colors: active)': {
    '& .body .row[aria-selected="true"]': { outline: '2px solid Highlight', outlineOffset: -2 },
    '& .body .row:hover': { outline: '1px solid CanvasText', outlineOffset: -1 },
    '& .cell:focus-visible': { outlineColor: 'Highlight' },
    '& .edge::after': { backgroundColor: 'CanvasText', forcedColorAdjust: 'none' },
    '& .skeleton': { border: '1px solid GrayText' },
  },
  '& .skeleton': {
    width: '60%',
    height: 8,
    borderRadius: 4,
    backgroundColor: theme.vars.palette.action.selected,
  },
}))
