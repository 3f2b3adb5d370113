import type { AxiosInstance } from 'axios'
import type { Provider } from '../providers/provider.ts'
import { guardFetch, loopbackOriginOf, type Fetch } from './guarded-fetch.ts'

const deadlineMs = 30_000
const maxBytes = 16 * 1024 * 1024

/**
 * The axios instance of an account. Everything in which runtimes could differ is off: the client is given an
 * address, plain headers and text, and hands back bytes, so that reading a reply is ours alone. Made when it is first
 * asked for: a third of main's code is axios and what it brings for forms and proxies, and no start waits for a call.
 */
export function createClient(
  { apiBaseUrl }: Pick<Provider, 'apiBaseUrl'>,
  ports: { readonly fetch: Fetch; readonly deadlineMs?: number },
): () => Promise<AxiosInstance> {
  let made: Promise<AxiosInstance> | null = null
  return () => (made ??= makeClient(apiBaseUrl, ports))
}

async function makeClient(
  apiBaseUrl: string,
  ports: { readonly fetch: Fetch; readonly deadlineMs?: number },
): Promise<AxiosInstance> {
  const { default: axios } = await import('axios')
  return axios.create({
    adapter: 'fetch',
    env: {
      fetch: guardFetch(ports.fetch, {
        deadlineMs: ports.deadlineMs ?? deadlineMs,
        maxBytes,
        loopbackOrigin: loopbackOriginOf(apiBaseUrl),
      }) as typeof fetch,
      // With a Request class at hand axios would hand over Request objects; the guard reads plain addresses.
      Request: null as unknown as typeof Request,
    },
    headers: { 'User-Agent': 'Portolan', Accept: 'application/json' },
    responseType: 'arraybuffer',
    validateStatus: () => true,
    transformRequest: [(body: unknown) => body],
    transformResponse: [(body: unknown) => body],
  })
}
