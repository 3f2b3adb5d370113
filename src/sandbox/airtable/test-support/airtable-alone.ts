import { remember } from '../../memory.ts'
import { DEFAULT_OPTIONS } from '../../options.ts'
import { startSandbox, type Sandbox } from '../../start-sandbox.ts'

export type AirtableAlone = Sandbox & { api: string }

/** A sandbox of which only Airtable matters, on a day in November 2026 that does not depend on today. */
export async function startAirtable(
  given: { seed?: number; records?: number; now?: () => number; state?: unknown } = {},
): Promise<AirtableAlone> {
  const { state, records = DEFAULT_OPTIONS.airtableRecords, now, seed = 1 } = given
  const options = {
    ...DEFAULT_OPTIONS,
    contacts: 0,
    companies: 0,
    deals: 0,
    notionPages: 20,
    seed,
    airtableRecords: records,
  }
  const sandbox = await startSandbox({
    ...options,
    now: now ?? (() => Date.UTC(2026, 10, 20)),
    state: state === undefined ? null : remember(options, { airtable: state }),
  })
  return { ...sandbox, api: sandbox.endpoints.airtable.api }
}
