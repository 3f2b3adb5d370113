import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isUnsettled, rotateMasterKey, settleRotation } from '../../src/main/vault/key-rotation.ts'
import { deriveKey, sealByKeyStore } from '../../src/main/vault/master-key.ts'
import { createVault } from '../../src/main/vault/vault.ts'
import type { RecordRef } from '../../src/main/vault/sealed-record.ts'
import { err } from '../../src/shared/result.ts'
import { fakeCipher } from '../support/fake-cipher.ts'
import { seededRandom } from '../support/made-up-items.ts'
import { keptFiles } from '../support/rotation.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const recordCount = 60
const refOf = (index: number): RecordRef => ({
  kind: index % 2 === 0 ? 'grant' : 'account',
  workspaceId: `workspace-${index % 3}`,
  providerId: 'harbour/with a slash',
  accountId: String(index),
})
const valueOf = (index: number): string => `value ${index} ${'x'.repeat(500)}`

async function openVaultWith(folder: string, key: Uint8Array) {
  const { store, vaultFile } = keptFiles(folder)
  const opened = await store.call('openVault', { file: vaultFile, key: deriveKey(key, 'vault file') })
  if (!opened.ok) throw new Error(opened.error.kind)
  const close = () => store.call('closeVault', {})
  return { outcome: opened.value.outcome, vault: createVault(store, deriveKey(key, 'vault records')), close }
}

async function fill(folder: string): Promise<Uint8Array> {
  const { key } = await keptFiles(folder).keys()
  const { vault, close } = await openVaultWith(folder, key)
  for (let index = 0; index < recordCount; index += 1) await vault.write(refOf(index), valueOf(index))
  await close()
  return key
}

/** As at a start: the key in force, after what was cut off has been settled. */
async function keyAtStart(folder: string): Promise<Uint8Array> {
  const files = keptFiles(folder)
  const keys = await files.keys()
  if (!isUnsettled(files.vaultFile, keys)) return keys.key
  const settled = await settleRotation(files, keys)
  if (!settled.ok) throw new Error(settled.error.kind)
  return settled.value
}

async function expectEveryRecord(folder: string, key: Uint8Array): Promise<void> {
  const { outcome, vault, close } = await openVaultWith(folder, key)
  expect(outcome).toBe('opened')
  for (let index = 0; index < recordCount; index += 1) {
    expect(await vault.read(refOf(index), z.string())).toEqual({ ok: true, value: valueOf(index) })
  }
  await close()
  expect(fs.readdirSync(folder).toSorted()).toEqual(['master-key.json', 'vault.db'])
  expect((await keptFiles(folder).keys()).next).toBeNull()
}

async function rotateInChild(folder: string, killAt: number, killAfterMs?: number): Promise<boolean> {
  const script = fileURLToPath(new URL('../support/rotate-child.ts', import.meta.url))
  const child = fork(script, [folder, String(killAt)], { execArgv: [] })
  const told: unknown[] = []
  child.on('message', (message) => told.push(message))
  const gone = once(child, 'exit')
  if (killAfterMs !== undefined) {
    await once(child, 'message')
    await wait(killAfterMs)
    child.kill('SIGKILL')
  }
  await gone
  return told.includes('done')
}

const sealKey = async (key: Uint8Array) => {
  const seal = await sealByKeyStore(key, fakeCipher())
  return seal.ok ? seal : err({ kind: 'bug' } as const)
}

describe('a new master key', () => {
  it('opens a vault with the same records, and the old one opens nothing any more', async () => {
    const folder = temporaryFolder()
    const old = await fill(folder)
    const files = keptFiles(folder)
    // As kept before a migration, under the old key.
    const kept = ['before-1', 'corrupt-20260905T040302Z']
    for (const ending of kept) fs.copyFileSync(files.vaultFile, `${files.vaultFile}.${ending}`)
    const rotated = await rotateMasterKey(files, await files.keys(), sealKey)
    if (!rotated.ok) throw new Error(rotated.error.kind)
    expect(rotated.value).not.toEqual(old)
    expect(await keyAtStart(folder)).toEqual(rotated.value)
    await expectEveryRecord(folder, rotated.value)
    const probe = { file: files.vaultFile, key: deriveKey(old, 'vault file') }
    expect(await files.store.call('probeVault', probe)).toEqual({ ok: true, value: 'refused' })
    for (const ending of kept) expect(fs.existsSync(`${files.vaultFile}.${ending}`)).toBe(false)
  })

  const steps = 11
  it.each(Array.from({ length: steps }, (_, index) => index + 1))(
    'R39: killed before its step %i, it is all old or all new, with every record',
    async (killAt) => {
      const folder = temporaryFolder()
      await fill(folder)
      const isDone = await rotateInChild(folder, killAt)
      // The last number is past the end: every step has been killed before.
      expect(isDone).toBe(killAt === steps)
      await expectEveryRecord(folder, await keyAtStart(folder))
    },
  )

  it.each([1, 2, 3, 4, 5, 6])(
    'R39: killed at any moment, it is all old or all new (seed %i)',
    async (seed) => {
      const folder = temporaryFolder()
      await fill(folder)
      await rotateInChild(folder, 0, seededRandom(seed)() * 40)
      await expectEveryRecord(folder, await keyAtStart(folder))
    },
  )

  it('is not put in place when the key file cannot be written, and nothing is left of it', async () => {
    const folder = temporaryFolder()
    const old = await fill(folder)
    const files = keptFiles(folder)
    const full = err({ kind: 'storage-full' } as const)
    const ports = { ...files, writeKeys: async () => full }
    expect(await rotateMasterKey(ports, await files.keys(), sealKey)).toEqual(full)
    expect(await keyAtStart(folder)).toEqual(old)
    await expectEveryRecord(folder, old)
  })

  it('is not put in place when the copy is not, and the old one goes on', async () => {
    const folder = temporaryFolder()
    const old = await fill(folder)
    const files = keptFiles(folder)
    const refusal = err({ kind: 'storage-unavailable' } as const)
    const call: typeof files.store.call = async (method, input) =>
      method === 'adoptVaultCopy' ? refusal : files.store.call(method, input)
    expect(await rotateMasterKey({ ...files, store: { call } }, await files.keys(), sealKey)).toEqual(refusal)
    await expectEveryRecord(folder, await keyAtStart(folder))
    expect(await keyAtStart(folder)).toEqual(old)
  })

  it('keeps both keys while a vault opens with neither', async () => {
    const folder = temporaryFolder()
    await fill(folder)
    await rotateInChild(folder, 7)
    const files = keptFiles(folder)
    const before = await files.keys()
    expect(before.next).not.toBeNull()
    fs.writeFileSync(files.vaultFile, randomBytes(40_000))
    const keyFile = path.join(folder, 'master-key.json')
    const bytes = fs.readFileSync(keyFile)
    expect((await settleRotation(files, before)).ok).toBe(true)
    expect(fs.readFileSync(keyFile)).toEqual(bytes)
  })

  it('keeps a record that did not open before as it was', async () => {
    const folder = temporaryFolder()
    const old = await fill(folder)
    const files = keptFiles(folder)
    const name = { kind: 'grant', workspaceId: '', id: 'harbour/strange' }
    const strange = new Uint8Array(randomBytes(80))
    await files.store.call('openVault', { file: files.vaultFile, key: deriveKey(old, 'vault file') })
    await files.store.call('writeVaultRecord', { ...name, sealed: strange })
    await files.store.call('closeVault', {})
    const rotated = await rotateMasterKey(files, await files.keys(), sealKey)
    if (!rotated.ok) throw new Error(rotated.error.kind)
    await files.store.call('openVault', {
      file: files.vaultFile,
      key: deriveKey(rotated.value, 'vault file'),
    })
    expect(await files.store.call('readVaultRecord', name)).toEqual({ ok: true, value: strange })
    await files.store.call('closeVault', {})
  })
})
