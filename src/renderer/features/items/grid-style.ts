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

  '& .head': { position: 'sticky', top: 0, zIndex: 1, minWidth: 'var(--width)' },
  '& .body': { position: 'relative', minWidth: 'var(--width)' },
  '& .sheet': { position: 'absolute', top: 0, left: 0, right: 0, willChange: 'transform' },
  '& .row': {
    display: 'grid',
    gridTemplateColumns: 'var(--columns)',
    height: theme.list.rowHeight,
    boxSizing: 'border-box',
    borderBottom: `1px solid ${theme.vars.palette.divider}`,
  },
  '& .head .row': {
    minWidth: '100%',
    backgroundColor: theme.vars.palette.raised,
    color: theme.vars.palette.text.secondary,
    fontSize: '0.75rem',
    fontWeight: 600,
  },
  '& .body .row': {
    position: 'absolute',
    top: 0,
    left: 0,
    right: 0,
    contain: 'layout style paint',
  },
  '& .body .row:hover': { backgroundColor: theme.vars.palette.action.hover },
  '& .body .row[aria-selected="true"]': {
    backgroundColor: theme.vars.palette.action.selected,
    boxShadow: `inset 3px 0 0 ${theme.vars.palette.primary.main}`,
  },

  '& .cell': {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    minWidth: 0,
    padding: '0 12px',
    color: theme.vars.palette.text.secondary,
    '&:first-of-type': { paddingLeft: 16 },
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
    },
    '& svg': { fontSize: 16, flex: 'none', opacity: 0.8 },
  },
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
  '& .cell.phone, & .cell.updated': { fontVariantNumeric: 'tabular-nums' },
  '& .head .cell.sortable': { cursor: 'pointer', '&:hover': { color: theme.vars.palette.text.primary } },
  '& .head .cell[aria-sort="ascending"], & .head .cell[aria-sort="descending"]': {
    color: theme.vars.palette.text.primary,
  },
  '& .arrow': { transition: 'transform 120ms', '&.descending': { transform: 'rotate(180deg)' } },

  '& .edge': {
    position: 'absolute',
    top: 0,
    right: 0,
    bottom: 0,
    width: 9,
    cursor: 'col-resize',
    touchAction: 'none',
    '&::after': {
      content: '""',
      position: 'absolute',
      top: 9,
      bottom: 9,
      right: 0,
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
