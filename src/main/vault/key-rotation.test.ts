import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fakeCipher } from '../../../tests/support/fake-cipher.ts'
import { keptFiles } from '../../../tests/support/rotation.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { err, ok } from '../../shared/result.ts'
import type { KeyFile } from './key-file.ts'
import { copyOf, isUnsettled, rotateMasterKey, settleRotation } from './key-rotation.ts'
import { deriveKey, newKey, sealByKeyStore } from './master-key.ts'
import type { RecordRef } from './sealed-record.ts'
import { createVault, type RecordStore } from './vault.ts'

const ref: RecordRef = { kind: 'grant', workspaceId: 'w1', providerId: 'harbour', accountId: 'a1' }
const failed = err({ kind: 'storage-unavailable' } as const)

const sealKey = async (key: Uint8Array) => {
  const seal = await sealByKeyStore(key, fakeCipher())
  return seal.ok ? seal : err({ kind: 'bug' } as const)
}

/** A vault with one record, and what was called since. */
async function inHand(unreachable: readonly string[] = []) {
  const files = keptFiles(temporaryFolder())
  const keys = await files.keys()
  const calls: string[] = []
  const written: KeyFile[] = []
  const store: RecordStore = {
    call: async (method, input) => {
      calls.push(method)
      return unreachable.includes(method) ? failed : files.store.call(method, input)
    },
  }
  const opensWith = async (key: Uint8Array): Promise<string | null> => {
    const opened = await files.store.call('openVault', {
      file: files.vaultFile,
      key: deriveKey(key, 'vault file'),
    })
    if (!opened.ok || opened.value.outcome !== 'opened') return null
    const read = await createVault(files.store, deriveKey(key, 'vault records')).read(ref, z.string())
    await files.store.call('closeVault', {})
    return read.ok ? read.value : null
  }
  await files.store.call('openVault', { file: files.vaultFile, key: deriveKey(keys.key, 'vault file') })
  await createVault(files.store, deriveKey(keys.key, 'vault records')).write(ref, 'kept')
  await files.store.call('closeVault', {})
  const writeKeys = async (content: KeyFile) => {
    written.push(content)
    return files.writeKeys(content)
  }
  const ports = { vaultFile: files.vaultFile, store, writeKeys }
  return { ports, keys, files, calls, written, opensWith, copy: copyOf(files.vaultFile) }
}

describe('a new master key', () => {
  it('is announced beside the old one before it is put in place, and alone after that', async () => {
    const { ports, keys, files, calls, written, opensWith, copy } = await inHand()
    const rotated = await rotateMasterKey(ports, keys, sealKey)
    if (!rotated.ok) throw new Error(rotated.error.kind)
    expect(await opensWith(rotated.value)).toBe('kept')
    expect(fs.existsSync(copy)).toBe(false)
    const [announced, last] = written
    expect(announced?.key).toEqual(keys.file.key)
    expect(last).toEqual({ key: announced?.next, next: null })
    expect((await files.keys()).key).toEqual(rotated.value)
    expect(calls.filter((method) => method.startsWith('open'))).toHaveLength(1)
    expect(calls.indexOf('closeVault')).toBeLessThan(calls.indexOf('adoptVaultCopy'))
  })

  it.each(['probeVault', 'openVault', 'listVaultRecords', 'writeVaultCopy'])(
    'is none where the store fails in %s, and nothing is announced',
    async (method) => {
      const { ports, keys, written, opensWith } = await inHand([method])
      expect(await rotateMasterKey(ports, keys, sealKey)).toEqual(failed)
      expect(written).toEqual([])
      expect(await opensWith(keys.key)).toBe('kept')
    },
  )

  it('is none where the old one does not open the vault, or nothing can be sealed', async () => {
    const { ports, keys, calls } = await inHand()
    expect(await rotateMasterKey(ports, { ...keys, key: newKey() }, sealKey)).toEqual(
      err({ kind: 'vault-unavailable' }),
    )
    expect(calls).toEqual(['probeVault'])
    const refusal = err({ kind: 'vault-unavailable' } as const)
    expect(await rotateMasterKey(ports, keys, async () => refusal)).toEqual(refusal)
    expect(calls).toEqual(['probeVault', 'probeVault'])
  })

  it('leaves no copy where it cannot be announced', async () => {
    const { ports, keys, opensWith, copy } = await inHand()
    const full = err({ kind: 'storage-full' } as const)
    expect(await rotateMasterKey({ ...ports, writeKeys: async () => full }, keys, sealKey)).toEqual(full)
    expect(fs.existsSync(copy)).toBe(false)
    expect(await opensWith(keys.key)).toBe('kept')
  })

  it('is none where it could not be put in place, and the old one is alone again', async () => {
    const { ports, keys, files, opensWith, copy } = await inHand(['adoptVaultCopy'])
    expect(await rotateMasterKey(ports, keys, sealKey)).toEqual(failed)
    expect(await files.keys()).toMatchObject({ key: keys.key, next: null })
    expect(await opensWith(keys.key)).toBe('kept')
    expect(fs.existsSync(copy)).toBe(false)
  })
})

describe('a rotation that was cut off', () => {
  it('is one where two keys are kept, or a copy lies beside the vault', async () => {
    const { ports, keys, copy } = await inHand()
    expect(isUnsettled(ports.vaultFile, keys)).toBe(false)
    expect(isUnsettled(ports.vaultFile, { ...keys, next: newKey() })).toBe(true)
    fs.writeFileSync(copy, '')
    expect(isUnsettled(ports.vaultFile, keys)).toBe(true)
  })

  it('before it was announced loses its copy, of which nobody has the key', async () => {
    const { ports, keys, written, copy } = await inHand()
    fs.writeFileSync(copy, 'x')
    expect(await settleRotation(ports, keys)).toEqual(ok(keys.key))
    expect(fs.existsSync(copy)).toBe(false)
    expect(written).toEqual([])
  })

  it('after it was announced ends with the key that opens the vault', async () => {
    const { ports, keys, files, written } = await inHand()
    const next = newKey()
    const seal = await sealKey(next)
    if (!seal.ok) throw new Error(seal.error.kind)
    const both = { ...keys, next, file: { ...keys.file, next: seal.value } }
    expect(await settleRotation(ports, both)).toEqual(ok(keys.key))
    expect(written).toEqual([{ key: keys.file.key, next: null }])
    expect((await files.keys()).next).toBeNull()
    // The other way round: the vault lies under the one that came next.
    const swapped = { ...keys, key: next, next: keys.key, file: { key: seal.value, next: keys.file.key } }
    expect(await settleRotation(ports, swapped)).toEqual(ok(keys.key))
    expect(written.at(-1)).toEqual({ key: keys.file.key, next: null })
  })

  it('stays as it is where the vault cannot be looked at', async () => {
    const { ports, keys, written } = await inHand(['probeVault'])
    const next = newKey()
    const both = { ...keys, next, file: { ...keys.file, next: keys.file.key } }
    expect(await settleRotation(ports, both)).toEqual(failed)
    expect(written).toEqual([])
  })

  it('keeps both keys where neither opens the vault, and goes by whether the copy is there still', async () => {
    const { ports, keys, written, copy } = await inHand()
    const [one, next] = [newKey(), newKey()]
    const both = { ...keys, key: one, next, file: { ...keys.file, next: keys.file.key } }
    expect(await settleRotation(ports, both)).toEqual(ok(next))
    fs.writeFileSync(copy, 'x')
    expect(await settleRotation(ports, both)).toEqual(ok(one))
    expect(fs.existsSync(copy)).toBe(true)
    expect(written).toEqual([])
  })
})
