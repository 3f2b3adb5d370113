import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { guardFetch, loopbackOriginOf } from './guarded-fetch.ts'

const limits = { deadlineMs: 5_000, maxBytes: 1_000, loopbackOrigin: 'http://localhost:17999' }

/** A fetch that answers nothing much and remembers what it was asked. */
function recordingFetch() {
  const asked: { address: string; init: RequestInit | undefined }[] = []
  const send = (address: string, init?: RequestInit): Promise<Response> => {
    asked.push({ address, init })
    return Promise.resolve(new Response('{}'))
  }
  return { asked, send }
}

describe('a guarded fetch', () => {
  it('reads what arrived while the process stood still, past the deadline', async () => {
    const server = createServer((_request, reply) => void reply.end('{"is":"here"}'))
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const origin = `http://localhost:${port}`
    const reply = guardFetch(fetch, { ...limits, deadlineMs: 150, loopbackOrigin: origin })(origin)
    // Until it is sent; then everything stops, as under SIGSTOP, while the answer comes in.
    await new Promise((resolve) => server.once('request', resolve))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600)
    expect(await (await reply).text()).toBe('{"is":"here"}')
  })

  it('R15: forbids cookies, caches and redirects, whatever the caller asks for', async () => {
    const { asked, send } = recordingFetch()
    await guardFetch(send, limits)('https://api.example.com/x', {
      method: 'POST',
      credentials: 'include',
      cache: 'force-cache',
      redirect: 'follow',
    })
    expect(asked).toMatchObject([
      {
        address: 'https://api.example.com/x',
        init: { method: 'POST', credentials: 'omit', cache: 'no-store', redirect: 'manual' },
      },
    ])
  })

  it.each([
    'http://api.example.com',
    'http://127.0.0.1:17999',
    'http://localhost:18000',
    'http://localhost:17999.evil.example',
    'http://localhost:17999@evil.example',
    'file:///etc/passwd',
    'data:application/json,{}',
  ])('R62: sends nothing to %s', async (address) => {
    const { asked, send } = recordingFetch()
    // Some are no addresses at all: those fail before the guard looks at them.
    await expect(guardFetch(send, limits)(address)).rejects.toThrow()
    expect(asked).toEqual([])
  })

  it('reaches the one loopback origin that it was given', async () => {
    const { asked, send } = recordingFetch()
    await guardFetch(send, limits)('http://localhost:17999/token')
    expect(asked).toHaveLength(1)
  })
})

describe('the loopback origin of an address', () => {
  it.each([
    ['http://localhost:1', 'http://localhost:1'],
    ['http://127.0.0.1:80/x', 'http://127.0.0.1'],
    ['http://[::1]:1/x?y', 'http://[::1]:1'],
    ['http://127.0.0.2', null],
    ['http://localhost.evil.example', null],
    ['http://localhost@evil.example', null],
    ['https://localhost', null],
    ['not an address', null],
  ])('of %s is %s', (address, expected) => {
    expect(loopbackOriginOf(address)).toBe(expected)
  })
})
