/** Names and values of a record, line by line. */
export const propertyLook = {
  m: 0,
  fontSize: '0.8125rem',
  '& .line': {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, 30%) minmax(0, 1fr)',
    columnGap: 1.5,
    alignItems: 'start',
    lineHeight: '20px',
    py: '5px',
    borderBottom: 1,
    borderColor: 'divider',
  },
  // The letters of a name decide how it runs, not where it stands.
  '& dt': { color: 'text.secondary', overflowWrap: 'anywhere', textAlign: 'left' },
  '& dd': {
    m: 0,
    minWidth: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: 0.5,
    overflowWrap: 'anywhere',
  },
  '& dd > span, & dd > time': { flex: 1, minWidth: 0 },
  // The room of the buttons that come a moment later, so that no line breaks anew.
  '&.bare dd': { pr: '25px' },
  '& .folded': { display: 'block', textAlign: 'start', whiteSpace: 'pre-wrap' },
  '& code.folded': { fontSize: '0.75rem' },
  '& .empty': { color: 'text.secondary', fontStyle: 'italic' },
  // The buttons wait for the pointer or the keyboard, but never leave the page.
  '& .MuiIconButton-root': { opacity: 0, p: '3px', my: '-3px' },
  '& .line:hover .MuiIconButton-root, & .MuiIconButton-root:focus-visible': { opacity: 1 },
  '& .MuiIconButton-root svg': { fontSize: 15 },
} as const
