import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { aKey, storeInTest, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

const grant = { kind: 'grant', workspaceId: 'w1', id: 'acct-1' }
const bytes = (...values: number[]): Uint8Array => new Uint8Array(values)

function openedVault(file: string): StoreInTest {
  const store = storeInTest()
  store.ask('openVault', { file, key: aKey })
  return store
}

describe('vault records', () => {
  it('come back byte for byte, also from a file that was closed', () => {
    const file = path.join(temporaryFolder(), 'vault.db')
    const sealed = Uint8Array.from({ length: 5_000 }, (_, n) => n % 256)
    const store = openedVault(file)
    store.ask('writeVaultRecord', { ...grant, sealed })
    store.ask('closeAll', {})
    expect(openedVault(file).ask('readVaultRecord', grant)).toEqual(sealed)
  })

  it('are replaced, removed, and null where there is none', () => {
    const store = openedVault(path.join(temporaryFolder(), 'vault.db'))
    expect(store.ask('readVaultRecord', grant)).toBeNull()
    store.ask('writeVaultRecord', { ...grant, sealed: bytes(1) })
    store.ask('writeVaultRecord', { ...grant, sealed: bytes(2, 3) })
    expect(store.ask('readVaultRecord', grant)).toEqual(bytes(2, 3))
    store.ask('removeVaultRecord', grant)
    store.ask('removeVaultRecord', grant)
    expect(store.ask('readVaultRecord', grant)).toBeNull()
  })

  it('are listed by kind, of one workspace or of all', () => {
    const store = openedVault(path.join(temporaryFolder(), 'vault.db'))
    const records = [
      { ...grant, workspaceId: '', sealed: bytes(0) },
      { ...grant, sealed: bytes(1) },
      { ...grant, workspaceId: 'w2', sealed: bytes(2) },
    ]
    for (const record of [...records, { ...grant, kind: 'client', sealed: bytes(9) }]) {
      store.ask('writeVaultRecord', record)
    }
    const listed = (workspaceId: string | null) =>
      store.ask('listVaultRecords', { kind: 'grant', workspaceId })
    expect(listed(null)).toEqual(records)
    expect(listed('w2')).toEqual([records[2]])
    expect(listed('')).toEqual([records[0]])
  })

  it('are handed out with no memory around them that a message would carry along', () => {
    const store = openedVault(path.join(temporaryFolder(), 'vault.db'))
    store.ask('writeVaultRecord', { ...grant, sealed: bytes(1, 2, 3) })
    expect(store.ask('readVaultRecord', grant)?.buffer.byteLength).toBe(3)
  })
})
