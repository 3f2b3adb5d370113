/** Letters of one width, as wide as the pane. */
export const jsonLook = {
  fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSize: '0.75rem',
  lineHeight: 1.6,
  overflowWrap: 'anywhere',
} as const

/** The tree's lines; `--level` says how deep one lies. */
export const treeLook = {
  '& .row': {
    position: 'relative',
    pl: 'calc((min(var(--level), 20) - 1) * 14px + 16px)',
    borderRadius: '4px',
    whiteSpace: 'pre-wrap',
    cursor: 'default',
    '&[aria-expanded], &.more': { cursor: 'pointer' },
    '&:hover': { bgcolor: 'action.hover' },
    '&[aria-selected="true"]': { bgcolor: 'action.selected' },
    '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: '-2px' },
  },
  '& .name': { fontWeight: 600 },
  '& .size, & .nothing': { color: 'text.secondary' },
  '& .more': { color: 'primary.main' },
  '& .text': { color: 'success.main' },
  '& .number, & .flag': { color: 'info.main' },
  '& .toggle': { position: 'absolute', ml: '-14px', width: 14, color: 'text.secondary', userSelect: 'none' },
  '& .toggle::after': { content: '"▸"' },
  '& .toggle.open::after': { content: '"▾"' },
  '& .toggle.none::after': { content: '""' },
} as const
