import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { WorkspaceId } from '../../src/shared/model/workspace.ts'
import { connect, countsOf, settled, startConnected, type Started } from '../support/connected-core.ts'
import { valueOf, type CoreInNode } from '../support/core-in-node.ts'
import { leaveNewer } from '../support/newer-file.ts'
import { vaultAt, workspaceFile } from '../support/workspace-files.ts'

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
    leaveNewer(file, key)
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

  it('goes for what the user did too, and leaves what was loaded as it is', async () => {
    const { profile, restart, id } = await started()
    const { file, key } = await workspaceFile(profile, id, 'outbox.db')
    leaveNewer(file, key)
    const core = await restart()
    expect(kindsOf(core)).toEqual(['store-too-new', 'copy-offered'])
    expect(valueOf(await core.handlers.app.getState({})).workspace).toBeNull()
    valueOf(await core.handlers.storage.restoreCopy({}))
    expect(kindsOf(core)).toEqual(['copy-restored'])
    expect(valueOf(await core.handlers.app.getState({})).workspace?.id).toBe(id)
    expect(await countsOf(core)).toMatchObject({ contact: 20 })
    const { setAside } = valueOf(await core.handlers.storage.get({}))
    expect(setAside.map((one) => path.basename(one))).toEqual([
      expect.stringMatching(/^outbox\.db\.corrupt-/),
    ])
  })

  it('R41: sends nothing by itself of what waited in the copy, which may have been sent since', async () => {
    const begun = await startConnected({ sizes: { contacts: 20, companies: 0, deals: 0 } })
    const account = await connect(begun.core)
    await settled(begun.core)
    valueOf(await begun.core.handlers.app.setPreferences({ workOffline: true }))
    const values = { firstname: 'Solo' }
    valueOf(await begun.core.handlers.contacts.create({ accountId: account.id, values }))
    const id = valueOf(await begun.core.handlers.app.getState({})).workspace?.id
    if (id === undefined) throw new Error('no workspace is open')
    await begun.core.close()
    const { file, key } = await workspaceFile(begun.profile, id, 'outbox.db')
    leaveNewer(file, key)
    const core = await begun.restart()
    valueOf(await core.handlers.storage.restoreCopy({}))
    const { waiting } = valueOf(await core.handlers.outbox.get({}))
    expect(waiting).toMatchObject([{ kind: 'create', state: 'held' }])
  })

  it('goes for the vault too, whose workspace is opened then', async () => {
    const { profile, restart, id } = await started()
    const { file, key } = vaultAt(profile)
    leaveNewer(file, key)
    const core = await restart()
    expect(kindsOf(core)).toEqual(['store-too-new', 'copy-offered'])
    valueOf(await core.handlers.storage.restoreCopy({}))
    expect(kindsOf(core)).toEqual(['copy-restored'])
    expect(valueOf(await core.handlers.app.getState({})).workspace?.id).toBe(id)
    expect(valueOf(await core.handlers.accounts.list({}))).toMatchObject([{ status: 'connected' }])
    expect(await countsOf(core)).toMatchObject({ contact: 20 })
  })

  it('is offered for the vault first, then for the workspace, one of its files after the other', async () => {
    const { profile, restart, id } = await started()
    const ofWorkspace = await workspaceFile(profile, id)
    leaveNewer(ofWorkspace.file, ofWorkspace.key)
    const ofOutbox = await workspaceFile(profile, id, 'outbox.db')
    leaveNewer(ofOutbox.file, ofOutbox.key)
    const ofVault = vaultAt(profile)
    leaveNewer(ofVault.file, ofVault.key)
    const core = await restart()
    expect(kindsOf(core)).toEqual(['store-too-new', 'copy-offered'])
    valueOf(await core.handlers.storage.restoreCopy({}))
    expect(kindsOf(core)).toEqual(['copy-restored', 'store-too-new', 'copy-offered'])
    valueOf(await core.handlers.storage.restoreCopy({}))
    expect(kindsOf(core)).toEqual(['copy-restored', 'copy-restored', 'store-too-new', 'copy-offered'])
    valueOf(await core.handlers.storage.restoreCopy({}))
    expect(kindsOf(core)).toEqual(['copy-restored', 'copy-restored', 'copy-restored'])
    expect(await countsOf(core)).toMatchObject({ contact: 20 })
  })
})
