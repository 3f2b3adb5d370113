import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

interface PageProps {
  readonly children: ReactNode
  /** Width of the column in pixels; text-heavy screens are narrower. */
  readonly maxWidth?: number
}

/** A screen that scrolls as a whole. Screens with panes of their own fill the shell's main area instead. */
export function Page({ children, maxWidth = 960 }: PageProps) {
  return (
    // Positioned, so that what is hidden inside it for the eye scrolls with it.
    <Box sx={{ position: 'relative', flex: 1, minHeight: 0, overflowY: 'auto', px: 4, py: 3 }}>
      <Box sx={{ maxWidth, mx: 'auto', display: 'flex', flexDirection: 'column', gap: 3 }}>{children}</Box>
    </Box>
  )
}
