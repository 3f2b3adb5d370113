import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { createSandboxClient } from './sandbox-client.ts'
import type { SandboxEndpoints } from './start-sandbox.ts'

const cli = fileURLToPath(new URL('cli.ts', import.meta.url))
const entry = fileURLToPath(new URL('process-entry.ts', import.meta.url))

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
  child = undefined
})

/** Starts one and waits for its first line; the text of both streams is gathered meanwhile. */
async function start(...words: string[]): Promise<{ endpoints: SandboxEndpoints; output: () => string }> {
  const started = (child = spawn(process.execPath, [cli, ...words], { stdio: ['pipe', 'pipe', 'pipe'] }))
  let output = ''
  started.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  await new Promise<void>((resolve, reject) => {
    started.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.includes('\n')) resolve()
    })
    started.once('exit', () => reject(new Error(`It ended instead of starting: ${output}`)))
  })
  return { endpoints: JSON.parse(output) as SandboxEndpoints, output: () => output }
}

async function runToEnd(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const started = (child = spawn(process.execPath, [cli, ...words], { stdio: ['ignore', 'pipe', 'pipe'] }))
  let out = ''
  let err = ''
  started.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  started.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const [code] = (await once(started, 'close')) as [number | null]
  return { code, out, err }
}

// Each test starts a process of its own, which takes its time on a busy machine.
describe('npm run sandbox', { timeout: 30_000 }, () => {
  it('prints where it can be reached as one line of JSON, and serves there', async () => {
    const { endpoints, output } = await start('--port', '0', '--contacts', '3')
    expect(output().trimEnd().split('\n')).toHaveLength(1)
    const { hubspot } = endpoints
    const origin = new URL(hubspot.api).origin
    expect(endpoints.pid).toBe(child?.pid)
    expect(origin).toMatch(/^http:\/\/localhost:\d+$/)
    expect(hubspot.authorize).toBe(`${origin}/oauth/authorize`)
    expect(hubspot.token).toBe(`${origin}/oauth/2026-09/token`)
    expect(hubspot.redirectUris).toContain('http://localhost:17823/oauth/hubspot/callback')

    const client = createSandboxClient(endpoints)
    const { accessToken } = await client.signIn()
    const list = await client.call('GET', '/crm/objects/2026-09/contacts', { token: accessToken })
    expect((list.json as { results: unknown[] }).results).toHaveLength(3)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends with status 0 on %s, even with a connection open',
    async (signal) => {
      const { endpoints } = await start()
      await createSandboxClient(endpoints).call('GET', '/')
      const ended = once(child as ChildProcess, 'exit')
      child?.kill(signal)
      expect((await ended)[0]).toBe(0)
    },
  )

  it('ends with standard input when that is asked for', async () => {
    await start('--end-with-input')
    const ended = once(child as ChildProcess, 'exit')
    child?.stdin?.end()
    expect((await ended)[0]).toBe(0)
  })

  it('refuses a bad option with a sentence on standard error and status 2', async () => {
    const { code, out, err } = await runToEnd('--contacts', 'lots')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^--contacts must be a whole number from 0 to 5000000, not "lots"\./)
  })

  it('says which port is taken and ends with status 1', async () => {
    const { endpoints } = await start()
    const { port } = new URL(endpoints.hubspot.api)
    const first = child
    const { code, err } = await runToEnd('--port', port)
    first?.kill('SIGKILL')
    expect(code).toBe(1)
    expect(err).toMatch(new RegExp(`could not start: .*EADDRINUSE.*${port}`))
  })
})

describe('the sandbox as a process of the app', { timeout: 30_000 }, () => {
  /** Stands in for Electron's utility process: the same `parentPort`, over Node's own channel. */
  const parentPort = `data:text/javascript,${encodeURIComponent(`
    process.parentPort = {
      postMessage: (message) => process.send(message),
      on: (event, listener) => process.on(event, (data) => listener({ data })),
    }`)}`

  async function startFromApp(state: string | null, ...words: string[]) {
    const started = (child = spawn(process.execPath, ['--import', parentPort, entry, ...words], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    }))
    const states: string[] = []
    const ready = new Promise<SandboxEndpoints>((resolve) => {
      started.on('message', (message: { type: string; endpoints: SandboxEndpoints; state: string }) => {
        if (message.type === 'ready') resolve(message.endpoints)
        if (message.type === 'state') states.push(message.state)
      })
    })
    started.send({ type: 'start', state })
    return { client: createSandboxClient({ hubspot: (await ready).hubspot }), states }
  }

  it('keeps grants and changes of the person over a restart', async () => {
    const first = await startFromApp(null)
    const { accessToken } = await first.client.signIn()
    const created = await first.client.call('POST', '/crm/objects/2026-09/contacts', {
      token: accessToken,
      body: { properties: { email: 'kept@example.com' } },
    })
    const { id } = created.json as { id: string }
    await expect.poll(() => first.states.at(-1) ?? '', { timeout: 5_000 }).toContain('kept@example.com')
    child?.kill('SIGKILL')

    const second = await startFromApp(first.states.at(-1) ?? null)
    const found = await second.client.call('GET', `/crm/objects/2026-09/contacts/${id}`, {
      token: accessToken,
    })
    expect(found.json).toMatchObject({ id, properties: { email: 'kept@example.com' } })
  })

  it('starts afresh with a memory that it cannot use', async () => {
    const { client } = await startFromApp('{"version":99}', '--contacts', '2')
    const { accessToken } = await client.signIn()
    expect((await client.call('GET', '/crm/objects/2026-09/contacts/9', { token: accessToken })).status).toBe(
      200,
    )
  })

  it('ends at a bad option instead of staying without service', async () => {
    const started = (child = spawn(process.execPath, ['--import', parentPort, entry, '--bogus'], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    }))
    const ended = once(started, 'exit')
    started.send({ type: 'start', state: null })
    expect((await ended)[0]).toBe(2)
  })
})
