import type { Licence } from '../src/shared/model/diagnostics.ts'

/** What of a part of the app that was built is looked at (Rollup's `OutputBundle`). */
type Bundle = Readonly<
  Record<
    string,
    | { readonly type: 'asset' }
    | {
        readonly type: 'chunk'
        readonly modules: Readonly<Record<string, { readonly code: string | null }>>
        readonly imports: readonly string[]
        readonly dynamicImports: readonly string[]
      }
  >
>

/**
 * Makes plugins of Vite, one for each part of the app, that write the commit and the licences of what is shipped beside
 * the code of main. `root`: the repository.
 */
export function buildFacts(root: string): () => {
  readonly name: string
  writeBundle(options: unknown, bundle: Bundle): void
}

/** Where the packages lie of which a part has code, or which it finds at run time, from the repository on. */
export function placesIn(root: string, bundle: Bundle): ReadonlySet<string>

/** The packages at these places, by name; without places, those that the last build has. */
export function licencesOf(root: string, places?: Iterable<string>): Licence[]
