import { hkdfSync, randomBytes } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import type { Protection } from '../../shared/model/app-state.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Cipher, CipherFailure } from './cipher.ts'
import {
  checkOf,
  isSame,
  readKeyFile,
  removeUnfinishedWrites,
  writeKeyFile,
  type KeyFile,
  type KeySeal,
  type KeyStoreSeal,
} from './key-file.ts'
import { openWithPassphrase, sealWithPassphrase } from './passphrase-seal.ts'

const keyLength = 32

/**
 * The one random key under which everything lies. `persisted`: the key store or a passphrase wraps it.
 * `session-only`: it exists in memory alone, so nothing that it seals can be read after the app has quit.
 */
export interface MasterKey {
  readonly key: Uint8Array
  readonly protection: Extract<Protection, { state: 'persisted' | 'session-only' }>
}

/** `next` is there when a new key was about to take the place of `key` (see {@link KeyFile}). */
export interface OpenKeys {
  readonly key: Uint8Array
  readonly next: Uint8Array | null
  readonly file: KeyFile
  readonly protection: Extract<Protection, { state: 'persisted' }>
}

/** Why nothing is open: there is no key yet, or one that does not open now. Either way the user has the word. */
export type ShutProtection = Extract<Protection, { state: 'undecided' | 'locked' }>

export const newKey = (): Uint8Array => new Uint8Array(randomBytes(keyLength))

/**
 * Opens the wrapped key by the key store, or makes one at the first start. Never throws for what a user's
 * machine may be like, never deletes or overwrites a key file that it cannot open: a locked key store looks
 * the same as a lost one, and the data behind it must survive.
 */
export async function openByKeyStore(
  file: string,
  cipher: Cipher,
): Promise<Result<OpenKeys, ShutProtection>> {
  await removeUnfinishedWrites(file)
  const read = await readKeyFile(file)
  if (read.found === 'nothing') return createByKeyStore(file, cipher)
  if (read.found === 'unreadable') return err({ state: 'locked', reason: 'key-unreadable' })
  const { key: seal, next: nextSeal } = read.file
  if (seal.by === 'passphrase') return err({ state: 'locked', reason: 'passphrase' })
  const key = await unwrap(seal, cipher)
  if (!key.ok) return key
  const next = nextSeal?.by === 'key-store' ? await unwrap(nextSeal, cipher) : ok(null)
  if (!next.ok) return next
  if (key.value.shouldReseal && next.value === null) await resealKey(file, cipher, key.value.key)
  return ok({ key: key.value.key, next: next.value?.key ?? null, file: read.file, ...by(cipher) })
}

const by = (cipher: Cipher) =>
  ({ protection: { state: 'persisted', method: 'key-store', backend: cipher.backend() } }) as const

async function createByKeyStore(file: string, cipher: Cipher): Promise<Result<OpenKeys, ShutProtection>> {
  const key = newKey()
  const seal = await sealByKeyStore(key, cipher)
  if (!seal.ok) {
    return err({ state: 'undecided', reason: seal.error === 'weak' ? 'weak-key-store' : 'no-key-store' })
  }
  const content = { key: seal.value, next: null }
  // A key that cannot be kept (a full disk, a folder without rights) must not seal anything that is.
  const written = await writeKeyFile(file, content)
  if (!written.ok) return err({ state: 'undecided', reason: 'no-key-store' })
  return ok({ key, next: null, file: content, ...by(cipher) })
}

/** Only what opens again at once is worth keeping: some key stores seal and then refuse. */
export async function sealByKeyStore(
  key: Uint8Array,
  cipher: Cipher,
): Promise<Result<KeyStoreSeal, CipherFailure>> {
  const sealed = await cipher.seal(key)
  if (!sealed.ok) return sealed
  const opened = await cipher.open(sealed.value)
  if (!opened.ok || !isSame(opened.value.plain, key)) return err('unavailable')
  return ok({
    by: 'key-store',
    backend: cipher.backend(),
    sealed: Buffer.from(sealed.value).toString('base64'),
    check: checkOf(key).toString('base64'),
  })
}

async function unwrap(
  seal: KeyStoreSeal,
  cipher: Cipher,
): Promise<Result<{ key: Uint8Array; shouldReseal: boolean }, ShutProtection>> {
  const opened = await cipher.open(Buffer.from(seal.sealed, 'base64'))
  if (!opened.ok) {
    return err({ state: 'locked', reason: opened.error === 'unavailable' ? 'key-locked' : 'key-unreadable' })
  }
  const { plain: key, shouldReseal } = opened.value
  const isRight = key.length === keyLength && isSame(checkOf(key), Buffer.from(seal.check, 'base64'))
  return isRight ? ok({ key, shouldReseal }) : err({ state: 'locked', reason: 'key-unreadable' })
}

/** The old wrapping still opens, so a failure here may wait for the next start. */
async function resealKey(file: string, cipher: Cipher, key: Uint8Array): Promise<void> {
  const seal = await sealByKeyStore(key, cipher)
  if (seal.ok) await writeKeyFile(file, { key: seal.value, next: null })
}

/** A new key under a passphrase. Writes nothing where a key file is already. */
export async function createByPassphrase(
  file: string,
  passphrase: string,
): Promise<Result<OpenKeys, AppError>> {
  const read = await readKeyFile(file)
  if (read.found !== 'nothing') return err({ kind: 'vault-locked' })
  const key = newKey()
  const seal = await sealByPassphrase(key, passphrase)
  if (!seal.ok) return seal
  const content = { key: seal.value, next: null }
  const written = await writeKeyFile(file, content)
  return written.ok ? ok({ key, next: null, file: content, protection: byPassphrase }) : written
}

const byPassphrase = { state: 'persisted', method: 'passphrase', backend: '' } as const

/** Whether this runtime can do it is found out by doing it, and by opening what came of it. */
export async function sealByPassphrase(
  key: Uint8Array,
  passphrase: string,
): Promise<Result<KeySeal, AppError>> {
  try {
    const seal = await sealWithPassphrase(key, passphrase)
    const opened = await openWithPassphrase(seal, passphrase)
    return opened !== null && isSame(opened, key) ? ok(seal) : err({ kind: 'vault-unavailable' })
  } catch {
    // scrypt throws prose only, for example where 128 MB are not to be had: nothing was sealed.
    return err({ kind: 'vault-unavailable' })
  }
}

/** The file stays as it is, whatever comes of it. */
export async function openByPassphrase(
  file: string,
  passphrase: string,
): Promise<Result<OpenKeys, AppError>> {
  const read = await readKeyFile(file)
  if (read.found !== 'file' || read.file.key.by !== 'passphrase') return err({ kind: 'vault-locked' })
  const { key: seal, next: nextSeal } = read.file
  try {
    const key = await openWithPassphrase(seal, passphrase)
    if (key === null) return err({ kind: 'wrong-passphrase' })
    if (nextSeal?.by !== 'passphrase')
      return ok({ key, next: null, file: read.file, protection: byPassphrase })
    const next = await openWithPassphrase(nextSeal, passphrase)
    // Without knowing both, nobody could say which of them the vault is under.
    if (next === null) return err({ kind: 'vault-unavailable' })
    return ok({ key, next, file: read.file, protection: byPassphrase })
  } catch {
    return err({ kind: 'vault-unavailable' })
  }
}

/** The same key under another passphrase: nothing else has to be written. */
export async function changePassphrase(
  file: string,
  change: { readonly current: string; readonly next: string },
): Promise<Result<null, AppError>> {
  const opened = await openByPassphrase(file, change.current)
  if (!opened.ok) return opened
  // A rotation that was cut off has to come to its end first, which it does at the next start.
  if (opened.value.next !== null) return err({ kind: 'vault-unavailable' })
  const seal = await sealByPassphrase(opened.value.key, change.next)
  return seal.ok ? writeKeyFile(file, { key: seal.value, next: null }) : seal
}

/** A key for one purpose, 32 bytes (HKDF-SHA-256): no two uses share key material. */
export function deriveKey(master: Uint8Array, purpose: 'vault records' | 'vault file'): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', master, '', `portolan ${purpose} v1`, keyLength))
}
