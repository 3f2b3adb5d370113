import path from 'node:path'
import { utilityProcess, type UtilityProcess } from 'electron'
import type { Logger } from '../logging/logger.ts'
import { storeHeapFlags } from '../store/heap-limits.ts'
import { createStoreClient } from '../store/store-client.ts'
import type { StoreProcess } from '../store/store-host.ts'
import type { SandboxProcess } from '../workspaces/sample-sandbox.ts'

/** Native crashes of the store stay its own: the app lives on and starts another. */
export function startStoreProcess(codeFolder: string, logger: Logger): StoreProcess {
  // Electron hands V8's switches on within one of its own (chromium's --js-flags), and ignores them as Node's.
  const execArgv = [`--js-flags=${storeHeapFlags.join(' ')}`]
  const child = fork(path.join(codeFolder, 'store.js'), 'Portolan store', logger, { execArgv })
  const store = createStoreClient(
    {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => {
        child.on('message', listener)
      },
      onExit: (listener) => {
        child.on('exit', listener)
      },
    },
    (failure) => logger.error('store.failed', failure),
  )
  return { store, exited: exitOf(child), kill: () => void child.kill() }
}

/** The sample workspace's services, on free loopback ports; nobody needs to administer them there. */
export function startSandboxProcess(codeFolder: string, logger: Logger): SandboxProcess {
  const child = fork(path.join(codeFolder, 'sandbox.js'), 'Portolan sandbox', logger, {
    args: ['--no-admin'],
  })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener)
    },
    exited: exitOf(child),
    kill: () => void child.kill(),
  }
}

interface ForkOptions {
  readonly args?: string[]
  readonly execArgv?: string[]
}

function fork(
  file: string,
  serviceName: string,
  logger: Logger,
  { args = [], execArgv = [] }: ForkOptions,
): UtilityProcess {
  const child = utilityProcess.fork(file, args, { serviceName, stdio: 'pipe', env: environment(), execArgv })
  child.stderr?.on('data', (chunk: Buffer) => {
    logger.warn('child.stderr', { serviceName, text: chunk.toString('utf8').slice(0, 1_000) })
  })
  return child
}

/** What Windows and Node need for temporary files, random numbers and sockets. */
const passedOn = ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'TZ']

/**
 * A variable of the user's shell must not steer a process that holds keys, hence a short list. Never empty:
 * Electron takes an empty environment for none given and hands over the whole of its own.
 */
function environment(): Record<string, string> {
  const kept = passedOn.map((name) => [name, process.env[name] ?? ''] as const)
  return { ...Object.fromEntries(kept.filter(([, value]) => value !== '')), PORTOLAN_CHILD: '1' }
}

const exitOf = (child: UtilityProcess): Promise<number> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)))
