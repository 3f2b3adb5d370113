import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** What a record is bound to: opened under any other reference, it does not open. Empty means "none". */
export interface RecordRef {
  readonly kind:
    | 'workspace'
    | 'workspace-key'
    | 'client'
    | 'sign-in-choice'
    | 'load-choice'
    | 'redis-settings'
    | 'account'
    | 'grant'
    | 'refresh-attempt'
    | 'history'
    | 'sandbox-state'
    | 'local-api'
    | 'from-backup'
    | 'mirror'
    | 'mirror-step'
  readonly workspaceId: string
  readonly providerId: string
  readonly accountId: string
}

const formatVersion = 1
const nonceLength = 12
const tagLength = 16

/**
 * AES-256-GCM: version byte, 96-bit random nonce, 128-bit tag, ciphertext. The reference is the associated
 * data, so a record that is copied over another one does not open.
 */
export function sealRecord(key: Uint8Array, ref: RecordRef, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  cipher.setAAD(associatedData(ref))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return new Uint8Array(Buffer.concat([Buffer.of(formatVersion), nonce, cipher.getAuthTag(), body]))
}

/** The plain bytes, or null when the record was changed, moved, cut or sealed under another key. */
export function openRecord(key: Uint8Array, ref: RecordRef, sealed: Uint8Array): Uint8Array | null {
  const headLength = 1 + nonceLength + tagLength
  if (sealed.length < headLength || sealed[0] !== formatVersion) return null
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceLength), {
    authTagLength: tagLength,
  })
  decipher.setAAD(associatedData(ref))
  decipher.setAuthTag(sealed.subarray(1 + nonceLength, headLength))
  try {
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(headLength)), decipher.final()]))
  } catch {
    // The one thing that final() throws for is a tag that does not match.
    return null
  }
}

/** Length-prefixed, so that no two references give the same bytes. */
function associatedData(ref: RecordRef): Buffer {
  const parts = ['portolan', String(formatVersion), ref.kind, ref.workspaceId, ref.providerId, ref.accountId]
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8')
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return [length, bytes]
    }),
  )
}
