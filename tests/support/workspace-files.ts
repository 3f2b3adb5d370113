import path from 'node:path'
import { Buffer } from 'node:buffer'
import { z } from 'zod'
import { deriveKey } from '../../src/main/vault/master-key.ts'
import { createVault } from '../../src/main/vault/vault.ts'
import { ok } from '../../src/shared/result.ts'
import type { WorkspaceId } from '../../src/shared/model/workspace.ts'
import { valueOf, type Profile } from './core-in-node.ts'
import { storeInTest } from './opened-store.ts'

export const vaultAt = ({ folder, masterKey }: Profile) => ({
  file: path.join(folder, 'vault.db'),
  key: deriveKey(masterKey.key, 'vault file'),
})

/** A file of a workspace whose app is closed, and its key. */
export async function workspaceFile(
  profile: Profile,
  id: WorkspaceId,
  name: 'cache.db' | 'outbox.db' = 'cache.db',
) {
  const store = storeInTest()
  store.ask('openVault', vaultAt(profile))
  const vault = createVault(
    { call: async (method, input) => ok(store.ask(method, input)) },
    deriveKey(profile.masterKey.key, 'vault records'),
  )
  const ref = { kind: 'workspace-key', workspaceId: id, providerId: '', accountId: '' } as const
  const kept = valueOf(await vault.read(ref, z.object({ key: z.string() })))
  store.ask('closeAll', {})
  return {
    file: path.join(profile.folder, 'workspaces', id, name),
    key: new Uint8Array(Buffer.from(kept?.key ?? '', 'base64')),
  }
}
