import path from 'node:path'
import type { OpenKeys } from '../../src/main/vault/master-key.ts'
import { openByKeyStore } from '../../src/main/vault/master-key.ts'
import { writeKeyFile } from '../../src/main/vault/key-file.ts'
import type { RotationPorts } from '../../src/main/vault/key-rotation.ts'
import type { RecordStore } from '../../src/main/vault/vault.ts'
import { createStore } from '../../src/store/dispatch.ts'
import type { StoreOutput } from '../../src/shared/store-protocol.ts'
import { fakeCipher } from './fake-cipher.ts'

/** The store's own code in this process, so that a kill of the process kills it too. */
export function storeInProcess(): RecordStore {
  const store = createStore()
  let id = 0
  return {
    call: async (method, input) => {
      const reply = store.answer({ id: ++id, method, input })
      return reply.ok
        ? { ok: true, value: reply.value as StoreOutput<typeof method> }
        : { ok: false, error: { kind: 'storage-unavailable' } }
    },
  }
}

export interface KeptFiles extends RotationPorts {
  keys(): Promise<OpenKeys>
}

/** A key file under a key store that always works, and the vault beside it. */
export function keptFiles(folder: string): KeptFiles {
  const keyFile = path.join(folder, 'master-key.json')
  return {
    store: storeInProcess(),
    vaultFile: path.join(folder, 'vault.db'),
    writeKeys: (content) => writeKeyFile(keyFile, content),
    keys: async () => {
      const opened = await openByKeyStore(keyFile, fakeCipher())
      if (!opened.ok) throw new Error(`not open: ${opened.error.reason}`)
      return opened.value
    },
  }
}
