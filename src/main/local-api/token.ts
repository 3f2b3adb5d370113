import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 32 random bytes, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token: of 256 random bits nobody finds the token again. */
export const hashOf = (token: string): Uint8Array => createHash('sha256').update(token).digest()

/** Whether the header carries the token of this hash. Of hashes, so that the time tells nothing of the token. */
export function carriesToken(authorization: string | undefined, hash: Uint8Array): boolean {
  const token = /^Bearer ([\w-]{1,200})$/i.exec(authorization ?? '')?.[1]
  return token !== undefined && timingSafeEqual(hashOf(token), hash)
}
