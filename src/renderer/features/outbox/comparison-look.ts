/** Tables that set values side by side. */
export const comparisonLook = {
  container: { border: 1, borderColor: 'divider', borderRadius: '8px', bgcolor: 'background.paper' },
  table: {
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': {
      px: 1.25,
      py: 0.75,
      fontSize: '0.8125rem',
      verticalAlign: 'top',
      borderColor: 'divider',
      // A column is never narrower than its longest word, up to its greatest width: there a text without an end breaks.
      overflowWrap: 'break-word',
      hyphens: 'auto',
      minWidth: 84,
      maxWidth: 260,
    },
    '& th': { bgcolor: 'raised', color: 'text.secondary', fontWeight: 600, fontSize: '0.75rem' },
    '& tbody th': { bgcolor: 'transparent', color: 'text.primary', fontSize: '0.8125rem' },
    '& tbody th, & tbody td': { pt: '9px' },
    '& tbody > tr:last-of-type > *': { borderBottom: 0 },
  },
} as const
