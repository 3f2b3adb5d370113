import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import type { SandboxEndpoints } from '../../src/sandbox/start-sandbox.ts'

const root = path.resolve(import.meta.dirname, '../..')
// What `require('electron')` answers outside Electron: the path of the binary.
const electronPath = createRequire(import.meta.url)('electron') as unknown as string

export interface RunningApp {
  readonly app: ElectronApplication
  readonly page: Page
  /** What the page wrote to its console as errors or warnings, and uncaught errors. */
  readonly problems: string[]
  close(): Promise<void>
}

/** A profile folder in the temporary folder; `remove` after the last app on it has closed. */
export async function createUserData(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-e2e-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Starts the built app on a profile. `endpoints` null leaves the app to its own sandbox. */
export async function launchApp(options: {
  userData: string
  endpoints: SandboxEndpoints | null
  args?: readonly string[]
}): Promise<RunningApp> {
  const environment: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value
  environment['PORTOLAN_USER_DATA'] = options.userData
  if (options.endpoints !== null) {
    const file = path.join(options.userData, '..', `${path.basename(options.userData)}-endpoints.json`)
    await writeFile(file, JSON.stringify(options.endpoints))
    environment['PORTOLAN_ENDPOINTS'] = file
  }
  const app = await _electron.launch({
    executablePath: electronPath,
    args: [root, `--user-data-dir=${options.userData}`, ...(options.args ?? [])],
    env: environment,
  })
  return watch(app)
}

export async function watch(app: ElectronApplication): Promise<RunningApp> {
  const problems: string[] = []
  const page = await app.firstWindow()
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`)
  })
  return {
    app,
    page,
    problems,
    close: async () => {
      await app.close()
    },
  }
}

/** Waits for the sign-in window that the app opens next. Ask before you click. */
export function nextWindow(app: ElectronApplication): Promise<Page> {
  return app.waitForEvent('window')
}
