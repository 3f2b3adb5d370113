import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

/** The shell's places; the same with and without their contents, so that nothing moves while it loads. */
export function ShellFrame({ children }: { readonly children?: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        height: '100%',
        gridTemplateColumns: '6.5rem minmax(0, 1fr)',
        gridTemplateRows: '48px auto minmax(0, 1fr) auto',
        gridTemplateAreas: '"rail title" "rail banners" "rail main" "rail undo"',
        bgcolor: 'background.default',
        color: 'text.primary',
      }}
    >
      {children}
    </Box>
  )
}
