import path from 'node:path'
import { utilityProcess, type UtilityProcess } from 'electron'
import type { Logger } from '../logging/logger.ts'
import { createStoreClient } from '../store/store-client.ts'
import type { StoreProcess } from '../store/store-host.ts'
import type { SandboxProcess } from '../workspaces/sample-sandbox.ts'

/** Native crashes of the store stay its own: the app lives on and starts another. */
export function startStoreProcess(codeFolder: string, logger: Logger): StoreProcess {
  const child = fork(path.join(codeFolder, 'store.js'), 'Portolan store', logger)
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
  const child = fork(path.join(codeFolder, 'sandbox.js'), 'Portolan sandbox', logger, ['--no-admin'])
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener)
    },
    exited: exitOf(child),
    kill: () => void child.kill(),
  }
}

function fork(file: string, serviceName: string, logger: Logger, args: string[] = []): UtilityProcess {
  const child = utilityProcess.fork(file, args, { serviceName, stdio: 'pipe', env: environment() })
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
