import { z } from 'zod'
import { hubspotStateSchema, type HubSpotState } from './hubspot/state.ts'
import type { SandboxOptions } from './options.ts'

const stateSchema = z.object({
  version: z.literal(1),
  /** Changes only fit the made-up records they were laid over. */
  madeFrom: z.string(),
  hubspot: hubspotStateSchema,
})

/**
 * Reads what an earlier run remembered. Undefined when there is nothing, when it cannot be understood, or
 * when it belongs to other made-up records: a sandbox then starts afresh, because nothing in it is precious.
 */
export function recall(options: SandboxOptions): HubSpotState | undefined {
  if (options.state === null) return undefined
  try {
    const parsed = stateSchema.safeParse(JSON.parse(options.state))
    return parsed.success && parsed.data.madeFrom === sourceOf(options) ? parsed.data.hubspot : undefined
  } catch {
    // JSON.parse throws on malformed text only, which is one more way of not being understood.
    return undefined
  }
}

/** Puts what is to be remembered into one text. */
export function remember(options: SandboxOptions, hubspot: HubSpotState): string {
  const state: z.infer<typeof stateSchema> = { version: 1, madeFrom: sourceOf(options), hubspot }
  return JSON.stringify(state)
}

function sourceOf({ seed, contacts, companies, deals }: SandboxOptions): string {
  return [seed, contacts, companies, deals].join(' ')
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
