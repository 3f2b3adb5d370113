import './i18n.ts'
import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { lookOf, lookPreferencesIn, showLook, systemLook } from './look.ts'
import { createQueryClient } from './query-client.ts'
import { RootErrorBoundary } from './RootErrorBoundary.tsx'
import { createAppRouter } from './routes.tsx'
import { styleNonce } from './style-nonce.ts'
import { localeFor } from '../../shared/language.ts'
import { reportProblem } from '../api/report-problem.ts'
import { speak } from '../copy/speak.ts'
import { logicalCss } from './logical-css.ts'
import { systemLocales } from './system-locales.ts'

/** Draws the app. Main wrote the looks and the language into the page, so that the first paint is right. */
export async function start(): Promise<void> {
  const root = document.documentElement
  const looks = lookPreferencesIn(root)
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = looks.theme === 'dark' || (looks.theme === 'system' && prefersDark) ? 'dark' : 'light'
  showLook(root, lookOf(looks, systemLook()))

  // A development server writes no locale.
  const written = root.lang.startsWith('__') ? localeFor('system', systemLocales()) : root.lang
  // English, which is always there, is better than nothing.
  await speak(written).catch(reportProblem)

  const container = document.querySelector('#root')
  if (container === null) throw new Error('the page has no #root')
  const queries = createQueryClient()
  const router = createAppRouter(queries)
  createRoot(container).render(
    <StrictMode>
      <CacheProvider
        value={createCache({ key: 'p', nonce: styleNonce(), prepend: true, stylisPlugins: [logicalCss] })}
      >
        <RootErrorBoundary>
          <App queries={queries} router={router} looks={looks} />
        </RootErrorBoundary>
      </CacheProvider>
    </StrictMode>,
  )
}
