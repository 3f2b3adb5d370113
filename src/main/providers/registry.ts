import { airtable } from './airtable/index.ts'
import { hubspot } from './hubspot/index.ts'
import { notion } from './notion/index.ts'
import type { Provider } from './provider.ts'

/** Every provider that the app knows, in the order in which they are offered. */
export const providers: readonly Provider[] = [hubspot, notion, airtable]
