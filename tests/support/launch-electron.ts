import path from 'node:path'
import { _electron, errors, type ElectronApplication } from 'playwright'

/** A start takes two seconds, on a busy machine ten. */
const launchDeadlineMs = 30_000
const mostTries = 3
/** Chromium's least log; what Playwright looks for is not written by way of it. */
const onlyFatal = '--log-level=3'

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>

/** For Electron itself, which takes such options; a packed app does not ({@link launchPacked}). */
export const holdStart = ['-r', path.join(import.meta.dirname, 'hold-start.cjs')] as const

/**
 * Starts Electron for Playwright, which finds its way in by two whole lines of Electron's error output
 * ("Debugger listening on …", "DevTools listening on …"), and then waits until every page there is has navigated. Where
 * another process of Chromium's writes at the same moment, one of the lines does not begin, and where neither the app nor
 * Playwright waits ({@link holdStart}, {@link launchPacked}), a page may navigate unseen: Playwright waits for an app that has
 * long been there. So a launch that ran out of time, and nothing else, is tried again: Playwright has ended that app by then.
 * What other processes write are warnings and errors of their log, most of all while they start: they are told to write neither.
 */
export async function launchElectron(options: LaunchOptions): Promise<ElectronApplication> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await _electron.launch({
        ...options,
        args: [onlyFatal, ...(options.args ?? [])],
        timeout: launchDeadlineMs,
      })
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || tries === mostTries) throw error
      // The message holds what Electron has written, and so the line that Playwright did not find.
      console.warn(`Electron was not reached, try ${tries} of ${mostTries}: ${error.message}`)
    }
  }
}

/**
 * Starts a packed app, and keeps Playwright from connecting to it while its page is on its way. `variables` come in place of
 * those of whoever runs the suite.
 */
export function launchPacked(
  executable: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<ElectronApplication> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const env = { ...Object.fromEntries(own), ...variables }
  if (process.platform === 'win32')
    return launchElectron({ args: [...args], env, executablePath: executable })
  return launchElectron({
    args: [...args],
    executablePath: path.join(import.meta.dirname, 'attach-late.sh'),
    env: { ...env, ATTACH_LATE_TO: executable, ATTACH_LATE_NODE: process.execPath },
  })
}
