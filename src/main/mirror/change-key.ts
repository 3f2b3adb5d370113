import type { AppError } from '../../shared/errors.ts'
import type { MirrorProblem } from '../../shared/model/mirror-server.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { KeyChange } from './mirror-settings.ts'
import type { RedisDoor } from './redis-door.ts'
import { createRemoteRecord, type Locked, type RemoteRecord } from './remote-record.ts'
import { openGrant, sealGrant, type SharedAccount } from './shared-record.ts'
import { readEntries, writeEntry } from './team.ts'
import { keyNames, type TeamKeys } from './team-keys.ts'

type Redis = Pick<RedisDoor, 'run' | 'send'>

export interface KeyChangePorts {
  /** Of the locks. */
  readonly owner: string
  readonly lockMs: number
  readonly wait: (ms: number) => Promise<void>
}

/**
 * Begins to seal everything of the team anew: from here on nobody with the old key renews anything (`announce` in
 * `scripts.ts`). Nobody may be at it in that moment, so the locks of all records are taken first, and where one cannot be had
 * nothing is changed (`timed-out`). `keep` is called right before the first change, with all that it takes to go on;
 * {@link finishKeyChange} does the rest.
 */
export async function beginKeyChange(
  redis: Redis,
  from: TeamKeys,
  change: KeyChange,
  keep: () => Promise<Result<null, AppError>>,
  ports: KeyChangePorts,
): Promise<Result<null, AppError>> {
  const entries = await readEntries(redis, from)
  if (!entries.ok) return failed(entries.error)
  const taken: RemoteRecord[] = []
  try {
    for (const account of entries.value) {
      const remote = createRemoteRecord(redis, from, account, ports.lockMs)
      const lock = await lockPatiently(remote, ports)
      if (!lock.ok) return failed(lock.error)
      taken.push(remote)
    }
    const kept = await keep()
    if (!kept.ok) return kept
    // Where this fails, whoever goes on does it.
    await writeNewHeader(redis, from, change)
    return ok(null)
  } finally {
    for (const remote of taken) await remote.unlock(ports.owner)
  }
}

/**
 * The rest of a change that may have been cut off anywhere; done again it changes nothing. `lost`: somebody else's change
 * came first, and this device needs that passphrase.
 */
export async function finishKeyChange(
  redis: Redis,
  from: TeamKeys,
  change: KeyChange,
  ports: KeyChangePorts,
): Promise<Result<'done' | 'lost', MirrorProblem>> {
  const { keys: to } = change
  const written = await writeNewHeader(redis, from, change)
  if (!written.ok) return written
  if (!written.value) return ok('lost')
  // One under the new key is through: it was written after its record.
  const entries = await readEntries(redis, from)
  if (!entries.ok) return entries
  for (const account of entries.value) {
    const moved = await moveRecord(redis, { from, to }, account, ports)
    if (!moved.ok) return moved
    if (moved.value === 'other-key') return ok('lost')
  }
  return ok('done')
}

/** False when another one lies there than the one that is known, and than the new one. */
async function writeNewHeader(
  redis: Redis,
  from: TeamKeys,
  { keys, header }: KeyChange,
): Promise<Result<boolean, MirrorProblem>> {
  const written = await redis.run('writeTeam', [keyNames(keys.teamId).team], [from.keyId, keys.keyId, header])
  return written.ok ? ok(written.value === 1) : written
}

async function moveRecord(
  redis: Redis,
  { from, to }: { readonly from: TeamKeys; readonly to: TeamKeys },
  account: SharedAccount,
  ports: KeyChangePorts,
): Promise<Result<'moved' | 'other-key', MirrorProblem>> {
  const remote = createRemoteRecord(redis, to, account, ports.lockMs)
  const lock = await lockPatiently(remote, ports)
  if (!lock.ok) return lock
  const at = lock.value
  try {
    const shared = at.generation > 0 && at.keyId === from.keyId ? openGrant(from, account, at) : null
    if (shared !== null) {
      const written = await remote.write(at.fence, at.generation, sealGrant(to, shared, at.generation + 1))
      if (!written.ok) return written
      if (written.value === 'other-key') return ok('other-key')
      // Whoever was fenced off comes again.
      if (written.value !== 'written') return err({ kind: 'timed-out' })
    }
    // Last: one under the old key shows that there is something left to do.
    const entry = await writeEntry(redis, to, account)
    return entry.ok ? ok('moved') : entry
  } finally {
    await remote.unlock(ports.owner)
  }
}

async function lockPatiently(
  remote: RemoteRecord,
  { owner, lockMs, wait }: KeyChangePorts,
): Promise<Result<Locked, MirrorProblem>> {
  const stepMs = 250
  for (let waitedMs = 0; ; waitedMs += stepMs) {
    const lock = await remote.lock(owner)
    if (!lock.ok) return lock
    if (lock.value.kind === 'locked') return ok(lock.value.at)
    if (waitedMs > lockMs / 2) return err({ kind: 'timed-out' })
    await wait(stepMs)
  }
}

const failed = (problem: MirrorProblem): Result<never, AppError> => err({ kind: 'mirror-failed', problem })
