import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider, useColorScheme } from '@mui/material/styles'
import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { appStateQuery } from '../api/use-app-state.ts'
import { useMainEvents } from '../api/use-main-events.ts'
import type { Preferences } from '../../shared/model/preferences.ts'
import type { AppRouter } from './routes.tsx'
import { theme } from './theme.ts'

interface AppProps {
  readonly queries: QueryClient
  readonly router: AppRouter
  /** The choice as main wrote it into the page, so that the first paint has the right colours. */
  readonly theme: Preferences['theme']
}

export function App({ queries, router, theme: themePreference }: AppProps) {
  return (
    // The choice is kept by main, hence no storage here.
    <ThemeProvider theme={theme} defaultMode={themePreference} storageManager={null} noSsr>
      <CssBaseline />
      <QueryClientProvider client={queries}>
        <MainEvents />
        <ThemeFollower />
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
