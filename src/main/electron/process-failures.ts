import { app, type BrowserWindow } from 'electron'
import { fieldsOfThrown, newReference, type Logger } from '../logging/logger.ts'
import type { Notices } from '../notices.ts'

const mostReloads = 3
const reloadWindowMs = 60_000

/**
 * What must not happen, happened: logged, shown where the user should know, and survived where that is
 * safe. Main keeps no unsaved work in memory, so going on after an unexpected error loses nothing.
 */
export function watchProcessFailures(logger: Logger, notices: Notices): void {
  process.on('uncaughtException', (error) => {
    logger.error('main.uncaught-exception', { reference: newReference(), ...fieldsOfThrown(error) })
    notices.add('internal-error', null)
  })
  process.on('unhandledRejection', (reason) => {
    logger.error('main.unhandled-rejection', { reference: newReference(), ...fieldsOfThrown(reason) })
    notices.add('internal-error', null)
  })
  app.on('child-process-gone', (_event, details) => {
    // Also told for the store and the sandbox when the app itself ends them.
    if (details.reason === 'clean-exit' || details.reason === 'killed') return
    logger.error('child.gone', {
      type: details.type,
      name: details.name ?? null,
      reason: details.reason,
      exitCode: details.exitCode,
    })
  })
}

/** A page that crashed is loaded again; one that crashes again and again is left, with a word in the log. */
export function reloadAfterCrash(window: BrowserWindow, logger: Logger, notices: Notices): void {
  const reloads: number[] = []
  window.webContents.on('render-process-gone', (_event, details) => {
    logger.error('renderer.gone', { reason: details.reason, exitCode: details.exitCode })
    if (details.reason === 'clean-exit' || window.isDestroyed()) return
    const now = Date.now()
    reloads.push(now)
    if (reloads.filter((at) => now - at < reloadWindowMs).length > mostReloads) {
      logger.error('renderer.given-up')
      return
    }
    notices.add('renderer-restarted', null)
    window.reload()
  })
  window.on('unresponsive', () => logger.warn('renderer.unresponsive'))
  window.on('responsive', () => logger.info('renderer.responsive'))
}
