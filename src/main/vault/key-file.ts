import { createHmac, timingSafeEqual } from 'node:crypto'
import { lstat, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { passphraseSealSchema } from './passphrase-seal.ts'
import { writeDurably } from './write-durably.ts'

const keyStoreSealSchema = z.strictObject({
  by: z.literal('key-store'),
  backend: z.string(),
  sealed: z.base64(),
  /** Tells a right unwrapping from a wrong one: on some systems a changed key store opens to garbage. */
  check: z.base64(),
})
export type KeyStoreSeal = z.infer<typeof keyStoreSealSchema>

const sealSchema = z.discriminatedUnion('by', [keyStoreSealSchema, passphraseSealSchema])
export type KeySeal = z.infer<typeof sealSchema>

/**
 * What lies in `master-key.json`. `next` is there while one key takes the place of another: whichever of the
 * two opens the vault is the one in force. Both are under the same kind of seal.
 */
export interface KeyFile {
  readonly key: KeySeal
  readonly next: KeySeal | null
}

/** Of versions that knew the key store alone. */
const format1Schema = z.strictObject({
  format: z.literal(1),
  backend: z.string(),
  wrapped: z.base64(),
  check: z.base64(),
})
const format2Schema = z.strictObject({ format: z.literal(2), key: sealSchema, next: sealSchema.nullable() })

const mostBytes = 65_536

/** `unreadable`: there is something, but nothing that this version can take for a key. It is left alone. */
export type KeyFileFound = { found: 'nothing' } | { found: 'unreadable' } | { found: 'file'; file: KeyFile }

/** Never throws: what cannot be read is told apart from what is not there. */
export async function readKeyFile(file: string): Promise<KeyFileFound> {
  try {
    // Looked at before it is opened: a pipe would never answer, and a link may lead anywhere.
    const entry = await lstat(file)
    if (!entry.isFile() || entry.size > mostBytes) return { found: 'unreadable' }
    const parsed = parse(await readFile(file, 'utf8'))
    return parsed === null ? { found: 'unreadable' } : { found: 'file', file: parsed }
  } catch (error) {
    return { found: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'nothing' : 'unreadable' }
  }
}

function parse(content: string): KeyFile | null {
  const json = parseJson(content)
  const format1 = format1Schema.safeParse(json)
  if (format1.success) {
    const { backend, wrapped, check } = format1.data
    return { key: { by: 'key-store', backend, sealed: wrapped, check }, next: null }
  }
  const format2 = format2Schema.safeParse(json)
  if (!format2.success) return null
  const { key, next } = format2.data
  return next === null || next.by === key.by ? { key, next } : null
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}

/** All of it or nothing: when it fails, what was there before is whole. */
export async function writeKeyFile(file: string, { key, next }: KeyFile): Promise<Result<null, AppError>> {
  try {
    await writeDurably(file, JSON.stringify({ format: 2, key, next } satisfies z.input<typeof format2Schema>))
    return ok(null)
  } catch (error) {
    const isFull = ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')
    return err({ kind: isFull ? 'storage-full' : 'storage-unavailable' })
  }
}

/** What a write left that was cut off. It never took effect, so it is never read. */
export async function removeUnfinishedWrites(file: string): Promise<void> {
  const beginning = `${path.basename(file)}.`
  const names = await readdir(path.dirname(file)).catch(() => [])
  for (const name of names) {
    if (!name.startsWith(beginning) || !name.endsWith('.tmp')) continue
    await rm(path.join(path.dirname(file), name), { force: true }).catch(() => undefined)
  }
}

/** Stands beside a sealed key and says nothing about it. */
export const checkOf = (key: Uint8Array): Buffer =>
  createHmac('sha256', key).update('portolan key check').digest()

/** `timingSafeEqual` throws where the lengths differ, as they may in a damaged file. */
export const isSame = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && timingSafeEqual(left, right)
