import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import type { Preferences } from '../../shared/model/preferences.ts'
import { Brand } from './Brand.tsx'
import { ThemeChoice } from './ThemeChoice.tsx'

interface FrontPageProps {
  /** Of the window. */
  readonly title: string
  /** Px. */
  readonly maxWidth: number
  readonly theme: Preferences['theme']
  readonly onThemeChange: (theme: Preferences['theme']) => void
  /** Beside the theme. */
  readonly choices?: ReactNode
  readonly children: ReactNode
}

/** A page outside the shell, in the middle of the window, with the name and the theme above it. */
export function FrontPage({ title, maxWidth, theme, onThemeChange, choices, children }: FrontPageProps) {
  return (
    <Box component="main" sx={{ height: '100%', overflowY: 'auto', bgcolor: 'background.default' }}>
      <title>{title}</title>
      <Box
        sx={{
          minHeight: '100%',
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'center',
          gap: 3.5,
          maxWidth,
          mx: 'auto',
          px: 4,
          py: 4,
        }}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 2 }}>
          <Brand />
          <Box
            sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap', justifyContent: 'end' }}
          >
            {choices}
            <ThemeChoice value={theme} onChange={onThemeChange} />
          </Box>
        </Box>
        {children}
      </Box>
    </Box>
  )
}
