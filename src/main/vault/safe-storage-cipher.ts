import { Buffer } from 'node:buffer'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Cipher, CipherFailure } from './cipher.ts'

/**
 * Electron's safeStorage, as far as it is used. The asynchronous half exists from Electron 45 on, the
 * synchronous half is gone from 46 on (electron/electron#53670); either may be absent.
 */
export interface SafeStorageLike {
  isAsyncEncryptionAvailable?(): Promise<boolean>
  encryptStringAsync?(plainText: string): Promise<Buffer>
  decryptStringAsync?(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>
  isEncryptionAvailable?(): boolean
  encryptString?(plainText: string): Buffer
  decryptString?(encrypted: Buffer): string
  getSelectedStorageBackend?(): string
}

/**
 * Chromium tags what it sealed on Linux with the provider of the key: `v10` is the key that is compiled
 * into every Chromium, that is, no protection; `v11` is a keyring. (On macOS `v10` is the keychain.)
 */
const weakTag = Buffer.from('v10')

/**
 * The key store by way of Electron. Before `ready` Electron's calls fail, or make an entry under a wrong
 * name on macOS (electron/electron#45328), so whatever is asked earlier waits for it.
 */
export function createSafeStorageCipher(
  safeStorage: SafeStorageLike,
  platform: NodeJS.Platform,
  ready: Promise<unknown>,
): Cipher {
  const isWeak = (sealed: Uint8Array): boolean =>
    platform === 'linux' && Buffer.from(sealed.subarray(0, weakTag.length)).equals(weakTag)

  const isAvailable = async (): Promise<boolean> =>
    safeStorage.isAsyncEncryptionAvailable !== undefined
      ? await safeStorage.isAsyncEncryptionAvailable()
      : (safeStorage.isEncryptionAvailable?.() ?? false)

  const encrypt = async (plainText: string): Promise<Buffer | null> =>
    safeStorage.encryptStringAsync !== undefined
      ? await safeStorage.encryptStringAsync(plainText)
      : (safeStorage.encryptString?.(plainText) ?? null)

  const decrypt = async (sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean } | null> => {
    if (safeStorage.decryptStringAsync !== undefined) return await safeStorage.decryptStringAsync(sealed)
    const result = safeStorage.decryptString?.(sealed)
    return result === undefined ? null : { result, shouldReEncrypt: false }
  }

  /** "Available" says little on Linux; the proof is the tag on what was really sealed, on every write. */
  async function seal(plain: Uint8Array): Promise<Result<Uint8Array, CipherFailure>> {
    try {
      await ready
      if (!(await isAvailable())) return err('unavailable')
      const sealed = await encrypt(Buffer.from(plain).toString('base64'))
      if (sealed === null) return err('unavailable')
      return isWeak(sealed) ? err('weak') : ok(new Uint8Array(sealed))
    } catch {
      // safeStorage rejects with prose only: whatever it was, nothing was sealed.
      return err('unavailable')
    }
  }

  async function open(
    sealed: Uint8Array,
  ): Promise<Result<{ plain: Uint8Array; shouldReseal: boolean }, CipherFailure>> {
    if (isWeak(sealed)) return err('weak')
    try {
      await ready
      if (!(await isAvailable())) return err('unavailable')
    } catch {
      return err('unavailable')
    }
    try {
      const opened = await decrypt(Buffer.from(sealed))
      if (opened === null) return err('unavailable')
      return ok({
        plain: new Uint8Array(Buffer.from(opened.result, 'base64')),
        shouldReseal: opened.shouldReEncrypt,
      })
    } catch {
      // A locked keyring and foreign bytes look the same here; the caller keeps the bytes in either case.
      return err('unreadable')
    }
  }

  return { seal, open, backend: () => safeStorage.getSelectedStorageBackend?.() ?? platform }
}
