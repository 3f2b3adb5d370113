import { z } from 'zod'
import type { MirrorProblem } from '../../shared/model/mirror-server.ts'
import { deviceIdSchema, type MirrorDevice } from '../../shared/model/mirror.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { RedisDoor } from './redis-door.ts'
import { createRemoteRecord } from './remote-record.ts'
import { openText, sealText } from './seal.ts'
import { openEntry, openGrant, sealEntry, type SharedAccount, type SharedGrant } from './shared-record.ts'
import { bytesOf, keyNames, recordName, wrapKeys, type TeamKeys } from './team-keys.ts'

type Redis = Pick<RedisDoor, 'run' | 'send'>

/** A device that was not in touch for so long counts no more, as far as limits are concerned. */
export const presenceMs = 5 * 60_000

const deviceSchema = z.strictObject({ name: z.string().max(100), joinedAtMs: z.int() })
type DeviceFacts = z.infer<typeof deviceSchema>

export const deviceFacts = (name: string, joinedAtMs: number): DeviceFacts => ({
  name: name.slice(0, 100).toWellFormed(),
  joinedAtMs,
})

/** The header of a new team; false when one lies there by now. */
export async function writeHeader(
  redis: Redis,
  keys: TeamKeys,
  passphrase: string,
): Promise<Result<boolean, MirrorProblem>> {
  const { team } = keyNames(keys.teamId)
  const header = await wrapKeys(keys, passphrase)
  const written = await redis.run('writeTeam', [team], ['', keys.keyId, header])
  return written.ok ? ok(written.value === 1) : written
}

/** What lies there for those who join; null where there is no team of this id. */
export async function readHeader(
  redis: Redis,
  teamId: string,
): Promise<Result<string | null, MirrorProblem>> {
  const header = await redis.send('GET', keyNames(teamId).team)
  if (!header.ok) return header
  return ok(typeof header.value === 'string' ? header.value : null)
}

export async function writeDevice(
  redis: Redis,
  keys: TeamKeys,
  deviceId: string,
  facts: DeviceFacts,
): Promise<Result<unknown, MirrorProblem>> {
  const sealed = sealText(
    bytesOf(keys.dataKey),
    ['device', keys.teamId, keys.keyId, deviceId],
    JSON.stringify(facts),
  )
  return redis.send('HSET', keyNames(keys.teamId).devices, deviceId, sealed)
}

/** Takes a device out of the list. Where it still counts for limits, it does so for minutes. */
export async function removeDevice(
  redis: Redis,
  keys: TeamKeys,
  deviceId: string,
): Promise<Result<unknown, MirrorProblem>> {
  const { devices, seen } = keyNames(keys.teamId)
  const removed = await redis.send('HDEL', devices, deviceId)
  return removed.ok ? redis.send('HDEL', seen, deviceId) : removed
}

/** All whose entries open; those of before a new key do not. */
export async function readDevices(
  redis: Redis,
  keys: TeamKeys,
  ownId: string,
): Promise<Result<MirrorDevice[], MirrorProblem>> {
  const { devices, seen } = keyNames(keys.teamId)
  const entries = await redis.send('HGETALL', devices)
  if (!entries.ok) return entries
  const times = await redis.send('HGETALL', seen)
  if (!times.ok) return times
  const seenAt = new Map(pairsOf(times.value))
  const found: MirrorDevice[] = []
  for (const [id, sealed] of pairsOf(entries.value)) {
    const text = openText(bytesOf(keys.dataKey), ['device', keys.teamId, keys.keyId, id], sealed)
    const facts = text === null ? null : deviceSchema.safeParse(JSON.parse(text)).data
    if (facts == null) continue
    const lastSeenAtMs = Number(seenAt.get(id) ?? Number.NaN)
    found.push({
      id: deviceIdSchema.parse(id),
      ...facts,
      isThis: id === ownId,
      lastSeenAtMs: Number.isFinite(lastSeenAtMs) ? lastSeenAtMs : null,
    })
  }
  return ok(found.toSorted((one, other) => one.joinedAtMs - other.joinedAtMs).slice(0, 200))
}

/** Notes that this device is there; answers how many are. */
export async function attend(
  redis: Redis,
  key: string,
  deviceId: string,
): Promise<Result<number, MirrorProblem>> {
  const reply = await redis.run('attend', [key], [deviceId, presenceMs])
  if (!reply.ok) return reply
  const count = Number(reply.value)
  return Number.isInteger(count) && count > 0 ? ok(count) : err({ kind: 'not-redis' })
}

export async function writeEntry(
  redis: Redis,
  keys: TeamKeys,
  account: SharedAccount,
): Promise<Result<unknown, MirrorProblem>> {
  const { name, sealed } = sealEntry(keys, account)
  return redis.send('HSET', keyNames(keys.teamId).accounts, name, sealed)
}

/** The accounts that the team shares. */
export async function readEntries(
  redis: Redis,
  keys: TeamKeys,
): Promise<Result<SharedAccount[], MirrorProblem>> {
  const entries = await redis.send('HGETALL', keyNames(keys.teamId).accounts)
  if (!entries.ok) return entries
  const opened = pairsOf(entries.value).map(([name, sealed]) => openEntry(keys, name, sealed))
  return ok(opened.filter((one) => one !== null).map((one) => one as SharedAccount))
}

/** The grant of an account; null where there is none that opens. */
export async function readGrant(
  redis: Redis,
  keys: TeamKeys,
  account: SharedAccount,
  lockMs: number,
): Promise<Result<{ shared: SharedGrant; generation: number } | null, MirrorProblem>> {
  const remote = await createRemoteRecord(redis, keys, account, lockMs).read()
  if (!remote.ok) return remote
  const shared = remote.value.generation === 0 ? null : openGrant(keys, account, remote.value)
  return ok(shared === null ? null : { shared, generation: remote.value.generation })
}

/** Takes an account out of the team: its record, its name and its limits. */
export async function removeRecord(
  redis: Redis,
  keys: TeamKeys,
  name: string,
): Promise<Result<unknown, MirrorProblem>> {
  const names = keyNames(keys.teamId)
  const removed = await redis.send('DEL', names.record(name), names.members(name))
  return removed.ok ? redis.send('HDEL', names.accounts, name) : removed
}

/** Everything of the team. */
export async function removeTeam(redis: Redis, keys: TeamKeys): Promise<Result<unknown, MirrorProblem>> {
  const names = keyNames(keys.teamId)
  const entries = await redis.send('HGETALL', names.accounts)
  if (!entries.ok) return entries
  for (const [name] of pairsOf(entries.value)) {
    const removed = await removeRecord(redis, keys, name)
    if (!removed.ok) return removed
  }
  return redis.send('DEL', names.accounts, names.devices, names.seen, names.team)
}

/** A reply of HGETALL, a flat list. */
function pairsOf(reply: unknown): [string, string][] {
  const flat = Array.isArray(reply) ? reply.map(String) : []
  return flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? '']] : []) as [string, string][])
}

export const nameOf = (keys: TeamKeys, { providerId, externalId }: SharedAccount): string =>
  recordName(keys, providerId, externalId)
