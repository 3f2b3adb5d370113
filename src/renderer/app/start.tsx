import './i18n.ts'
import './direction.css'
import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { localeFor } from '../../shared/language.ts'
import { preferencesSchema } from '../../shared/model/preferences.ts'
import { reportProblem } from '../api/report-problem.ts'
import { speak } from '../copy/speak.ts'
import { App } from './App.tsx'
import { logicalCss } from './logical-css.ts'
import { createQueryClient } from './query-client.ts'
import { RootErrorBoundary } from './RootErrorBoundary.tsx'
import { createAppRouter } from './routes.tsx'
import { systemLocales } from './system-locales.ts'

/**
 * Draws the app. Main writes three things into the page: a fresh nonce per load, without which the policy
 * refuses every style, and the theme and the language, so that the first paint is not in the wrong ones.
 */
export async function start(): Promise<void> {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''
  const root = document.documentElement
  const theme = preferencesSchema.shape.theme.catch('system').parse(root.dataset.themePreference)
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = theme === 'dark' || (theme === 'system' && prefersDark) ? 'dark' : 'light'

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
      <CacheProvider value={createCache({ key: 'p', nonce, prepend: true, stylisPlugins: [logicalCss] })}>
        <RootErrorBoundary>
          <App queries={queries} router={router} theme={theme} />
        </RootErrorBoundary>
      </CacheProvider>
    </StrictMode>,
  )
}
