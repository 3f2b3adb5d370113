import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const formatVersion = 1
const nonceLength = 12
const tagLength = 16
const headLength = 1 + nonceLength + tagLength
/** Sealed texts are as long as the next multiple of this, so that their length tells little of what is in them. */
const paddedTo = 1_024

/**
 * AES-256-GCM over a text, as base64url: version byte, random 96-bit nonce, 128-bit tag, ciphertext. `bound` is the
 * associated data: every part that the text belongs to, so that it opens nowhere else.
 */
export function sealText(key: Uint8Array, bound: readonly string[], text: string): string {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  cipher.setAAD(associatedData(bound))
  const plain = Buffer.from(text, 'utf8')
  const head = Buffer.alloc(4)
  head.writeUInt32BE(plain.length)
  const padding = Buffer.alloc((paddedTo - ((head.length + plain.length) % paddedTo)) % paddedTo)
  const body = Buffer.concat([cipher.update(Buffer.concat([head, plain, padding])), cipher.final()])
  return Buffer.concat([Buffer.of(formatVersion), nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/** Null when it was changed, moved, cut, sealed under another key, or written by a version that this one does not know. */
export function openText(key: Uint8Array, bound: readonly string[], sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < headLength + 4 || bytes[0] !== formatVersion) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + nonceLength), {
    authTagLength: tagLength,
  })
  decipher.setAAD(associatedData(bound))
  decipher.setAuthTag(bytes.subarray(1 + nonceLength, headLength))
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(headLength)), decipher.final()])
    return plain.subarray(4, 4 + plain.readUInt32BE(0)).toString('utf8')
  } catch {
    // The one thing that final() throws for is a tag that does not match.
    return null
  }
}

/** Length-prefixed, so that no two lists give the same bytes. */
function associatedData(parts: readonly string[]): Buffer {
  return Buffer.concat(
    ['portolan mirror', String(formatVersion), ...parts].flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8')
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return [length, bytes]
    }),
  )
}
