import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider, useColorScheme } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useEffect, useLayoutEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { appStateQuery } from '../api/use-app-state.ts'
import { reportProblem } from '../api/report-problem.ts'
import { useMainEvents } from '../api/use-main-events.ts'
import {
  type Look,
  lookOf,
  type LookPreferences,
  moreContrastQueries,
  reducedMotionQuery,
  showLook,
} from './look.ts'
import { createAppTheme } from './theme.ts'
import { speak } from '../copy/speak.ts'
import { directionOf, localeFor } from '../../shared/language.ts'
import type { AppRouter } from './routes.tsx'
import { systemLocales } from './system-locales.ts'

interface AppProps {
  readonly queries: QueryClient
  readonly router: AppRouter
  /** The choices as main wrote them into the page, so that the first paint is right. */
  readonly looks: LookPreferences
}

export function App({ queries, router, looks }: AppProps) {
  return (
    <QueryClientProvider client={queries}>
      <MainEvents />
      <Looks first={looks}>
        <LanguageFollower />
        <RouterProvider router={router} />
      </Looks>
    </QueryClientProvider>
  )
}

function MainEvents() {
  useMainEvents()
  return null
}

/** Main keeps the choices; the page follows them. */
function Looks({ first, children }: { readonly first: LookPreferences; readonly children: ReactNode }) {
  const chosen = useQuery(appStateQuery()).data?.preferences ?? first
  const look = useLook(chosen)
  const { contrast, density, textSize, motion } = look
  const { i18n } = useTranslation()
  const direction = directionOf(i18n.language)
  const theme = useMemo(
    // MUI's own parts ask for the direction where they reckon in pixels.
    () => ({ ...createAppTheme({ contrast, density, textSize, motion }), direction }),
    [contrast, density, textSize, motion, direction],
  )
  useLayoutEffect(() => {
    showLook(document.documentElement, { contrast, density, textSize, motion })
  }, [contrast, density, textSize, motion])
  return (
    // The choice is kept by main, hence no storage here.
    <ThemeProvider theme={theme} defaultMode={first.theme} storageManager={null} noSsr>
      <CssBaseline />
      <ModeFollower mode={chosen.theme} />
      {children}
    </ThemeProvider>
  )
}

const once = { noSsr: true }

function useLook(preferences: LookPreferences): Look {
  const isMoreContrast = useMediaQuery(moreContrastQueries.join(', '), once)
  const isReducedMotion = useMediaQuery(reducedMotionQuery, once)
  return lookOf(preferences, { isMoreContrast, isReducedMotion })
}

function ModeFollower({ mode }: { readonly mode: LookPreferences['theme'] }) {
  const { setMode } = useColorScheme()
  useEffect(() => {
    setMode(mode)
  }, [mode, setMode])
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
