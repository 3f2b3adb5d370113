import { createHash, timingSafeEqual } from 'node:crypto'

/** How many secrets are remembered, the oldest forgotten first. */
const REMEMBERED = 10_000
const passed = new Set<string>()

/** Remembers a code, token, verifier or client secret that went through a sandbox of this process. */
export function rememberSecret(secret: string): string {
  passed.add(secret)
  for (const oldest of passed) {
    if (passed.size <= REMEMBERED) break
    passed.delete(oldest)
  }
  return secret
}

/**
 * All of them, whichever sandbox of this process it was: what a test that runs the app looks for where none may be,
 * without being told which services the app talked to.
 */
export const passedSecrets = (): readonly string[] => [...passed]

/** PKCE with S256 (RFC 7636, 4.6). */
export function matchesChallenge(verifier: string, challenge: string): boolean {
  const isMatch = isSame(createHash('sha256').update(verifier).digest('base64url'), challenge)
  if (isMatch) rememberSecret(verifier)
  return isMatch
}

/** Compares two secrets without telling by the time taken how much of them agrees. */
export function isSame(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
