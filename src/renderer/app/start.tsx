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

/** Draws the app. Main wrote the choices of looks into the page, so that the first paint is right. */
export function start(): void {
  const root = document.documentElement
  const looks = lookPreferencesIn(root)
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = looks.theme === 'dark' || (looks.theme === 'system' && prefersDark) ? 'dark' : 'light'
  showLook(root, lookOf(looks, systemLook()))

  const container = document.querySelector('#root')
  if (container === null) throw new Error('the page has no #root')
  const queries = createQueryClient()
  const router = createAppRouter(queries)
  createRoot(container).render(
    <StrictMode>
      <CacheProvider value={createCache({ key: 'p', nonce: styleNonce(), prepend: true })}>
        <RootErrorBoundary>
          <App queries={queries} router={router} looks={looks} />
        </RootErrorBoundary>
      </CacheProvider>
    </StrictMode>,
  )
}
