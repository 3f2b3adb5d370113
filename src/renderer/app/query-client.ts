import { QueryClient } from '@tanstack/react-query'
import type { ApiFailure } from '../api/client.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiFailure
  }
}

/**
 * Main is on this computer, so queries run with the network off as well: the default would pause them and
 * blank the app. Main tells when something changed, so that nothing is asked for again by itself.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
