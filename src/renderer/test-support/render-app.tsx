import { createMemoryHistory } from '@tanstack/react-router'
import { configure, render } from '@testing-library/react'
import { vi } from 'vitest'
import { App } from '../app/App.tsx'
import { i18next } from '../app/i18n.ts'
import { createQueryClient } from '../app/query-client.ts'
import { createAppRouter } from '../app/routes.tsx'
import { preferencesSchema } from '../../shared/model/preferences.ts'
import { type FakeClient, installFakeClient } from './fake-client.ts'

// Deadlines, not expectations: the first test of a file also waits for its screens to be transformed.
configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 60_000 })

// A text that is missing fails the test that needs it.
i18next.on('missingKey', (_languages: readonly string[], namespace: string, key: string) => {
  throw new Error(`missing text ${namespace}:${key}`)
})

const looks = preferencesSchema.parse({ theme: 'light' })

/**
 * Draws the whole app at a place (`/items?type=contact`) over a fake main.
 * A test file that uses this calls `cleanup` after each test.
 */
export function renderApp(fake: FakeClient, place: string) {
  installFakeClient(fake)
  const queries = createQueryClient()
  const history = createMemoryHistory({ initialEntries: [place] })
  const router = createAppRouter(queries, history)
  const rendered = render(<App queries={queries} router={router} looks={looks} />)
  return { ...rendered, queries, router, history, place: () => history.location.href }
}
