import type { SxProps, Theme } from '@mui/material/styles'

/** Below this width of a card the times stand under a line instead of in columns of their own. */
export const narrow = '@container (max-width: 800px)'

export const columnLook = {
  display: 'grid',
  gridTemplateColumns: 'minmax(120px, 1.3fr) minmax(150px, 1.7fr) 156px repeat(4, 82px) 32px',
  columnGap: 2,
  alignItems: 'center',
  px: 2.5,
  [narrow]: { gridTemplateColumns: 'minmax(110px, 1.1fr) minmax(0, 2fr) 156px 32px' },
} satisfies SxProps<Theme>

export const headLook = {
  py: 0.75,
  bgcolor: 'raised',
  typography: 'caption',
  fontWeight: 600,
  color: 'text.secondary',
  whiteSpace: 'nowrap',
  '& .count': { textAlign: 'end', pr: 1 },
  [narrow]: { '& > span:nth-of-type(n + 4)': { display: 'none' } },
} satisfies SxProps<Theme>
