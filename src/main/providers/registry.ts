import { hubspot } from './hubspot/index.ts'
import type { Provider } from './provider.ts'

/** Every provider that the app knows, in the order in which they are offered. */
export const providers: readonly Provider[] = [hubspot]
