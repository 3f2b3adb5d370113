/** Lines below each other, a rule between them. */
export const listLook = {
  m: 0,
  p: 0,
  listStyle: 'none',
  '& > li': { display: 'flex', alignItems: 'center', gap: 1.5, minHeight: 36 },
  '& > li + li': { borderTop: 1, borderColor: 'divider' },
} as const
