import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { storeInProcess } from '../../../tests/support/rotation.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { err } from '../../shared/result.ts'
import type { RecordRef } from './sealed-record.ts'
import { createVault, resealRecords, type RecordStore } from './vault.ts'

const recordKey = new Uint8Array(32).fill(1)
const fileKey = new Uint8Array(32).fill(2)
const refOf = (differences: Partial<RecordRef> = {}): RecordRef => ({
  ...{ kind: 'grant', workspaceId: 'w1', providerId: 'har/bour', accountId: 'a1' },
  ...differences,
})
const unreadable = { ok: false, error: { kind: 'vault-unreadable' } }

async function inHand() {
  const store = storeInProcess()
  await store.call('openVault', { file: path.join(temporaryFolder(), 'vault.db'), key: fileKey })
  return { store, vault: createVault(store, recordKey) }
}

/** The store, where one kind of call does not get through. */
const broken = (store: RecordStore, method: string): RecordStore => ({
  call: async (asked, input) =>
    asked === method ? err({ kind: 'storage-unavailable' }) : store.call(asked, input),
})
const failed = { ok: false, error: { kind: 'storage-unavailable' } }

describe('a record of the vault', () => {
  it('is read as it was written, is replaced, and is gone when it is removed', async () => {
    const { vault } = await inHand()
    const ref = refOf()
    expect(await vault.read(ref, z.unknown())).toEqual({ ok: true, value: null })
    expect(await vault.write(ref, { token: 'ä' })).toEqual({ ok: true, value: null })
    expect(await vault.read(ref, z.object({ token: z.string() }))).toEqual({
      ok: true,
      value: { token: 'ä' },
    })
    await vault.write(ref, 'another')
    expect(await vault.read(ref, z.string())).toEqual({ ok: true, value: 'another' })
    expect(await vault.remove(ref)).toEqual({ ok: true, value: null })
    expect(await vault.read(ref, z.string())).toEqual({ ok: true, value: null })
  })

  it('is one of its own for every reference', async () => {
    const { vault } = await inHand()
    const refs = [
      refOf(),
      refOf({ kind: 'account' }),
      refOf({ workspaceId: 'w2' }),
      refOf({ providerId: 'har' }),
      refOf({ accountId: 'bour/a1' }),
      refOf({ providerId: '', accountId: '' }),
      refOf({ providerId: '', accountId: '%2F' }),
    ]
    for (const [at, ref] of refs.entries()) await vault.write(ref, at)
    for (const [at, ref] of refs.entries()) {
      expect(await vault.read(ref, z.number())).toEqual({ ok: true, value: at })
    }
  })

  it('that does not open, or is not what is expected, is kept and said to be unreadable', async () => {
    const { store, vault } = await inHand()
    const ref = refOf()
    await createVault(store, new Uint8Array(32).fill(9)).write(ref, 'x')
    expect(await vault.read(ref, z.string())).toEqual(unreadable)
    await vault.write(ref, 'x')
    expect(await vault.read(ref, z.number())).toEqual(unreadable)
    expect(await vault.read(ref, z.string())).toEqual({ ok: true, value: 'x' })
  })

  it('is not taken for written, read or removed where the store could not do it', async () => {
    const { store } = await inHand()
    const ref = refOf()
    const without = (method: string) => createVault(broken(store, method), recordKey)
    expect(await without('writeVaultRecord').write(ref, 'x')).toEqual(failed)
    expect(await without('readVaultRecord').read(ref, z.string())).toEqual(failed)
    expect(await without('removeVaultRecord').remove(ref)).toEqual(failed)
    expect(await without('compactVault').compact()).toEqual(failed)
    expect(await without('listVaultRecords').list('grant', null, z.string())).toEqual(failed)
    expect(await without('listVaultRecords').removeAllOf('w1', 'history')).toEqual(failed)
  })
})

describe('records of a kind', () => {
  it('are those of one workspace or of all, and how many of them do not open', async () => {
    const { store, vault } = await inHand()
    await vault.write(refOf(), 'one')
    await vault.write(refOf({ providerId: 'a b', accountId: 'ü' }), 'two')
    await vault.write(refOf({ workspaceId: 'w2' }), 'three')
    await vault.write(refOf({ kind: 'account' }), 'of another kind')
    await createVault(store, new Uint8Array(32)).write(refOf({ accountId: 'strange' }), 'x')
    const values = async (workspaceId: string | null) => {
      const listed = await vault.list('grant', workspaceId, z.string())
      return listed.ok ? [listed.value.values.toSorted(), listed.value.unreadable] : listed
    }
    expect(await values('w1')).toEqual([['one', 'two'], 1])
    expect(await values('w2')).toEqual([['three'], 0])
    expect(await values(null)).toEqual([['one', 'three', 'two'], 1])
    expect(await vault.list('history', null, z.string())).toEqual({
      ok: true,
      value: { values: [], unreadable: 0 },
    })
  })
})

describe('everything of a workspace', () => {
  it('is removed but for the kind that is kept, and nothing of another one', async () => {
    const { vault } = await inHand()
    for (const kind of ['grant', 'workspace-key', 'workspace', 'account'] as const) {
      await vault.write(refOf({ kind }), kind)
      await vault.write(refOf({ kind, workspaceId: 'w2' }), kind)
    }
    expect(await vault.removeAllOf('w1', 'workspace')).toEqual({ ok: true, value: null })
    const left = async (workspaceId: string) => {
      const kinds = ['grant', 'workspace-key', 'workspace', 'account'] as const
      const found = await Promise.all(
        kinds.map((kind) => vault.read(refOf({ kind, workspaceId }), z.string())),
      )
      return found.flatMap((one) => (one.ok && one.value !== null ? one.value : []))
    }
    expect(await left('w1')).toEqual(['workspace'])
    expect(await left('w2')).toHaveLength(4)
  })

  it('cannot be read any more from the first step on: its key goes first', async () => {
    const { store, vault } = await inHand()
    for (const kind of ['account', 'grant', 'workspace-key', 'history'] as const) {
      await vault.write(refOf({ kind }), kind)
    }
    const removed: string[] = []
    const watched: RecordStore = {
      call: async (method, input) => {
        if (method === 'removeVaultRecord') removed.push((input as { kind: string }).kind)
        // The power fails after the second step.
        return removed.length > 2 ? err({ kind: 'storage-unavailable' }) : store.call(method, input)
      },
    }
    expect(await createVault(watched, recordKey).removeAllOf('w1', 'workspace')).toEqual(failed)
    expect(removed[0]).toBe('workspace-key')
    expect(removed).toHaveLength(3)
  })
})

describe('records under another key', () => {
  it('open under it alone, and one that did not open stays as it is', async () => {
    const { store, vault } = await inHand()
    const [from, to] = [recordKey, new Uint8Array(32).fill(8)]
    const ref = refOf({ accountId: 'a/1' })
    await vault.write(ref, 'kept')
    await createVault(store, new Uint8Array(32).fill(9)).write(refOf({ accountId: 'strange' }), 'x')
    const listed = await store.call('listVaultRecords', { kind: null, workspaceId: null })
    if (!listed.ok) throw new Error(listed.error.kind)
    const resealed = resealRecords(listed.value, from, to)
    const strange = listed.value.find(({ id }) => id.endsWith('strange'))
    expect(resealed.find(({ id }) => id.endsWith('strange'))).toBe(strange)
    for (const record of resealed) await store.call('writeVaultRecord', record)
    expect(await createVault(store, to).read(ref, z.string())).toEqual({ ok: true, value: 'kept' })
    expect(await vault.read(ref, z.string())).toEqual(unreadable)
  })
})
