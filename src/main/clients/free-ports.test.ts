import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { findFreePorts } from './free-ports.ts'

let held: Server | null = null
afterEach(() => held?.close())

const hold = (host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    held = createServer()
      .once('error', reject)
      .listen({ host, port: 0 }, () => resolve((held?.address() as AddressInfo).port))
  })

describe('the ports of redirect addresses', () => {
  it('are free while nobody listens, and none of them is kept', async () => {
    const port = await hold('127.0.0.1')
    await new Promise((resolve) => held?.close(resolve))
    const addresses = [`http://localhost:${port}/a`, `http://localhost:${port}/b`]
    expect(await findFreePorts(addresses)).toEqual([{ port, isFree: true }])
    expect(await findFreePorts(addresses)).toEqual([{ port, isFree: true }])
  })

  it.each(['127.0.0.1', '::1'])(
    'are taken when anybody listens at %s, which a browser may try',
    async (host) => {
      const port = await hold(host)
      expect(await findFreePorts([`http://localhost:${port}/a`])).toEqual([{ port, isFree: false }])
    },
  )

  it('are none where the app’s own scheme or nonsense is registered', async () => {
    expect(await findFreePorts(['org.portolan.desktop:/oauth/harbour', 'nonsense'])).toEqual([])
  })
})
