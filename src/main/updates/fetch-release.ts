import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import type { UpdateRefusal } from '../../shared/model/updates.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import { isOwnPlace, mostRedirects, type ReleaseSource } from './release-source.ts'
import type { FeedFile } from './signed-feed.ts'

/** So long nothing may arrive before a download is given up. */
const stallMs = 60_000

export type FetchFailure = UpdateRefusal | 'unreachable' | 'absent'

export interface ReleasePorts {
  readonly fetch: Fetch
  readonly source: ReleaseSource
}

/** A small file of a release, whole; `absent` where there is none, `too-big` where it goes on beyond `maxBytes`. */
export async function fetchSmall(
  ports: ReleasePorts,
  address: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array, FetchFailure>> {
  const chunks: Uint8Array[] = []
  const read = await readFrom(ports, address, signal, (chunk, soFar) => {
    if (soFar > maxBytes) return err('too-big')
    chunks.push(chunk)
    return ok(null)
  })
  return read.ok ? ok(Buffer.concat(chunks)) : read
}

/**
 * Downloads what a signed feed names to `target`, which is there afterwards only where length and SHA-512 are those that
 * were signed. More than was signed is never written.
 */
export async function fetchArtifact(
  ports: ReleasePorts,
  address: string,
  file: Pick<FeedFile, 'sha512' | 'size'>,
  target: string,
  signal: AbortSignal,
  onProgress: (percent: number) => void,
): Promise<Result<null, FetchFailure>> {
  const hash = createHash('sha512')
  const handle = await open(target, 'wx', 0o600)
  let written = 0
  const read = await readFrom(ports, address, signal, async (chunk, soFar) => {
    if (soFar > file.size) return err('longer')
    hash.update(chunk)
    await handle.write(chunk)
    written = soFar
    onProgress(Math.floor((soFar * 100) / file.size))
    return ok(null)
  }).finally(() => handle.close())
  const judged = read.ok ? judge(hash.digest('base64'), written, file) : read
  if (!judged.ok) await rm(target, { force: true })
  return judged
}

function judge(
  sha512: string,
  written: number,
  file: Pick<FeedFile, 'sha512' | 'size'>,
): Result<null, FetchFailure> {
  if (written < file.size) return err('truncated')
  return sha512 === file.sha512 ? ok(null) : err('other-content')
}

type Take = (
  chunk: Uint8Array,
  soFar: number,
) => Result<null, UpdateRefusal> | Promise<Result<null, UpdateRefusal>>

async function readFrom(
  ports: ReleasePorts,
  address: string,
  signal: AbortSignal,
  take: Take,
): Promise<Result<null, FetchFailure>> {
  const stalled = new AbortController()
  let timer = setTimeout(() => stalled.abort(), stallMs)
  try {
    const reply = await follow(ports, address, AbortSignal.any([signal, stalled.signal]))
    if (!reply.ok) return reply
    let soFar = 0
    const reader = reply.value.body?.getReader()
    for (;;) {
      const next = await reader?.read()
      if (next?.value === undefined) return ok(null)
      clearTimeout(timer)
      timer = setTimeout(() => stalled.abort(), stallMs)
      soFar += next.value.byteLength
      const taken = await take(next.value, soFar)
      if (taken.ok) continue
      await reader?.cancel()
      return taken
    }
  } catch (thrown) {
    // A full disk is not the network's fault, and is told as what it is.
    if (isOfThisComputer(thrown)) throw thrown
    return err('unreachable')
  } finally {
    clearTimeout(timer)
  }
}

/** Follows redirects by itself, so that each address is looked at before anybody asks there. */
async function follow(
  ports: ReleasePorts,
  address: string,
  signal: AbortSignal,
): Promise<Result<Response, FetchFailure>> {
  let at = new URL(address)
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    if (!isOwnPlace(ports.source, at)) return err('other-host')
    const reply = await ports.fetch(at.href, {
      signal,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
    })
    if (reply.status === 200) return ok(reply)
    await reply.body?.cancel()
    if (reply.status === 404) return err('absent')
    const next = reply.headers.get('location')
    if (reply.status < 300 || reply.status > 399 || next === null) return err('unreachable')
    if (!URL.canParse(next, at.href)) return err('unreachable')
    at = new URL(next, at.href)
  }
  return err('unreachable')
}

const isOfThisComputer = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  'syscall' in thrown &&
  ['write', 'open', 'close'].includes(String(thrown.syscall))
