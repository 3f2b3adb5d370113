import type { TextNamespace } from './text-key.ts'
import { resources } from './resources.ts'

/** For `useTranslation` where a text's whole name comes from a table. */
// `Object.keys` knows the names at run time only; the texts say the same to the compiler.
export const textNamespaces = Object.keys(resources.en) as TextNamespace[]
