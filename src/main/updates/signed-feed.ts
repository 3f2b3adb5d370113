import { createPublicKey, verify } from 'node:crypto'
import { z } from 'zod'
import { err, ok, type Result } from '../../shared/result.ts'
import type { UpdateChannel, UpdateRefusal } from '../../shared/model/updates.ts'
import { text } from '../../shared/text.ts'
import { compareVersions, parseVersion } from './version-order.ts'

/** Of a `latest*.yml`: it has a few lines and the notes. */
export const longestFeed = 65_536
/** Of its signature: 64 bytes in base64, and a line end. */
export const longestSignature = 256
/** More than the largest package has. Nothing larger is downloaded, whoever signed it. */
const mostBytes = 1_000_000_000
/** What is signed begins with this, so that a signature for something else is none for a feed. */
export const signedPrefix = 'portolan update feed 1\n'

const sha512 = /^[A-Za-z\d+/]{86}==$/

/** A file of the release: a bare name, no path and no address, so that what is signed says nothing of where it lies. */
const feedFileSchema = z.object({
  url: text(200).regex(/^[A-Za-z\d][\w.+-]*$/),
  /** Of the whole file, in base64. */
  sha512: text(88).regex(sha512),
  size: z.int().min(1).max(mostBytes),
})
export type FeedFile = z.infer<typeof feedFileSchema>

/** What electron-builder writes (`UpdateInfo`), without what is not used here: no staging, no web installer. */
const feedSchema = z.object({
  version: text(60),
  files: z.array(feedFileSchema).min(1).max(20),
  releaseNotes: text(20_000).default(''),
})

export interface SignedUpdate {
  readonly version: string
  readonly files: readonly FeedFile[]
  /** Markdown, to be shown as it stands. */
  readonly notes: string
}

export interface FeedToJudge {
  /** `latest-linux.yml`; it is signed too, so that one system's feed is none for another. */
  readonly name: string
  /** As they came, before anybody read them. */
  readonly bytes: Uint8Array
  /** What lies beside them under `<name>.sig`; null where nothing does. */
  readonly signature: Uint8Array | null
  /** Ed25519, as SPKI in base64. */
  readonly publicKey: string
  /** What runs now. */
  readonly current: string
  readonly channel: UpdateChannel
}

/** What is signed: the prefix, the name of the file, and its bytes (scripts/sign-feed.mjs). */
export function signedBytes(name: string, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${signedPrefix}${name}\n`), bytes])
}

/**
 * Reads a feed once its signature is right, never before. Null where it offers what runs already; what is older is
 * refused, because nobody who publishes has a reason to offer it.
 */
export async function readSignedFeed(feed: FeedToJudge): Promise<Result<SignedUpdate | null, UpdateRefusal>> {
  if (feed.bytes.byteLength > longestFeed) return err('too-big')
  if (feed.signature === null) return err('unsigned')
  if (!isSigned(feed, feed.signature)) return err('wrong-signature')
  const read = feedSchema.safeParse(await parsed(feed.bytes))
  if (!read.success) return err('unreadable')
  const { version, files, releaseNotes: notes } = read.data
  const offered = parseVersion(version)
  const current = parseVersion(feed.current)
  if (offered === null || current === null) return err('unreadable')
  const order = compareVersions(offered, current)
  if (order === 0) return ok(null)
  if (order < 0) return err('older')
  if (feed.channel === 'stable' && offered.before.length > 0) return err('other-channel')
  return ok({ version, files, notes })
}

function isSigned({ name, bytes, publicKey }: FeedToJudge, signature: Uint8Array): boolean {
  const written = Buffer.from(signature).toString('latin1').trim()
  if (!/^[A-Za-z\d+/]{86}==$/.test(written)) return false
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the release key is no Ed25519 key')
  return verify(null, signedBytes(name, bytes), key, Buffer.from(written, 'base64'))
}

async function parsed(bytes: Uint8Array): Promise<unknown> {
  // Not at the start of the app.
  const { parse } = await import('yaml')
  try {
    // No references: a few of them are a text of any length.
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), {
      maxAliasCount: 0,
      logLevel: 'silent',
    })
  } catch {
    return null
  }
}
