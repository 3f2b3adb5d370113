import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openBackup } from '../../src/main/backup/open-backup.ts'
import type { BackupOrderOfTest } from '../support/backup-child.ts'
import { aPassphrase } from '../support/backup-words.ts'
import { backedUp, startBackupWorld } from '../support/backup-world.ts'
import { countsOf } from '../support/connected-core.ts'
import { valueOf, type Profile } from '../support/core-in-node.ts'
import { seededRandom } from '../support/made-up-items.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const child = fileURLToPath(new URL('../support/backup-child.ts', import.meta.url))

/** Runs it and ends it as a power cut would, so long after it has begun. */
async function killed(
  order: Omit<BackupOrderOfTest, 'key' | 'profile'>,
  profile: Profile,
  afterMs: number,
): Promise<void> {
  const { folder, kept, masterKey } = profile
  const whole = { ...order, profile: { folder, kept }, key: Buffer.from(masterKey.key).toString('hex') }
  const process = spawn('node', [child, JSON.stringify(whole)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(process, 'exit')
  await Promise.race([once(process.stdout, 'data'), exited])
  await wait(afterMs)
  process.kill('SIGKILL')
  await exited
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])
const random = seededRandom(59)

it('R69, 59: an app that is killed while it backs up leaves a whole backup or none, and no copies', async () => {
  const world = await startBackupWorld({ contacts: 600 })
  await world.core.close()
  for (let time = 0; time < 6; time += 1) {
    const file = path.join(temporaryFolder(), 'a.portolan-backup')
    await killed({ what: 'backup', file }, world.profile, Math.floor(random() * 700))
    const isThere = (await namesIn(path.dirname(file))).includes(path.basename(file))
    if (isThere) expect(await openBackup(file, aPassphrase)).toMatchObject({ ok: true })
  }
  const core = await world.restart()
  expect(await namesIn(path.join(world.profile.folder, 'backup-work'))).toEqual([])
  expect(await countsOf(core)).toMatchObject({ contact: 600 })
}, 300_000)

it('R69, 59: an app that is killed while it restores has the whole workspace or nothing of it', async () => {
  const world = await startBackupWorld({ contacts: 600 })
  await world.offline(true)
  await world.core.handlers.contacts.create({ accountId: world.account.id, values: { firstname: 'Solo' } })
  await backedUp(world.core, true)
  const { file } = world
  const ends = new Set<number>()
  for (let time = 0; time < 8; time += 1) {
    const second = await world.secondComputer()
    await second.core.close()
    await killed({ what: 'restore', file }, second.profile, Math.floor(random() * 900))
    const core = await second.restart()
    const { workspaces } = valueOf(await core.handlers.app.getState({}))
    ends.add(workspaces.length)
    const { folder } = second.profile
    expect(await namesIn(path.join(folder, 'workspaces'))).toEqual(workspaces.map(({ id }) => id))
    expect(await namesIn(path.join(folder, 'backup-work'))).toEqual([])
    for (const { id } of workspaces) {
      valueOf(await core.handlers.workspaces.open({ id }))
      expect(await countsOf(core)).toMatchObject({ contact: 601 })
      expect(valueOf(await core.handlers.outbox.get({})).waiting).toMatchObject([{ state: 'held' }])
    }
    await core.close()
  }
  expect(ends).toContain(0)
}, 400_000)
