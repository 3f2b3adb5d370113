import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A token endpoint whose refresh tokens work once. One that comes again ends the grant for good, as RFC 9700 (4.14.2) lets a
 * provider do. Every client has an address of its own, so that it is known who asked.
 */
export interface SingleUseProvider {
  /** Where the client of this name asks. */
  address(client: string): string
  /** Begins anew, with a grant that has expired. */
  begin(): { readonly accessToken: string; readonly refreshToken: string }
  /** Requests since the beginning that came to the endpoint. */
  readonly calls: readonly string[]
  /** The same with what became of them, ms from the beginning. */
  readonly says: readonly string[]
  /** Whether a spent refresh token came. */
  isBurnt(): boolean
  /** The one access token that is good now. */
  goodToken(): string
  /** Whether a reply was given to this client that it has not stored yet. */
  isOwed(client: string): boolean
  stored(client: string): void
  /** The client is gone: what it asked for and was not answered is forgotten, as its connection is. */
  gone(client: string): void
  /** Requests that come from now on are answered only after this. */
  hold(until: Promise<unknown>): void
  /** How long a request takes, ms. */
  delayMs: () => number
  close(): Promise<void>
}

export async function startSingleUseProvider(): Promise<SingleUseProvider> {
  let round = 0
  let turn = 0
  let isBurnt = false
  let held: Promise<unknown> = Promise.resolve()
  const calls: string[] = []
  const says: string[] = []
  let beganAt = 0
  const say = (what: string): number => says.push(`${Math.round(performance.now() - beganAt)} ${what}`)
  const owed = new Set<string>()
  const goneClients = new Set<string>()
  const dropped = new Set<symbol>()
  const open = new Map<string, Set<symbol>>()
  const refreshNow = (): string => `refresh-${round}-${turn}`
  const accessNow = (): string => `access-${round}-${turn}`

  const server = createServer((request, reply) => {
    void (async () => {
      const client = (request.url ?? '').split('/').at(-1) ?? ''
      const id = Symbol(client)
      open.set(client, (open.get(client) ?? new Set()).add(id))
      request.socket.once('close', () => dropped.add(id))
      let body = ''
      for await (const chunk of request) body += String(chunk)
      calls.push(client)
      await new Promise((resolve) => setTimeout(resolve, provider.delayMs()))
      await held
      open.get(client)?.delete(id)
      // Nobody is there to be answered: a request that is cut off before its work begins is not done.
      if (dropped.has(id) || goneClients.has(client)) {
        say(`${client} is gone`)
        return
      }
      const token = new URLSearchParams(body).get('refresh_token')
      if (isBurnt || token !== refreshNow()) {
        isBurnt = true
        say(`${client} came with ${token ?? 'nothing'}`)
        reply.writeHead(400, { 'content-type': 'application/json' })
        reply.end(JSON.stringify({ error: 'invalid_grant' }))
        return
      }
      turn += 1
      owed.add(client)
      say(`${client} got ${refreshNow()}`)
      reply.writeHead(200, { 'content-type': 'application/json' })
      reply.end(
        JSON.stringify({
          access_token: accessNow(),
          refresh_token: refreshNow(),
          token_type: 'bearer',
          expires_in: 3_600,
        }),
      )
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const provider: SingleUseProvider = {
    address: (client) => `http://127.0.0.1:${port}/token/${client}`,
    begin() {
      round += 1
      turn = 0
      isBurnt = false
      calls.length = 0
      says.length = 0
      beganAt = performance.now()
      owed.clear()
      return { accessToken: accessNow(), refreshToken: refreshNow() }
    },
    calls,
    says,
    isBurnt: () => isBurnt,
    goodToken: accessNow,
    isOwed: (client) => owed.has(client),
    stored: (client) => void owed.delete(client),
    gone(client) {
      // Also what it sent and has not arrived yet.
      goneClients.add(client)
      for (const id of open.get(client) ?? []) dropped.add(id)
    },
    hold: (until) => void (held = until),
    delayMs: () => 50,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return provider
}
