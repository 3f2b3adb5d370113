import { createServer } from 'node:net'
import type { ClientTest } from '../../shared/model/client-settings.ts'
import { isFamilyMissing, loopbackHosts, portOf } from '../oauth/loopback-place.ts'

/**
 * Which ports of the redirect addresses could be listened at now, on every address that a browser may try.
 * An address of the app's own scheme needs none.
 */
export async function findFreePorts(redirectUris: readonly string[]): Promise<ClientTest['ports']> {
  const wanted = new Map<number, Set<string>>()
  for (const redirectUri of redirectUris) {
    if (!URL.canParse(redirectUri)) continue
    const url = new URL(redirectUri)
    if (url.protocol !== 'http:') continue
    const port = portOf(url)
    const hosts = wanted.get(port) ?? new Set()
    for (const host of loopbackHosts[url.hostname] ?? []) hosts.add(host)
    wanted.set(port, hosts)
  }
  return Promise.all(
    [...wanted].map(async ([port, hosts]) => {
      const answers = await Promise.all([...hosts].map((host) => canListen(host, port)))
      return { port, isFree: answers.every(Boolean) }
    }),
  )
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      // Without an address family there is nobody who could listen there either.
      resolve(isFamilyMissing(error))
    })
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => {
        resolve(true)
      })
    })
  })
}
