import type { Result } from '../../shared/result.ts'

/**
 * Why the operating system's key store did not help. `unavailable`: none there, or locked. `weak`: it
 * answers, but with a key that everybody knows. `unreadable`: these bytes were not sealed by it.
 */
export type CipherFailure = 'unavailable' | 'weak' | 'unreadable'

/** Seals a few bytes under the operating system's key store. */
export interface Cipher {
  seal(plain: Uint8Array): Promise<Result<Uint8Array, CipherFailure>>
  /** `shouldReseal`: the key store wants these bytes written again under its newer key. */
  open(sealed: Uint8Array): Promise<Result<{ plain: Uint8Array; shouldReseal: boolean }, CipherFailure>>
  /** Names what protects, for Settings and the log. */
  backend(): string
}
