import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts'
import { oneOf, type Random } from './acts.ts'

/**
 * Chooses how the three services behave during a storm where nobody official says, or where both ways are known:
 * how late search is, whether its pages are short, what counts as an edit. The text says what was chosen.
 */
export function stormWeather(random: Random, sandbox: Sandbox): string {
  const flip = (): boolean => random() < 0.5
  const hubspot = {
    searchLagMs: oneOf(random, [0, 5_000, 30_000]) ?? 0,
    searchShortPages: flip(),
    restoreIsEdit: flip(),
    multiStatus: flip(),
  }
  const notion = { trashIsEdit: flip(), moveIsEdit: flip(), indexDelay: flip() ? 1 : 0, searchGaps: flip() }
  const airtable = { neverEdited: oneOf(random, ['created', 'blank', 'error']) ?? 'created' }
  const weather = { hubspot, notion, airtable }
  for (const [name, changes] of Object.entries(weather)) {
    const reason = sandbox[name as keyof typeof weather].behaviour.set(changes)
    if (reason !== undefined) throw new Error(reason)
  }
  return JSON.stringify(weather)
}

/** Waits out what is late: search of HubSpot has caught up, and Notion's index has seen every page. */
export function calmWeather(sandbox: Sandbox): void {
  sandbox.clock.advance(60_000)
  sandbox.notion.behaviour.set({ indexDelay: 0 })
}
