import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'
import { chromium, type Browser, type Page } from 'playwright'
import type { OpensWindows } from './app.ts'
import { eventually } from './core-in-node.ts'
import { untilNavigated } from './until-navigated.ts'

const startDeadlineMs = 60_000
const endDeadlineMs = 40_000

/** An app as users get it, which lets nobody into its main process: its pages are driven over Chromium's own protocol. */
export interface AppFromOutside {
  readonly pid: number
  readonly app: OpensWindows
  readonly page: Page
  readonly pages: () => readonly Page[]
  /** What it wrote to its terminal. */
  readonly output: () => string
  /** Ends the app as the session does at a log-out; answers its exit code. */
  close(): Promise<number | null>
}

/** The switch with which an app must be started to be driven from outside. */
export const fromOutside = '--remote-debugging-port=0'

/** Gets hold of an app that was started with the switch. */
export async function driveFromOutside(child: ChildProcess): Promise<AppFromOutside> {
  let output = ''
  child.stdout?.on('data', (part) => (output += String(part)))
  child.stderr?.on('data', (part) => (output += String(part)))
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const address = (): string | undefined => /DevTools listening on (ws:\S+)/.exec(output)?.[1]
  let browser: Browser
  try {
    await eventually(() => Promise.resolve(address() !== undefined), startDeadlineMs)
    await untilNavigated(address() ?? '')
    browser = await chromium.connectOverCDP(address() ?? '')
    await eventually(() => Promise.resolve(pagesOf(browser).length > 0), startDeadlineMs)
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`the app was not reached: ${output.slice(-2_000)}`, { cause: error })
  }
  const [page] = pagesOf(browser)
  const [context] = browser.contexts()
  if (page === undefined || context === undefined) throw new Error('the app has no page')
  return {
    pid: child.pid ?? 0,
    app: { waitForEvent: () => context.waitForEvent('page') },
    page,
    pages: () => pagesOf(browser),
    output: () => output,
    async close() {
      await browser.close()
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), endDeadlineMs)
      const [code] = await ended
      clearTimeout(timer)
      return code
    },
  }
}

const pagesOf = (browser: Browser): Page[] => browser.contexts().flatMap((context) => context.pages())
