declare const __RELEASE_PUBLIC_KEY__: string | undefined
declare const __RELEASE_REPOSITORY__: string | undefined

/** Who signs releases, and where they lie. */
export interface BuiltInRelease {
  /** Ed25519, as SPKI in base64. */
  readonly publicKey: string
  /** `owner/name` at GitHub. */
  readonly repository: string
}

/**
 * Written into the code by the build (electron.vite.config.ts), so that no file beside the app and no variable changes whom
 * it trusts. Null in a build that nobody signs updates for.
 */
export function builtInRelease(): BuiltInRelease | null {
  const publicKey = typeof __RELEASE_PUBLIC_KEY__ === 'undefined' ? '' : __RELEASE_PUBLIC_KEY__
  const repository = typeof __RELEASE_REPOSITORY__ === 'undefined' ? '' : __RELEASE_REPOSITORY__
  return publicKey === '' || repository === '' ? null : { publicKey, repository }
}
