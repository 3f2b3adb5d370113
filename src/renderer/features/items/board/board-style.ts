import { styled, useTheme } from '@mui/material/styles'

/** Px, the gap below a card included: by the density and the size of the text that the user chose. */
export const useCardHeight = (): number => useTheme().list.cardHeight
/** Px, the gap beside a column included. */
export const columnWidth = 264

/** The columns side by side. One style for all cards: styling them one by one would cost more than drawing them. */
export const BoardScroller = styled('div')(({ theme }) => ({
  display: 'flex',
  flex: 1,
  minHeight: 0,
  overflowX: 'auto',
  overflowY: 'hidden',
  padding: '12px 8px 0 16px',
  backgroundColor: theme.vars.palette.background.default,

  '& .column': {
    display: 'flex',
    flexDirection: 'column',
    flex: 'none',
    width: columnWidth - 8,
    marginInlineEnd: 8,
    minHeight: 0,
    borderRadius: '6px 6px 0 0',
    backgroundColor: theme.vars.palette.raised,
  },
  '& .head': {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    alignItems: 'baseline',
    columnGap: 6,
    margin: 0,
    padding: '8px 10px',
    fontSize: '0.8125rem',
    fontWeight: 600,
    // Columns of one pipeline differ by the end of their names: it gets a line of its own.
    '& .title': {
      gridColumn: '1 / -1',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      minWidth: 0,
    },
    '& .count, & .sum': {
      color: theme.vars.palette.text.secondary,
      fontSize: '0.75rem',
      fontWeight: 500,
      fontVariantNumeric: 'tabular-nums',
    },
    '& .sum': { textAlign: 'end' },
  },
  '& .cards': {
    position: 'relative',
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    overflowAnchor: 'none',
    // The cards of every column are as wide, whether it scrolls or not.
    scrollbarGutter: 'stable',
  },
  '& .note': { padding: '4px 10px 12px', color: theme.vars.palette.text.secondary, fontSize: '0.75rem' },
  '& .sheet': { position: 'absolute', top: 0, left: 0, right: 0 },
  '& .slot': {
    position: 'absolute',
    top: 0,
    left: 8,
    right: 8,
    height: theme.list.cardHeight,
    paddingBottom: 8,
  },
  '& .card': {
    display: 'flex',
    flexDirection: 'column',
    // A button's own is the start, which lets a long name be wider than the card.
    alignItems: 'stretch',
    width: '100%',
    height: '100%',
    boxSizing: 'border-box',
    padding: theme.density === 'compact' ? '4px 10px' : '8px 10px',
    overflow: 'hidden',
    border: `1px solid ${theme.vars.palette.divider}`,
    borderRadius: 6,
    font: 'inherit',
    fontSize: '0.75rem',
    textAlign: 'start',
    color: theme.vars.palette.text.secondary,
    backgroundColor: theme.vars.palette.background.paper,
    cursor: 'pointer',
    '&:hover': {
      backgroundColor: theme.vars.palette.background.paper,
      borderColor: theme.vars.palette.text.disabled,
    },
    '&:focus-visible': { outline: `2px solid ${theme.vars.palette.focus}`, outlineOffset: -2 },
    '&[aria-current="true"]': {
      borderColor: theme.vars.palette.primary.main,
      boxShadow: `inset 3px 0 0 ${theme.vars.palette.primary.main}`,
    },
  },
  '& .name, & .line': {
    display: 'block',
    flex: 'none',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    unicodeBidi: 'plaintext',
    lineHeight: 1.45,
  },
  '& .label': { color: theme.vars.palette.text.secondary, marginInlineEnd: 6 },
  '& .value': { color: theme.vars.palette.text.primary },
  '& .name': { color: theme.vars.palette.text.primary, fontSize: '0.8125rem', fontWeight: 500 },
}))
