import { copyFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { anItem } from '../../../tests/support/made-up-items.ts'
import { aChange } from '../../../tests/support/made-up-changes.ts'
import { contactFeed } from '../../../tests/support/made-up-runs.ts'
import { leaveNewer } from '../../../tests/support/newer-file.ts'
import { storeInTest } from '../../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { err, ok } from '../../shared/result.ts'
import type { AppError } from '../../shared/errors.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import type { OpenReport } from '../../shared/store-opening.ts'
import type { StoreMethod } from '../../shared/store-protocol.ts'
import type { Store } from '../store/store.ts'
import { createVault } from '../vault/vault.ts'
import { createWorkspaces } from './workspaces.ts'

const names = { user: 'Ana', organisation: 'Harbour' }
const outcomes = (reports: readonly OpenReport[]) => reports.map(({ outcome }) => outcome).join(', ')

/** The workspaces of a vault and a store in this process; the store refuses what a test wants it to. */
async function withWorkspaces() {
  const folder = temporaryFolder()
  const inTest = storeInTest()
  const refused = new Map<StoreMethod, AppError>()
  const asked: StoreMethod[] = []
  const store: Store = {
    call: async (method, input) => {
      asked.push(method)
      const refusal = refused.get(method)
      return refusal === undefined ? ok(inTest.ask(method, input)) : err(refusal)
    },
  }
  inTest.ask('openVault', { file: path.join(folder, 'vault.db'), key: new Uint8Array(32) })
  const vault = createVault(store, new Uint8Array(32))
  const told: string[] = []
  const workspaces = createWorkspaces({
    store,
    vault,
    folder,
    now: () => 1,
    sampleNames: () => names,
    beforeSwitch: async () => undefined,
    onOpened: async (_, report, isCopyWanted, outboxReport) =>
      void told.push(`${outcomes([report, outboxReport])}${isCopyWanted ? ' (copy)' : ''}`),
    onRemovalUnfinished: (left) => void told.push(`left: ${path.relative(folder, left)}`),
    onNoneOpen: (reports, isCopyWanted) =>
      void told.push(`none: ${outcomes(reports)}${isCopyWanted ? ' (copy)' : ''}`),
  })
  const made = await workspaces.create(names)
  if (!made.ok) throw new Error(made.error.kind)
  const { id } = made.value
  inTest.ask('putItem', { feed: contactFeed, item: anItem(), nowMs: 1 })
  inTest.ask('writeOutbox', { changes: [aChange({ seq: 1 })] })

  /** Opens another one, does something to the closed files of the first, and opens that again. */
  async function reopenAfter(change: (files: { cache: string; outbox: string }, key: Uint8Array) => void) {
    await workspaces.create({ user: 'Bo', organisation: 'Harbour' })
    const at = (name: string) => path.join(folder, id, name)
    change({ cache: at('cache.db'), outbox: at('outbox.db') }, await keyOf(id))
    told.length = 0
    asked.length = 0
    return workspaces.open(id)
  }
  async function keyOf(workspaceId: WorkspaceId): Promise<Uint8Array> {
    const ref = { kind: 'workspace-key', workspaceId, providerId: '', accountId: '' } as const
    const kept = await vault.read(ref, z.object({ key: z.string() }))
    if (!kept.ok) throw new Error(kept.error.kind)
    return new Uint8Array(Buffer.from(kept.value?.key ?? '', 'base64'))
  }
  const aside = () => readdirSync(path.join(folder, id)).filter((name) => /\.corrupt-[^-]+$/.test(name))
  return { workspaces, inTest, told, asked, refused, id, folder, reopenAfter, aside }
}

describe('a workspace', () => {
  it('is opened with its outbox after its cache, under the same key, and both are told about', async () => {
    const { workspaces, inTest, told, asked, id, reopenAfter } = await withWorkspaces()
    expect(told).toEqual(['created, created'])
    expect(await reopenAfter(() => undefined)).toMatchObject({ ok: true, value: { id } })
    expect(told).toEqual(['opened, opened'])
    expect(asked.filter((method) => method.startsWith('open'))).toEqual(['openWorkspace', 'openOutbox'])
    expect(inTest.ask('readOutbox', {}).changes).toEqual([aChange({ seq: 1 })])
    expect(workspaces.current()?.id).toBe(id)
  })

  it('is not opened where its outbox cannot be: no edit is accepted without a place to keep it', async () => {
    const { workspaces, inTest, told, refused, id, reopenAfter } = await withWorkspaces()
    refused.set('openOutbox', { kind: 'storage-full' })
    expect(await reopenAfter(() => undefined)).toEqual({ ok: false, error: { kind: 'storage-full' } })
    expect(workspaces.current()).toBeNull()
    expect(told).toEqual(['none: opened'])
    expect(inTest.refusal('countItems', {})).toBe('not-open')
    refused.clear()
    expect(await workspaces.open(id)).toMatchObject({ ok: true })
  })

  it('is opened where one of its files was set aside, and the user is told of each', async () => {
    const { told, reopenAfter } = await withWorkspaces()
    await reopenAfter(({ cache, outbox }) => {
      copyFileSync(outbox, `${outbox}.kept`)
      copyFileSync(new URL(import.meta.url).pathname, outbox)
      copyFileSync(new URL(import.meta.url).pathname, cache)
    })
    expect(told).toEqual(['set-aside, set-aside'])
  })
})

describe('a workspace that is removed', () => {
  it('leaves neither a file nor a record, and nothing is open', async () => {
    const { workspaces, inTest, told, id, folder } = await withWorkspaces()
    const records = (workspaceId: string | null) =>
      inTest.ask('listVaultRecords', { kind: null, workspaceId })
    const other = await workspaces.create({ user: 'Bo', organisation: 'Harbour' })
    await workspaces.open(id)
    told.length = 0
    expect(records(id).length).toBeGreaterThan(1)
    expect(await workspaces.remove(id, 'Ana @ Harbour')).toEqual(ok(null))
    expect(workspaces.current()).toBeNull()
    expect(told).toEqual(['none: '])
    expect(records(id)).toEqual([])
    expect(readdirSync(folder)).not.toContain(id)
    expect(inTest.refusal('countItems', {})).toBe('not-open')
    expect(await workspaces.open(id)).toEqual(err({ kind: 'not-found' }))
    // The other one has lost nothing.
    expect(other.ok && (await workspaces.open(other.value.id))).toMatchObject({ ok: true })
  })

  it('stays where another name was typed', async () => {
    const { workspaces, id } = await withWorkspaces()
    for (const typed of ['', 'Ana', 'ana @ harbour', 'Bo @ Harbour']) {
      expect(await workspaces.remove(id, typed)).toMatchObject({ error: { kind: 'invalid-request' } })
    }
    expect(workspaces.current()?.id).toBe(id)
  })

  it('can be removed again after that failed half way, and cannot be read meanwhile', async () => {
    const { workspaces, refused, id } = await withWorkspaces()
    await workspaces.create({ user: 'Bo', organisation: 'Harbour' })
    refused.set('removeVaultRecord', { kind: 'storage-full' })
    expect(await workspaces.remove(id, 'Ana @ Harbour')).toEqual(err({ kind: 'storage-full' }))
    refused.clear()
    expect(await workspaces.remove(id, ' Ana @ Harbour ')).toEqual(ok(null))
    expect(await workspaces.remove(id, 'Ana @ Harbour')).toEqual(err({ kind: 'not-found' }))
    // The one that is open stays so.
    expect(workspaces.current()?.user).toBe('Bo')
  })
})

describe('a removal that ends half way', () => {
  const steps: readonly StoreMethod[] = [
    'closeWorkspace',
    'listVaultRecords',
    'removeVaultRecord',
    'compactVault',
  ]

  it.each(steps)('tells that nothing is open, and is gone on with by itself: %s', async (method) => {
    const { workspaces, refused, told, inTest, folder, id } = await withWorkspaces()
    told.length = 0
    refused.set(method, { kind: 'storage-full' })
    expect(await workspaces.remove(id, 'Ana @ Harbour')).toEqual(err({ kind: 'storage-full' }))
    expect(workspaces.current()).toBeNull()
    expect(told).toEqual(['none: '])
    refused.clear()
    expect(await workspaces.list()).toEqual(ok([]))
    expect(await workspaces.open(id)).toEqual(err({ kind: 'not-found' }))
    expect(inTest.ask('listVaultRecords', { kind: null, workspaceId: id })).toEqual([])
    expect(readdirSync(folder)).not.toContain(id)
  })

  it('is begun by nothing where it cannot be noted, and stays open', async () => {
    const { workspaces, refused, id } = await withWorkspaces()
    refused.set('writeVaultRecord', { kind: 'storage-full' })
    expect(await workspaces.remove(id, 'Ana @ Harbour')).toEqual(err({ kind: 'storage-full' }))
    expect(workspaces.current()?.id).toBe(id)
  })

  it('R42: is told once where it fails again, and gone on with until it is through', async () => {
    const { workspaces, refused, told, id } = await withWorkspaces()
    refused.set('removeVaultRecord', { kind: 'storage-full' })
    expect((await workspaces.remove(id, 'Ana @ Harbour')).ok).toBe(false)
    told.length = 0
    for (const user of ['Bo', 'Cy']) {
      expect((await workspaces.create({ user, organisation: 'Harbour' })).ok).toBe(true)
    }
    expect(told.filter((one) => one.startsWith('left'))).toEqual([`left: ${id}`])
    refused.clear()
    expect((await workspaces.create({ user: 'Di', organisation: 'Harbour' })).ok).toBe(true)
    expect(await workspaces.remove(id, 'Ana @ Harbour')).toEqual(err({ kind: 'not-found' }))
  })

  it('leaves room for another sample', async () => {
    const { workspaces, refused } = await withWorkspaces()
    const sample = await workspaces.openSample()
    if (!sample.ok) throw new Error(sample.error.kind)
    refused.set('removeVaultRecord', { kind: 'storage-full' })
    expect((await workspaces.remove(sample.value.id, 'Ana @ Harbour')).ok).toBe(false)
    const again = await workspaces.openSample()
    expect(again.ok && again.value.id).not.toBe(sample.value.id)
    refused.clear()
    expect(await workspaces.openSample()).toEqual(again)
    expect(await workspaces.remove(sample.value.id, 'Ana @ Harbour')).toEqual(err({ kind: 'not-found' }))
  })
})

describe('U13: a workspace with a file of a newer version', () => {
  it('is left for the copy of its outbox, and the cache is not touched although it has a copy too', async () => {
    const { workspaces, inTest, told, aside, reopenAfter } = await withWorkspaces()
    const opened = await reopenAfter(({ cache, outbox }, key) => {
      copyFileSync(cache, `${cache}.before-1`)
      leaveNewer(outbox, key)
    })
    expect(opened).toEqual({ ok: false, error: { kind: 'schema-too-new' } })
    expect(told).toEqual(['none: opened, too-new'])
    expect(workspaces.current()).toBeNull()
    expect(await workspaces.restoreCopy()).toMatchObject({ ok: true })
    expect(told.slice(1)).toEqual(['opened, restored (copy)'])
    expect(aside()).toEqual([expect.stringMatching(/^outbox/)])
    expect(inTest.ask('readOutbox', {}).changes).toHaveLength(1)
    expect(await workspaces.restoreCopy()).toEqual({ ok: false, error: { kind: 'not-found' } })
  })

  it('is left for the copy of its cache, and the outbox is not touched although it has a copy too', async () => {
    const { workspaces, told, aside, reopenAfter } = await withWorkspaces()
    await reopenAfter(({ cache, outbox }, key) => {
      copyFileSync(outbox, `${outbox}.before-1`)
      leaveNewer(cache, key)
    })
    expect(told).toEqual(['none: too-new'])
    expect(await workspaces.restoreCopy()).toMatchObject({ ok: true })
    expect(told.slice(1)).toEqual(['restored, opened (copy)'])
    expect(aside()).toEqual([expect.stringMatching(/^cache/)])
  })

  it('is left for the copies of both, one after the other', async () => {
    const { workspaces, told, reopenAfter } = await withWorkspaces()
    await reopenAfter(({ cache, outbox }, key) => {
      leaveNewer(cache, key)
      leaveNewer(outbox, key)
    })
    // The cache's copy has taken its place; the outbox comes next.
    expect(await workspaces.restoreCopy()).toEqual({ ok: true, value: null })
    expect(await workspaces.restoreCopy()).toMatchObject({ ok: true, value: names })
    expect(told).toEqual(['none: too-new', 'none: restored, too-new (copy)', 'opened, restored (copy)'])
  })
})
