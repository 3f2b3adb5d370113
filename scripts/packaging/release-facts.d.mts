/** What is written into the code of a build about its updates; empty where it is to look for none. */
export function releaseFacts(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): { readonly publicKey: string; readonly repository: string }

/** What is wrong with `app-update.yml` of a signed package for Windows, or null. */
export function publisherProblem(text: string): string | null
