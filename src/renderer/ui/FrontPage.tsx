import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import type { Preferences } from '../../shared/model/preferences.ts'
import { Brand } from './Brand.tsx'
import { LanguageChoice } from './LanguageChoice.tsx'
import { ThemeChoice } from './ThemeChoice.tsx'

interface FrontPageProps {
  /** Of the window. */
  readonly title: string
  /** Px. */
  readonly maxWidth: number
  readonly theme: Preferences['theme']
  readonly onThemeChange: (theme: Preferences['theme']) => void
  readonly language: Preferences['language']
  readonly onLanguageChange: (language: Preferences['language']) => void
  readonly children: ReactNode
}

/** A page outside the shell, in the middle of the window, with the name, the language and the theme above it. */
export function FrontPage(props: FrontPageProps) {
  const { title, maxWidth, theme, onThemeChange, language, onLanguageChange, children } = props
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
          <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 1 }}>
            <LanguageChoice value={language} onChange={onLanguageChange} />
            <ThemeChoice value={theme} onChange={onThemeChange} />
          </Box>
        </Box>
        {children}
      </Box>
    </Box>
  )
}
