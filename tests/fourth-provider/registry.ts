import { providers as ownProviders } from '../../src/main/providers/registry.ts'
import { harbour } from './harbour/index.ts'
import type { Provider } from '../../src/main/providers/provider.ts'

/** What the app takes for its registry in the build with a fourth provider: one line more. */
export const providers: readonly Provider[] = [...ownProviders, harbour]
