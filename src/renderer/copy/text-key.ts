import type { ParseKeys } from 'i18next'
import type { resources } from './resources.ts'

export type TextNamespace = keyof (typeof resources)['en']

/** A text by its whole name, `NAMESPACE:KEY`, for tables of them; `t` of all {@link textNamespaces} says it. */
export type TextKey = Extract<ParseKeys<TextNamespace[]>, `${TextNamespace}:${string}`>
