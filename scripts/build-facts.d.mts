import type { Licence } from '../src/shared/model/diagnostics.ts'

/** A plugin of Vite that writes the commit and the licences of what is shipped beside the code. `root`: the repository. */
export function buildFacts(root: string): {
  readonly name: string
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): string }): void
}

/** Every package that is shipped, by name. */
export function licencesOf(root: string): Licence[]
