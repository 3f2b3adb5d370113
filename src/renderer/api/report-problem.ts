import { wellFormedStart } from '../../shared/text.ts'
import { call } from './client.ts'

/** A loop that fails on every frame must not fill the log. */
const reportsPerPage = 50
let reportsLeft = reportsPerPage

/**
 * Puts a failure that only the page saw into main's log. Answers the reference to show, or null when main
 * did not take it; never throws.
 */
export async function reportProblem(thrown: unknown): Promise<string | null> {
  if (reportsLeft === 0) return null
  reportsLeft -= 1
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  const stack =
    thrown instanceof Error && thrown.stack !== undefined ? wellFormedStart(thrown.stack, 8_000) : null
  try {
    const { reference } = await call((client) =>
      client.app.reportProblem({ message: wellFormedStart(message, 2_000), stack }),
    )
    return reference
  } catch (failure) {
    console.warn('the problem could not be reported', failure)
    return null
  }
}

/** Reports what nobody caught. The screen stays as it is: what failed was not drawing it. */
export function reportStrayErrors(): void {
  window.addEventListener('error', (event) => void reportProblem(event.error ?? event.message))
  window.addEventListener('unhandledrejection', (event) => void reportProblem(event.reason))
}
