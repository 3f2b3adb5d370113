import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listenForAnswer } from '../../src/main/oauth/loopback-listener.ts'
import { freePorts } from '../support/free-ports.ts'

const run = promisify(execFile)

async function startListening(): Promise<number> {
  const [port = 0] = await freePorts(1)
  const listener = await listenForAnswer([new URL(`http://localhost:${port}/callback`)], () => 'ignored')
  if (listener === null) throw new Error('the port was free a moment ago')
  onTestFinished(() => listener.close())
  return port
}

/** `connected`, or the code with which it was not. */
function tryToConnect(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 3_000 })
    const end = (outcome: string): void => {
      socket.destroy()
      resolve(outcome)
    }
    socket.on('connect', () => end('connected'))
    socket.on('timeout', () => end('ETIMEDOUT'))
    socket.on('error', ({ code }: NodeJS.ErrnoException) => end(code ?? 'error'))
  })
}

/** The local addresses that are listened at on a port, as the kernel writes them: hexadecimal, by words. */
async function listenedAt(port: number): Promise<string[]> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8')))
  return tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${hexPort}`))
    .map(([, local = '']) => local.slice(0, -5))
    .sort()
}

/** Another computer, as far as the network is concerned. Null where that may not be set up. */
async function startNeighbour(): Promise<{ name: string; ourAddress: string } | null> {
  const name = `portolan-${process.pid}`
  const link = `pt${process.pid}`.slice(0, 14)
  const ourAddress = '198.51.100.1'
  try {
    await run('ip', ['netns', 'add', name])
  } catch {
    return null
  }
  onTestFinished(async () => {
    await run('ip', ['netns', 'delete', name])
  })
  try {
    await run('ip', ['link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name])
    await run('ip', ['address', 'add', `${ourAddress}/30`, 'dev', link])
    await run('ip', ['link', 'set', link, 'up'])
    await run('ip', ['-n', name, 'address', 'add', '198.51.100.2/30', 'dev', 'eth0'])
    await run('ip', ['-n', name, 'link', 'set', 'eth0', 'up'])
  } catch {
    return null
  }
  return { name, ourAddress }
}

describe.runIf(process.platform === 'linux')('the listener for the answer', () => {
  it('R05: is bound to 127.0.0.1 and ::1, and to nothing else', async () => {
    const port = await startListening()
    expect(await listenedAt(port)).toEqual(['00000000000000000000000001000000', '0100007F'])
  })

  it('R05: cannot be reached under any other address of this computer', async () => {
    const port = await startListening()
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
    for (const { address } of others) {
      expect(await tryToConnect(address, port), address).toBe('ECONNREFUSED')
    }
    expect(await tryToConnect('127.0.0.1', port)).toBe('connected')
    expect(await tryToConnect('::1', port)).toBe('connected')
  })

  it('R05: refuses a neighbour on the network', async () => {
    const port = await startListening()
    const neighbour = await startNeighbour()
    if (neighbour === null) {
      // Setting one up takes root; the address is then tried from here.
      expect(await tryToConnect('127.0.0.2', port)).toBe('ECONNREFUSED')
      return
    }
    const script = `require('node:net').connect(${port}, process.argv[1]).on('connect', () => console.log('connected')).on('error', ({ code }) => console.log(code)).on('connect', function () { this.destroy() })`
    const { stdout } = await run('ip', [
      'netns',
      'exec',
      neighbour.name,
      process.execPath,
      '-e',
      script,
      neighbour.ourAddress,
    ])
    expect(stdout.trim()).toBe('ECONNREFUSED')
  })
})
