import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A real redis-server, in a folder of its own, on a free port of this computer. */
export interface RedisServer {
  readonly port: number
  readonly folder: string
  /** `redis://127.0.0.1:PORT`. */
  readonly address: string
  /** Sends a signal to the process: SIGSTOP makes it hang, SIGCONT lets it go on. */
  signal(name: NodeJS.Signals): void
  /** Asks over a connection of its own, as the default user: RESP in plain sight. */
  ask(...words: readonly string[]): Promise<string>
  /** Ends it and starts it again on the same port and folder. */
  restart(beforeStart?: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

export interface RedisOptions {
  /** Lines of the configuration, besides port, address and folder. */
  readonly config?: readonly string[]
  /** A port for TLS alone; the plain one stays for the tests' own questions. */
  readonly isSentinel?: boolean
}

export async function startRedis({
  config = [],
  isSentinel = false,
}: RedisOptions = {}): Promise<RedisServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-redis-'))
  const port = await freePort()
  const file = path.join(folder, 'redis.conf')
  const lines = [
    ...[`port ${port}`, 'bind 127.0.0.1', `dir ${folder}`, 'protected-mode no'],
    ...(isSentinel ? [] : ['save ""', 'appendonly no', 'maxmemory-policy noeviction']),
    ...config,
  ]
  await writeFile(file, `${lines.join('\n')}\n`)
  let running = await launch()

  async function launch(): Promise<ChildProcess> {
    const started = spawn('redis-server', [file, ...(isSentinel ? ['--sentinel'] : [])], { stdio: 'ignore' })
    const failed = once(started, 'error').then(([error]) => Promise.reject(error as Error))
    await Promise.race([untilAnswering(port), failed])
    return started
  }

  async function end(): Promise<void> {
    if (running.exitCode !== null || running.signalCode !== null) return
    const exited = once(running, 'exit')
    running.kill('SIGKILL')
    await exited
  }

  return {
    port,
    folder,
    address: `redis://127.0.0.1:${port}`,
    signal: (name) => running.kill(name),
    ask: (...words) => askRedis(port, words),
    async restart(beforeStart = async () => undefined) {
      await end()
      await beforeStart()
      running = await launch()
    },
    async stop() {
      await end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function untilAnswering(port: number): Promise<void> {
  for (const endMs = Date.now() + 20_000; Date.now() < endMs;) {
    const reply = await askRedis(port, ['PING']).catch(() => '')
    if (reply !== '') return
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  throw new Error('redis-server did not start')
}

/** What the server answers, as it stands on the wire, a character a byte. */
export async function askRedis(port: number, words: readonly string[]): Promise<string> {
  const socket = createConnection({ port, host: '127.0.0.1' })
  try {
    await once(socket, 'connect')
    const command = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')
    socket.write(`*${words.length}\r\n${command}`)
    let reply = ''
    for await (const chunk of socket) {
      reply += (chunk as Buffer).toString('latin1')
      if (isWhole(reply)) break
    }
    return reply
  } finally {
    socket.destroy()
  }
}

/** Good enough for what the tests ask: simple strings, errors, numbers, bulks and flat lists of those. */
function isWhole(reply: string): boolean {
  const first = reply.indexOf('\r\n')
  if (first < 0) return false
  if (reply[0] === '*') {
    const wanted = Number(reply.slice(1, first))
    let left = reply.slice(first + 2)
    for (let at = 0; at < wanted; at += 1) {
      if (!isWhole(left)) return false
      left = left.slice(lengthOfOne(left))
    }
    return true
  }
  return reply.length >= lengthOfOne(reply)
}

function lengthOfOne(reply: string): number {
  const first = reply.indexOf('\r\n')
  if (first < 0) return Infinity
  if (reply[0] !== '$') return first + 2
  const length = Number(reply.slice(1, first))
  return length < 0 ? first + 2 : first + 2 + length + 2
}
