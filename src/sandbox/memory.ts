import { z } from 'zod'
import type { SandboxOptions } from './options.ts'
import { SERVICE_NAMES, type ServiceName } from './service.ts'

const stateSchema = z.object({
  version: z.literal(2),
  /** Changes only fit the made-up records they were laid over. */
  madeFrom: z.string(),
  /** Each service reads its own, and starts afresh when it cannot. */
  services: z.partialRecord(z.enum(SERVICE_NAMES), z.unknown()),
})

/** What the services remember, each in its own words. */
export type ServiceStates = Partial<Record<ServiceName, unknown>>

/**
 * Reads what an earlier run remembered. Empty when there is nothing, when it cannot be understood, or when
 * it belongs to other made-up records: a sandbox then starts afresh, because nothing in it is precious.
 */
export function recall(options: SandboxOptions): ServiceStates {
  if (options.state === null) return {}
  try {
    const parsed = stateSchema.safeParse(JSON.parse(options.state))
    return parsed.success && parsed.data.madeFrom === sourceOf(options) ? parsed.data.services : {}
  } catch {
    // JSON.parse throws on malformed text only, which is one more way of not being understood.
    return {}
  }
}

/** Puts what is to be remembered into one text. */
export function remember(options: SandboxOptions, services: ServiceStates): string {
  const state: z.infer<typeof stateSchema> = { version: 2, madeFrom: sourceOf(options), services }
  return JSON.stringify(state)
}

function sourceOf({
  seed,
  contacts,
  companies,
  deals,
  notionPages,
  airtableRecords,
}: SandboxOptions): string {
  return [seed, contacts, companies, deals, notionPages, airtableRecords].join(' ')
}

/**
 * Calls `write` soon after a change: at once for the first, at most every `intervalMs` while they go on, so
 * that a flood of changes does not become a flood of ever longer texts.
 */
export function createWriteBehind(write: () => void, intervalMs: number): () => void {
  let isResting = false
  let isDirty = false
  const run = (): void => {
    isResting = true
    isDirty = false
    write()
    setTimeout(() => {
      isResting = false
      if (isDirty) run()
    }, intervalMs).unref()
  }
  return () => {
    if (isResting) isDirty = true
    else run()
  }
}
