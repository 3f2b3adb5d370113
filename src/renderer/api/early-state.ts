import type { AppState } from '../../shared/model/app-state.ts'
import { call, subscribe } from './client.ts'

let early: Promise<AppState> | null = null

/**
 * Asks main for the state before the rest of the page's code runs: main starts beside it, and answers when it is open.
 */
export function askEarly(): void {
  const asked = call((client) => client.app.getState({}))
  // Whoever takes it hears of its failure.
  asked.catch(() => undefined)
  early = asked
  const forget = subscribe('appStateChanged', () => {
    early = null
    forget()
  })
}

/** What was asked early, once, unless it has changed since; else null. */
export function takeEarly(): Promise<AppState> | null {
  const taken = early
  early = null
  return taken
}
