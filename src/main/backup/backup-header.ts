import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { cost, costSchema, deriveFromPassphrase, type Cost } from '../vault/passphrase-seal.ts'

/*
 * How a backup begins; numbers are big-endian. docs/adr/0030 says why.
 *
 *   0  16  "portolan-backup\n"
 *  16   2  version of the format
 *  18   1  scrypt: log2 N
 *  19   1  scrypt: r
 *  20   1  scrypt: p
 *  21   1  0
 *  22   8  bytes of what is sealed behind it, before it was sealed
 *  30  16  scrypt: salt
 *  46  12  nonce of the file's key
 *  58  16  its tag
 *  74  32  the file's key, AES-256-GCM under the key from the passphrase
 * 106  32  SHA-256 of all that stands before: tells damage from another passphrase
 */
const magic = Buffer.from('portolan-backup\n', 'latin1')
const version = 1
const at = { version: 16, cost: 18, plainBytes: 22, salt: 30, nonce: 46, tag: 58, key: 74, sum: 106 } as const
const tagLength = 16
const keyLength = 32

/** Bytes of the header. */
export const headerLength = 138

/** What can be told of a backup without its passphrase. */
export interface BackupHeader {
  /** As they lie in the file: every piece behind them is bound to them. */
  readonly bytes: Buffer
  readonly cost: Cost
  /** Bytes of what is sealed, before it was sealed. */
  readonly plainBytes: number
}

/** A header for a new file, with a random key of its own under the passphrase. Throws where scrypt does. */
export async function createHeader(
  passphrase: string,
  plainBytes: number,
): Promise<{ header: BackupHeader; key: Uint8Array }> {
  const bytes = Buffer.alloc(headerLength)
  magic.copy(bytes)
  bytes.writeUInt16BE(version, at.version)
  bytes.set([Math.log2(cost.N), cost.r, cost.p], at.cost)
  bytes.writeBigUInt64BE(BigInt(plainBytes), at.plainBytes)
  randomBytes(at.tag - at.salt).copy(bytes, at.salt)
  const key = randomBytes(keyLength)
  const wrappingKey = await deriveFromPassphrase(passphrase, bytes.subarray(at.salt, at.nonce), cost)
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, bytes.subarray(at.nonce, at.tag), {
    authTagLength: tagLength,
  })
  cipher.setAAD(boundTo(bytes))
  Buffer.concat([cipher.update(key), cipher.final()]).copy(bytes, at.key)
  cipher.getAuthTag().copy(bytes, at.tag)
  wrappingKey.fill(0)
  sumOf(bytes).copy(bytes, at.sum)
  return { header: { bytes, cost, plainBytes }, key: new Uint8Array(key) }
}

/**
 * What the beginning of a file says: `not-a-backup`, `backup-too-new`, `backup-cut-short` or `backup-damaged` where it
 * is no header of this version. Numbers that would cost more than ours may are damage.
 */
export function readHeader(beginning: Uint8Array): Result<BackupHeader, AppError> {
  const bytes = Buffer.from(beginning.subarray(0, headerLength))
  const shown = bytes.subarray(0, magic.length)
  if (shown.length === 0 || !magic.subarray(0, shown.length).equals(shown))
    return err({ kind: 'not-a-backup' })
  if (bytes.length < at.cost) return err({ kind: 'backup-cut-short' })
  if (bytes.readUInt16BE(at.version) > version) return err({ kind: 'backup-too-new' })
  if (bytes.length < headerLength) return err({ kind: 'backup-cut-short' })
  const [log2, r, p] = bytes.subarray(at.cost)
  const named = costSchema.safeParse({ N: 2 ** Number(log2), r, p })
  const plainBytes = Number(bytes.readBigUInt64BE(at.plainBytes))
  const isWhole = sumOf(bytes).equals(bytes.subarray(at.sum)) && bytes.readUInt16BE(at.version) === version
  if (!isWhole || !named.success || !Number.isSafeInteger(plainBytes)) return err({ kind: 'backup-damaged' })
  return ok({ bytes, cost: named.data, plainBytes })
}

/** The file's key; null where the passphrase is another one. Throws where scrypt does. */
export async function openHeader(header: BackupHeader, passphrase: string): Promise<Uint8Array | null> {
  const { bytes } = header
  const salt = bytes.subarray(at.salt, at.nonce)
  const wrappingKey = await deriveFromPassphrase(passphrase, salt, header.cost)
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey, bytes.subarray(at.nonce, at.tag), {
    authTagLength: tagLength,
  })
  decipher.setAAD(boundTo(bytes))
  decipher.setAuthTag(bytes.subarray(at.tag, at.key))
  try {
    const key = Buffer.concat([decipher.update(bytes.subarray(at.key, at.sum)), decipher.final()])
    return new Uint8Array(key)
  } catch {
    // The one thing that final() throws for is a tag that does not match.
    return null
  } finally {
    wrappingKey.fill(0)
  }
}

const boundTo = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from('portolan backup key\0', 'latin1'), bytes.subarray(0, at.nonce)])

const sumOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes.subarray(0, at.sum)).digest()
