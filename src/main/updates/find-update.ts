import type { UpdateChannel } from '../../shared/model/updates.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { fetchSmall, type FetchFailure, type ReleasePorts } from './fetch-release.ts'
import { newestAddress, releaseAddress } from './release-source.ts'
import { longestFeed, longestSignature, readSignedFeed, type SignedUpdate } from './signed-feed.ts'
import { compareVersions, parseVersion } from './version-order.ts'

export interface FindUpdatePorts extends ReleasePorts {
  readonly publicKey: string
  readonly current: string
  readonly feed: string
}

/** GitHub's list of releases as Atom: ten entries with their notes. */
const longestList = 2_000_000
/** From the first byte to the last, of each small file. */
const deadlineMs = 30_000

/**
 * What is newer than what runs, or null. Nothing of it is read before its signature is right; where it lies is trusted
 * for nothing.
 */
export async function findUpdate(
  ports: FindUpdatePorts,
  channel: UpdateChannel,
  ended: AbortSignal,
): Promise<Result<SignedUpdate | null, FetchFailure>> {
  if (channel === 'stable') return readAt(ports, channel, (file) => newestAddress(ports.source, file), ended)
  const version = await newestOfAll(ports, ended)
  if (!version.ok) return version
  if (version.value === null) return ok(null)
  const { value: tag } = version
  return readAt(ports, channel, (file) => releaseAddress(ports.source, tag, file), ended)
}

async function readAt(
  ports: FindUpdatePorts,
  channel: UpdateChannel,
  addressOf: (file: string) => string,
  ended: AbortSignal,
): Promise<Result<SignedUpdate | null, FetchFailure>> {
  const bytes = await fetchSmall(ports, addressOf(ports.feed), longestFeed, inTime(ended))
  // Nobody released anything for this system yet.
  if (!bytes.ok) return bytes.error === 'absent' ? ok(null) : bytes
  const signature = await fetchSmall(ports, addressOf(`${ports.feed}.sig`), longestSignature, inTime(ended))
  if (!signature.ok && signature.error !== 'absent') {
    return signature.error === 'too-big' ? err('wrong-signature') : signature
  }
  return readSignedFeed({
    name: ports.feed,
    bytes: bytes.value,
    signature: signature.ok ? signature.value : null,
    publicKey: ports.publicKey,
    current: ports.current,
    channel,
  })
}

/** The newest tag that is newer than what runs: where to look, and no more than that. */
async function newestOfAll(
  ports: FindUpdatePorts,
  ended: AbortSignal,
): Promise<Result<string | null, FetchFailure>> {
  const list = await fetchSmall(ports, ports.source.base.replace(/\/$/, '.atom'), longestList, inTime(ended))
  if (!list.ok) return list.error === 'absent' ? ok(null) : list
  const tags = [...new TextDecoder().decode(list.value).matchAll(/\/releases\/tag\/v([\w.-]{1,60})"/g)]
  const current = parseVersion(ports.current)
  const newest = tags
    .flatMap(([, tag = '']) => parseVersion(tag) ?? [])
    .toSorted(compareVersions)
    .at(-1)
  if (newest === undefined || current === null || compareVersions(newest, current) <= 0) return ok(null)
  const { numbers, before } = newest
  return ok(`${numbers.join('.')}${before.length === 0 ? '' : `-${before.join('.')}`}`)
}

const inTime = (ended: AbortSignal): AbortSignal => AbortSignal.any([ended, AbortSignal.timeout(deadlineMs)])
