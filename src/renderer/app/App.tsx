import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider, useColorScheme } from '@mui/material/styles'
import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { appStateQuery } from '../api/use-app-state.ts'
import { reportProblem } from '../api/report-problem.ts'
import { useMainEvents } from '../api/use-main-events.ts'
import { speak } from '../copy/speak.ts'
import { directionOf, localeFor } from '../../shared/language.ts'
import type { Preferences } from '../../shared/model/preferences.ts'
import type { AppRouter } from './routes.tsx'
import { systemLocales } from './system-locales.ts'
import { theme } from './theme.ts'

interface AppProps {
  readonly queries: QueryClient
  readonly router: AppRouter
  /** The choice as main wrote it into the page, so that the first paint has the right colours. */
  readonly theme: Preferences['theme']
}

/** MUI's own parts ask for the direction where they reckon in pixels. */
const mirroredTheme: typeof theme = { ...theme, direction: 'rtl' }

export function App({ queries, router, theme: themePreference }: AppProps) {
  const { i18n } = useTranslation()
  const isMirrored = directionOf(i18n.language) === 'rtl'
  return (
    // The choice is kept by main, hence no storage here.
    <ThemeProvider
      theme={isMirrored ? mirroredTheme : theme}
      defaultMode={themePreference}
      storageManager={null}
      noSsr
    >
      <CssBaseline />
      <QueryClientProvider client={queries}>
        <MainEvents />
        <ThemeFollower />
        <LanguageFollower />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ThemeProvider>
  )
}

function MainEvents() {
  useMainEvents()
  return null
}

/** Main keeps the choice of theme; the page follows it. */
function ThemeFollower() {
  const chosen = useQuery(appStateQuery()).data?.preferences.theme
  const { setMode } = useColorScheme()
  useEffect(() => {
    if (chosen !== undefined) setMode(chosen)
  }, [chosen, setMode])
  return null
}

/** Main keeps the choice of language too; the page says everything anew in another one. */
function LanguageFollower() {
  const chosen = useQuery(appStateQuery()).data?.preferences.language
  useEffect(() => {
    if (chosen !== undefined) speak(localeFor(chosen, systemLocales())).catch(reportProblem)
  }, [chosen])
  return null
}
