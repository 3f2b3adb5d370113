import type { KeyObject } from 'node:crypto'

/** The signature of a feed, in base64; the file's name is signed too. `key`: an Ed25519 private key. */
export function signatureOf(name: string, bytes: Uint8Array, key: KeyObject): string

/** The public half as the app is built with it: SPKI in base64. */
export function publicKeyOf(key: KeyObject): string

/** Adds the notes to every feed in a folder and signs it; answers what is in the way, and then nothing was changed. */
export function signFeeds(wish: {
  readonly folder: string
  readonly notes: string
  readonly privateKey: string
  readonly publicKey: string
}): string[]
