import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { preferencesSchema } from '../../src/shared/model/preferences.ts'
import { aPassphrase, otherNames } from './backup-words.ts'
import { eventually, startCoreInNode, valueOf, type CoreInNode } from './core-in-node.ts'
import { anAccountId, generatedItem } from './made-up-items.ts'
import { aFullRun, emptyPage } from './made-up-runs.ts'
import { createScriptedBrowser } from './scripted-browser.ts'

/** How a backup and a restore on a full disk ended, and what was left on it. */
export interface FullDiskBackup {
  readonly backup: unknown
  readonly leftOfBackup: readonly string[]
  readonly restore: unknown
  readonly leftOfRestore: readonly string[]
  readonly withRoom: unknown
}

const disk = process.argv[2] ?? ''
const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-elsewhere-'))
let file = path.join(disk, 'a.portolan-backup')
const begin = (folder: string): Promise<CoreInNode> =>
  startCoreInNode(
    {
      ...{ folder, kept: { preferences: preferencesSchema.parse({}), lastWorkspaceId: null } },
      masterKey: {
        key: new Uint8Array(randomBytes(32)),
        protection: { state: 'persisted', method: 'key-store', backend: 'test' },
      },
      remove: async () => undefined,
    },
    {
      endpoints: null,
      transport: createScriptedBrowser({ consent: 'approve' }),
      chooseSaveFile: async () => file,
      chooseOpenFile: async () => file,
    },
  )

/** Leaves so many bytes free. */
function fill(freeBytes: number): void {
  const ballast = fs.openSync(path.join(disk, 'ballast'), 'w')
  const { bavail, bsize } = fs.statfsSync(disk)
  for (let left = bavail * bsize - freeBytes; left > 0; left -= 65_536) {
    fs.writeSync(ballast, Buffer.alloc(Math.min(left, 65_536)))
  }
  fs.closeSync(ballast)
}

async function backedUp(core: CoreInNode): Promise<unknown> {
  valueOf(await core.handlers.backups.start({ passphrase: aPassphrase, hasSignIns: false }))
  const run = async () => valueOf(await core.handlers.backups.get({})).backup
  await eventually(async () => (await run())?.state !== 'running', 60_000)
  const ended = await run()
  return ended?.problem?.error ?? ended?.state
}

async function restored(core: CoreInNode): Promise<unknown> {
  valueOf(await core.handlers.backups.restore(otherNames))
  const restore = async () => valueOf(await core.handlers.backups.get({})).restore
  await eventually(async () => (await restore())?.phase !== 'restoring', 60_000)
  const ended = await restore()
  return ended?.problem?.error ?? ended?.phase
}

const first = await begin(path.join(elsewhere, 'first'))
valueOf(await first.handlers.workspaces.create({ user: 'Ana', organisation: 'Acme' }))
const { runId } = valueOf(await first.askStore('beginRun', { ...aFullRun, nowMs: 1 }))
const items = Array.from({ length: 3_000 }, (_, n) => generatedItem(n, 0, { accountId: anAccountId }))
valueOf(await first.askStore('applyPage', { ...emptyPage, runId, items, nowMs: 1 }))

fill(1_500_000)
const backup = await backedUp(first)
const leftOfBackup = fs.readdirSync(disk)
fs.rmSync(path.join(disk, 'ballast'))
file = path.join(elsewhere, 'a.portolan-backup')
if ((await backedUp(first)) !== 'done') throw new Error('not even where there is room')
await first.close()

const profile = path.join(disk, 'second')
fs.mkdirSync(profile)
const second = await begin(profile)
valueOf(await second.handlers.backups.choose({}))
valueOf(await second.handlers.backups.unlock({ passphrase: aPassphrase }))
fill(1_500_000)
const restore = await restored(second)
const leftOfRestore = ['workspaces', 'backup-work'].flatMap((name) => {
  const folder = path.join(profile, name)
  return fs.existsSync(folder) ? fs.readdirSync(folder) : []
})
fs.rmSync(path.join(disk, 'ballast'))
const run: FullDiskBackup = { backup, leftOfBackup, restore, leftOfRestore, withRoom: await restored(second) }
await second.close()
fs.rmSync(elsewhere, { recursive: true })
console.log(JSON.stringify(run))
