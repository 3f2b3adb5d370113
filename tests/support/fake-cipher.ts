import type { Cipher, CipherFailure } from '../../src/main/vault/cipher.ts'
import { err, ok } from '../../src/shared/result.ts'

export interface FakeCipher extends Cipher {
  /** What it says from now on, to everything. */
  failure: CipherFailure | null
  shouldReseal: boolean
  seals: number
}

/** A key store in memory: flips every bit, and fails on demand. */
export function fakeCipher(): FakeCipher {
  const flip = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes).map((byte) => byte ^ 0xff)
  const cipher: FakeCipher = {
    failure: null,
    shouldReseal: false,
    seals: 0,
    seal: async (plain) => {
      if (cipher.failure !== null) return err(cipher.failure)
      cipher.seals += 1
      return ok(flip(plain))
    },
    open: async (sealed) =>
      cipher.failure === null
        ? ok({ plain: flip(sealed), shouldReseal: cipher.shouldReseal })
        : err(cipher.failure),
    backend: () => 'fake',
  }
  return cipher
}
