import { createHash, timingSafeEqual } from 'node:crypto'

/** PKCE with S256 (RFC 7636, 4.6). */
export function matchesChallenge(verifier: string, challenge: string): boolean {
  return isSame(createHash('sha256').update(verifier).digest('base64url'), challenge)
}

/** Compares two secrets without telling by the time taken how much of them agrees. */
export function isSame(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
