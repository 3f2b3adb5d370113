import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Protection } from '../../shared/model/app-state.ts'
import type { Cipher, CipherFailure } from './cipher.ts'
import { writeDurably } from './write-durably.ts'

const keyLength = 32

/**
 * The one random key under which everything lies. `persisted`: the key store wraps it. `session-only`: it
 * exists in memory alone, so nothing that it seals can be read after the app has quit.
 */
export interface MasterKey {
  readonly key: Uint8Array
  readonly protection: Protection
}

const keyFileSchema = z.strictObject({
  format: z.literal(1),
  backend: z.string(),
  wrapped: z.base64(),
  /** Tells a right unwrapping from a wrong one: on some systems a changed key store opens to garbage. */
  check: z.base64(),
})

const checkOf = (key: Uint8Array): Buffer => createHmac('sha256', key).update('portolan key check').digest()

/**
 * Opens the wrapped key, or makes one at the first start. Never throws for what a user's machine may be
 * like, never deletes or overwrites a key file that it cannot open: a locked key store looks the same as a
 * lost one, and the data behind it must survive.
 */
export async function openMasterKey(file: string, cipher: Cipher): Promise<MasterKey> {
  const content = await readKeyFile(file)
  return content === null ? createKey(file, cipher) : unwrapKey(file, content, cipher)
}

async function readKeyFile(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    // There but not readable (rights, a folder in its place): treated as a key that cannot be opened.
    return ''
  }
}

async function createKey(file: string, cipher: Cipher): Promise<MasterKey> {
  const key = new Uint8Array(randomBytes(keyLength))
  const sealed = await cipher.seal(key)
  if (!sealed.ok) return sessionOnly(reasonOfFirstUse(sealed.error))
  // Only what opens again is worth keeping: some key stores seal and then refuse.
  const opened = await cipher.open(sealed.value)
  if (!opened.ok || !isSame(opened.value.plain, key)) return sessionOnly('no-key-store')
  // A key that cannot be kept (a full disk, a folder without rights) must not seal anything that is.
  if (!(await writeKeyFile(file, cipher, key, sealed.value))) return sessionOnly('no-key-store')
  return { key, protection: { state: 'persisted', method: 'key-store', backend: cipher.backend() } }
}

async function unwrapKey(file: string, content: string, cipher: Cipher): Promise<MasterKey> {
  const parsed = keyFileSchema.safeParse(parseJson(content))
  if (!parsed.success) return sessionOnly('key-unreadable')
  const opened = await cipher.open(Buffer.from(parsed.data.wrapped, 'base64'))
  if (!opened.ok) return sessionOnly(opened.error === 'unavailable' ? 'key-locked' : 'key-unreadable')
  const key = opened.value.plain
  const isRight = key.length === keyLength && isSame(checkOf(key), Buffer.from(parsed.data.check, 'base64'))
  if (!isRight) return sessionOnly('key-unreadable')
  if (opened.value.shouldReseal) await resealKey(file, cipher, key)
  return { key, protection: { state: 'persisted', method: 'key-store', backend: cipher.backend() } }
}

/** The old wrapping still opens, so a failure here may wait for the next start. */
async function resealKey(file: string, cipher: Cipher, key: Uint8Array): Promise<void> {
  const sealed = await cipher.seal(key)
  if (sealed.ok) await writeKeyFile(file, cipher, key, sealed.value)
}

/** Whether it was written; what was there before is whole if not. */
async function writeKeyFile(
  file: string,
  cipher: Cipher,
  key: Uint8Array,
  sealed: Uint8Array,
): Promise<boolean> {
  const content = JSON.stringify({
    format: 1,
    backend: cipher.backend(),
    wrapped: Buffer.from(sealed).toString('base64'),
    check: checkOf(key).toString('base64'),
  } satisfies z.input<typeof keyFileSchema>)
  return writeDurably(file, content).then(
    () => true,
    () => false,
  )
}

/** `timingSafeEqual` throws where the lengths differ, as they may in a damaged file. */
const isSame = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && timingSafeEqual(left, right)

function sessionOnly(reason: Extract<Protection, { state: 'session-only' }>['reason']): MasterKey {
  return { key: new Uint8Array(randomBytes(keyLength)), protection: { state: 'session-only', reason } }
}

const reasonOfFirstUse = (failure: CipherFailure): 'weak-key-store' | 'no-key-store' =>
  failure === 'weak' ? 'weak-key-store' : 'no-key-store'

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}

/** A key for one purpose, 32 bytes (HKDF-SHA-256): no two uses share key material. */
export function deriveKey(master: Uint8Array, purpose: 'vault records' | 'vault file'): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', master, '', `portolan ${purpose} v1`, keyLength))
}
