import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto'
import { z } from 'zod'
import { normalisePassphrase } from '../../shared/model/passphrase.ts'

/** The cost for what is sealed from now on: 128 MB and a few tenths of a second (OWASP, "Password Storage"). */
export const cost = { N: 2 ** 17, r: 8, p: 1 } as const

const saltLength = 16
const nonceLength = 12
const tagLength = 16
const keyLength = 32

const bytes = (length: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === length, { message: 'wrong length' })

/**
 * The cost stands beside what was sealed, so that it may grow, and is bounded here: a file that somebody made must not
 * make this computer look for gigabytes (2^18 takes 256 MB).
 */
export const costSchema = z.strictObject({
  N: z
    .int()
    .min(2 ** 14)
    .max(2 ** 18)
    .refine((value) => Number.isInteger(Math.log2(value)), { message: 'not a power of two' }),
  r: z.literal(8),
  p: z.int().min(1).max(4),
})

/** A key under a passphrase, as it lies in the key file. */
export const passphraseSealSchema = costSchema.extend({
  by: z.literal('passphrase'),
  kdf: z.literal('scrypt'),
  salt: bytes(saltLength),
  nonce: bytes(nonceLength),
  tag: bytes(tagLength),
  sealed: bytes(keyLength),
})
export type PassphraseSeal = z.infer<typeof passphraseSealSchema>

export type Cost = z.infer<typeof costSchema>

/**
 * 32 bytes. Off the main thread, which stays free for the window. Throws where this runtime has no scrypt, or not the
 * memory for it.
 */
export function deriveFromPassphrase(
  passphrase: string,
  salt: Uint8Array,
  { N, r, p }: Cost,
): Promise<Buffer> {
  // Node's own limit is 32 MB; what scrypt takes is 128 * N * r bytes and a little for its blocks.
  const options: ScryptOptions = { N, r, p, maxmem: 128 * N * r + 1024 * r * p + 1_048_576 }
  return new Promise((resolve, reject) => {
    scrypt(normalisePassphrase(passphrase), salt, keyLength, options, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}

/** Binds the sealed key to what it is for and to every number that stands beside it in clear. */
const associatedData = ({ N, r, p }: Cost): Buffer =>
  Buffer.from(`portolan\0key file\0format 2\0master key\0scrypt\0${N}\0${r}\0${p}`, 'utf8')

/** `key`: 32 bytes. Salt and nonce are made anew each time. */
export async function sealWithPassphrase(key: Uint8Array, passphrase: string): Promise<PassphraseSeal> {
  const salt = randomBytes(saltLength)
  const nonce = randomBytes(nonceLength)
  const wrappingKey = await deriveFromPassphrase(passphrase, salt, cost)
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce, { authTagLength: tagLength })
  cipher.setAAD(associatedData(cost))
  const sealed = Buffer.concat([cipher.update(key), cipher.final()])
  wrappingKey.fill(0)
  return {
    by: 'passphrase',
    kdf: 'scrypt',
    ...cost,
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  }
}

/** Null when the passphrase is another one, or the bytes are not what was sealed. */
export async function openWithPassphrase(
  seal: PassphraseSeal,
  passphrase: string,
): Promise<Uint8Array | null> {
  const wrappingKey = await deriveFromPassphrase(passphrase, Buffer.from(seal.salt, 'base64'), seal)
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey, Buffer.from(seal.nonce, 'base64'), {
    authTagLength: tagLength,
  })
  decipher.setAAD(associatedData(seal))
  decipher.setAuthTag(Buffer.from(seal.tag, 'base64'))
  try {
    const opened = Buffer.concat([decipher.update(Buffer.from(seal.sealed, 'base64')), decipher.final()])
    return new Uint8Array(opened)
  } catch {
    // The one thing that final() throws for is a tag that does not match.
    return null
  } finally {
    wrappingKey.fill(0)
  }
}
