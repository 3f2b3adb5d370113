/** One sentence for each package whose licence is unknown or not among those that are allowed. */
export function licenceProblems(
  licences: readonly { readonly name: string; readonly version: string; readonly licence: string }[],
): string[]
