import path from 'node:path'
import { _electron, errors, type ElectronApplication } from 'playwright'

/** A start takes two seconds, on a busy machine ten. */
const launchDeadlineMs = 15_000
const mostTries = 6
/** Chromium's least log; what Playwright looks for is not written by way of it. */
const onlyFatal = '--log-level=3'

/** For Electron itself, which takes such options; a packed app does not. */
export const holdStart = ['-r', path.join(import.meta.dirname, 'hold-start.cjs')] as const

/**
 * Starts Electron for Playwright, which finds its way in by two whole lines of Electron's error output
 * ("Debugger listening on …", "DevTools listening on …"), and then waits until every page there is has navigated. Where
 * another process of Chromium's writes at the same moment, one of the lines does not begin, and where the app does not wait
 * ({@link holdStart}), a page may navigate unseen: Playwright waits for an app that has long been there. So a launch that
 * ran out of time, and nothing else, is tried again: Playwright has ended that app by then. What other processes write are
 * warnings and errors of their log, most of all while they start: they are told to write neither.
 */
export async function launchElectron(
  options: NonNullable<Parameters<typeof _electron.launch>[0]>,
): Promise<ElectronApplication> {
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
