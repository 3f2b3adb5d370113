import { createCipheriv, createDecipheriv } from 'node:crypto'
import { headerLength, type BackupHeader } from './backup-header.ts'

/** So much is sealed at a time: memory stays flat, and nobody waits for a piece for more than some milliseconds. */
export const pieceBytes = 1_048_576
const tagLength = 16

/** How many pieces there are; at least one, so that an empty file cannot be made out of any other. */
export const pieceCount = (plainBytes: number): number => Math.max(1, Math.ceil(plainBytes / pieceBytes))

/** Bytes of the whole file. */
export const sealedBytes = (plainBytes: number): number =>
  headerLength + plainBytes + pieceCount(plainBytes) * tagLength

/** Where a sealed piece lies in the file. */
export function placeOfPiece(
  { plainBytes }: BackupHeader,
  index: number,
): { readonly position: number; readonly length: number } {
  const plain = Math.min(pieceBytes, plainBytes - index * pieceBytes)
  return { position: headerLength + index * (pieceBytes + tagLength), length: plain + tagLength }
}

/**
 * AES-256-GCM. A file's key is its own, so that the piece's number is nonce enough; number, "last" and the whole header
 * are bound to it, as in STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): a piece that is moved, repeated, left out,
 * cut off behind another or brought from another file does not open.
 */
export function sealPiece(key: Uint8Array, header: BackupHeader, index: number, plain: Uint8Array): Buffer {
  const { nonce, bound } = bindingOf(header, index)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  cipher.setAAD(bound)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([body, cipher.getAuthTag()])
}

/** The plain bytes; null when it is not the piece that belongs there. */
export function openPiece(
  key: Uint8Array,
  header: BackupHeader,
  index: number,
  sealed: Uint8Array,
): Buffer | null {
  if (sealed.length < tagLength) return null
  const { nonce, bound } = bindingOf(header, index)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  decipher.setAAD(bound)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagLength)), decipher.final()])
  } catch {
    // The one thing that final() throws for is a tag that does not match.
    return null
  }
}

function bindingOf(header: BackupHeader, index: number): { nonce: Buffer; bound: Buffer } {
  const isLast = index === pieceCount(header.plainBytes) - 1
  const nonce = Buffer.alloc(12)
  nonce.writeUInt8(isLast ? 1 : 0, 0)
  nonce.writeBigUInt64BE(BigInt(index), 4)
  return {
    nonce,
    bound: Buffer.concat([Buffer.from('portolan backup piece\0', 'latin1'), header.bytes, nonce]),
  }
}
