import { copyFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { deriveKey } from '../../src/main/vault/master-key.ts'
import { createVault } from '../../src/main/vault/vault.ts'
import { connectForWriting } from '../../src/store/connection.ts'
import { schemaVersion } from '../../src/store/migrate.ts'
import { ok } from '../../src/shared/result.ts'
import type { WorkspaceId } from '../../src/shared/model/workspace.ts'
import { connect, countsOf, settled, startConnected, type Started } from '../support/connected-core.ts'
import { valueOf, type CoreInNode, type Profile } from '../support/core-in-node.ts'
import { storeInTest } from '../support/opened-store.ts'

/** What an update and a later version leave: a copy from before, and a file with a schema that nobody here knows. */
async function leaveNewer(file: string, key: Uint8Array): Promise<void> {
  const db = connectForWriting(file, key, 'FULL')
  const version = schemaVersion(db)
  db.pragma('wal_checkpoint(TRUNCATE)')
  await copyFile(file, `${file}.before-${version}`)
  db.pragma('user_version = 99')
  db.close()
}

const vaultAt = ({ folder, masterKey }: Profile) => ({
  file: path.join(folder, 'vault.db'),
  key: deriveKey(masterKey.key, 'vault file'),
})

async function workspaceFile(profile: Profile, id: WorkspaceId) {
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
    file: path.join(profile.folder, 'workspaces', id, 'cache.db'),
    key: new Uint8Array(Buffer.from(kept?.key ?? '', 'base64')),
  }
}

async function started(): Promise<Started & { readonly id: WorkspaceId }> {
  const begun = await startConnected({ sizes: { contacts: 20, companies: 0, deals: 0 } })
  await connect(begun.core)
  await settled(begun.core)
  const id = valueOf(await begun.core.handlers.app.getState({})).workspace?.id
  if (id === undefined) throw new Error('no workspace is open')
  await begun.core.close()
  return { ...begun, id }
}

const kindsOf = (core: CoreInNode): string[] => core.notices.list().map(({ kind }) => kind)

describe('U13: what a newer version of the app wrote', () => {
  it('can be left for the copy from before the update, at a word of the user', async () => {
    const { profile, restart, id } = await started()
    const { file, key } = await workspaceFile(profile, id)
    await leaveNewer(file, key)
    const core = await restart()
    expect(kindsOf(core)).toEqual(['store-too-new', 'copy-offered'])
    expect(valueOf(await core.handlers.app.getState({})).workspace).toBeNull()

    valueOf(await core.handlers.storage.restoreCopy({}))
    expect(kindsOf(core)).toEqual(['copy-restored'])
    expect(valueOf(await core.handlers.app.getState({})).workspace?.id).toBe(id)
    expect(await countsOf(core)).toMatchObject({ contact: 20 })
    const names = await readdir(path.dirname(file))
    expect(names.filter((name) => name.includes('.corrupt-'))).not.toEqual([])
    // There is nothing left to go back to.
    expect(await core.handlers.storage.restoreCopy({})).toEqual({ ok: false, error: { kind: 'not-found' } })
  })

  it('goes for the vault too, whose workspace is opened then', async () => {
    const { profile, restart, id } = await started()
    const { file, key } = vaultAt(profile)
    await leaveNewer(file, key)
    const core = await restart()
    expect(kindsOf(core)).toEqual(['store-too-new', 'copy-offered'])
    valueOf(await core.handlers.storage.restoreCopy({}))
    expect(kindsOf(core)).toEqual(['copy-restored'])
    expect(valueOf(await core.handlers.app.getState({})).workspace?.id).toBe(id)
    expect(valueOf(await core.handlers.accounts.list({}))).toMatchObject([{ status: 'connected' }])
    expect(await countsOf(core)).toMatchObject({ contact: 20 })
  })

  it('is offered for the vault first, and then for the workspace', async () => {
    const { profile, restart, id } = await started()
    const ofWorkspace = await workspaceFile(profile, id)
    await leaveNewer(ofWorkspace.file, ofWorkspace.key)
    const ofVault = vaultAt(profile)
    await leaveNewer(ofVault.file, ofVault.key)
    const core = await restart()
    expect(kindsOf(core)).toEqual(['store-too-new', 'copy-offered'])
    valueOf(await core.handlers.storage.restoreCopy({}))
    expect(kindsOf(core)).toEqual(['copy-restored', 'store-too-new', 'copy-offered'])
    valueOf(await core.handlers.storage.restoreCopy({}))
    expect(kindsOf(core)).toEqual(['copy-restored', 'copy-restored'])
    expect(await countsOf(core)).toMatchObject({ contact: 20 })
  })
})
