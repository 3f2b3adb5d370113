import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts'
import { airtableStep } from './airtable-step.ts'
import { below, oneOf, type Random } from './acts.ts'
import { hubspotStep } from './hubspot-step.ts'
import { notionStep } from './notion-step.ts'

export type StormOptions = {
  /** Where the changes are made; all three services when left out. */
  services?: readonly ('hubspot' | 'notion' | 'airtable')[]
  /** Before each change, the sandbox's clock skips up to so many ms. Tokens age with it. */
  upToMs?: number
}

/**
 * One random change, made past the API by somebody else: created, changed, thrown away, restored, merged, moved,
 * shared or renamed. The same seed does the same to the same sandbox. The text says what was done, for the message
 * of a test that fails.
 */
export function stormStep(
  random: Random,
  sandbox: Sandbox,
  { services = ['hubspot', 'notion', 'airtable'], upToMs = 20_000 }: StormOptions = {},
): string {
  if (upToMs > 0) sandbox.clock.advance(below(random, upToMs))
  const service = oneOf(random, services)
  switch (service) {
    case 'hubspot':
      return `hubspot: ${hubspotStep(random, sandbox.hubspot)}`
    case 'notion':
      return `notion: ${notionStep(random, sandbox.notion)}`
    case 'airtable':
      return `airtable: ${airtableStep(random, sandbox.airtable)}`
    case null:
      throw new Error('A storm needs a service')
  }
}
