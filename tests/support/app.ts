import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, type Page } from 'playwright'
import { SECRET_MARK } from '../../src/sandbox/hubspot/grants.ts'
import { passedSecrets } from '../../src/sandbox/secrets.ts'
import type { EndpointsFile } from '../../src/main/providers/endpoints.ts'
import type { SandboxEndpoints } from '../../src/sandbox/start-sandbox.ts'
import { filesContaining, findCanaries } from './canary-scan.ts'
import { appFolder, electronPath } from './electron-path.ts'
import { wholeTextsInHeap } from './heap-snapshot.ts'
import { holdStart, launchElectron } from './launch-electron.ts'
import { askAgainForLostAnswers } from './lost-answers.ts'

export interface RunningApp {
  readonly app: ElectronApplication
  readonly page: Page
  /** What the page wrote to its console as errors or warnings, and uncaught errors. */
  readonly problems: string[]
  /** Secrets that the person typed into the page, for a test to add: the page may know them, others may not. */
  readonly typed: string[]
  /** Searches for secrets wherever the app could have left one, and fails when there is any; then ends the app. */
  close(): Promise<void>
}

/** Beside the profile, not in it: the profile is searched for what must not be there. */
const endpointsFileOf = (userData: string): string => `${userData}-endpoints.json`

/** A profile folder in the temporary folder; `remove` after the last app on it has closed. */
export async function createUserData(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-e2e-'))
  return {
    folder,
    async remove() {
      await rm(folder, { recursive: true, force: true })
      await rm(endpointsFileOf(folder), { force: true })
    },
  }
}

/** Starts the built app on a profile. `endpoints` null leaves the app to its own sandbox. */
export async function launchApp(options: {
  userData: string
  endpoints: SandboxEndpoints | EndpointsFile | null
  args?: readonly string[]
  /** Another build of the app than the one in `out`. */
  appFolder?: string
  /** Variables in place of those of whoever runs the suite. */
  environment?: Readonly<Record<string, string>>
  /** Secrets of servers that are no sandbox; those of a sandbox are known. */
  secrets?: () => readonly string[]
}): Promise<RunningApp> {
  const environment: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value
  environment['PORTOLAN_USER_DATA'] = options.userData
  // Found by its names in English, wherever the suite runs.
  environment['PORTOLAN_LANGUAGES'] = 'en-US'
  if (options.endpoints !== null) {
    const file = endpointsFileOf(options.userData)
    await writeFile(file, JSON.stringify(options.endpoints))
    environment['PORTOLAN_ENDPOINTS'] = file
  }
  const app = await launchElectron({
    executablePath: electronPath,
    args: [
      ...holdStart,
      options.appFolder ?? appFolder,
      `--user-data-dir=${options.userData}`,
      wholeTextsInHeap,
      ...(options.args ?? []),
    ],
    env: { ...environment, ...options.environment },
  })
  return watch(app, options.userData, options.secrets)
}

const windowDeadlineMs = 30_000
const closeDeadlineMs = 30_000
const answerDeadlineMs = 5_000

/**
 * Main reads most of its code when the window is there already, and what Playwright evaluates in it meanwhile is sometimes
 * lost ("Resulting promise was garbage collected"). One that waits, for a key store for example, is given five seconds.
 */
async function untilMainAnswers(page: Page): Promise<void> {
  await page.waitForFunction('window.api !== undefined')
  await page.evaluate(
    (deadlineMs) =>
      Promise.race([
        window.api.app.getState({}),
        new Promise((resolve) => setTimeout(resolve, deadlineMs)),
      ]).then(() => undefined),
    answerDeadlineMs,
  )
}

export async function watch(
  app: ElectronApplication,
  userData: string,
  secrets: () => readonly string[] = () => [],
): Promise<RunningApp> {
  const problems: string[] = []
  const typed: string[] = []
  // Playwright forgets it when the app ends.
  const child = app.process()
  askAgainForLostAnswers(app)
  const page = await withinDeadline(app, userData, windowDeadlineMs, 'showed no window', app.firstWindow())
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`)
  })
  await untilMainAnswers(page)
  return {
    app,
    page,
    problems,
    typed,
    async close() {
      const canaries = [SECRET_MARK, ...passedSecrets(), ...secrets()]
      const isRunning = child.exitCode === null && child.signalCode === null
      const searching = isRunning
        ? findCanaries({ app, page, typed }, userData, canaries)
        : Promise.resolve([])
      try {
        const found = await withinDeadline(app, userData, closeDeadlineMs, 'could not be searched', searching)
        if (found.length > 0) throw new Error(`R24: secrets were found: ${JSON.stringify(found)}`)
      } finally {
        await withinDeadline(app, userData, closeDeadlineMs, 'did not close', app.close())
      }
      // What was written at the very end.
      const left = await filesContaining(userData, canaries)
      if (left.length > 0)
        throw new Error(`R24: secrets were left in ${left.map(({ file }) => file).join(', ')}`)
    },
  }
}

/** What opens windows: Electron as Playwright starts it, or a packaged app that is looked at from outside. */
export interface OpensWindows {
  waitForEvent(event: 'window'): Promise<Page>
}

/** Waits for the sign-in window that the app opens next. Ask before you click. */
export function nextWindow(app: OpensWindows): Promise<Page> {
  return app.waitForEvent('window')
}

/** An app that hangs would hold its profile for ever: it is ended, and the end of its log says where it was. */
async function withinDeadline<Value>(
  app: ElectronApplication,
  userData: string,
  deadlineMs: number,
  what: string,
  work: Promise<Value>,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), deadlineMs)
  })
  const outcome = await Promise.race([work.then((value) => ({ value })), tooLate])
  clearTimeout(timer)
  if (outcome !== null) return outcome.value
  app.process().kill('SIGKILL')
  const log = await readFile(path.join(userData, 'logs', 'portolan.log'), 'utf8').catch(() => 'no log')
  throw new Error(`the app ${what} within ${deadlineMs} ms\n${log.split('\n').slice(-10).join('\n')}`)
}
