import { copyFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { valueOf } from '../support/core-in-node.ts'
import { startOutboxWorld } from '../support/outbox-world.ts'

describe('an outbox that comes from a copy', () => {
  it('sends nothing before the user says so: it may have been sent since the copy was made', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1' })
    const { workspace } = valueOf(await world.core.handlers.app.getState({}))
    await world.core.close()
    const file = path.join(world.profile.folder, 'workspaces', workspace!.id, 'outbox.db')
    await copyFile(file, `${file}.before-1`)
    await writeFile(file, 'not a database any more, and long enough to be taken for one'.repeat(200))
    world.core = await world.restart()
    await world.offline(false)
    expect(world.core.notices.list().map(({ kind }) => kind)).toContain('file-restored')
    const [held] = (await world.outbox()).waiting
    expect(held).toMatchObject({ state: 'held', fields: [{ name: 'phone', after: '+44 1' }] })
    valueOf(await world.core.handlers.outbox.release({ ids: [held!.id] }))
    await world.drained()
    expect(world.there('9')).toMatchObject({ phone: '+44 1' })
  })
})

describe('a workspace', () => {
  it('keeps its edits and drafts to itself', async () => {
    const world = await startOutboxWorld()
    const { workspaces, drafts, app } = world.core.handlers
    await world.offline(true)
    await world.update('9', { phone: '+44 1' })
    const draft = {
      id: world.key('9') as never,
      accountId: world.account.id,
      values: { company: 'Engines' },
      base: {},
    }
    valueOf(await drafts.put(draft))
    const { workspace } = valueOf(await app.getState({}))
    valueOf(await workspaces.create({ user: 'Bo', organisation: 'Brine' }))
    expect(await world.outbox()).toMatchObject({ waitingCount: 0, undo: null })
    expect(valueOf(await drafts.get({ id: draft.id }))).toBeNull()
    // The screen’s last words come when the other workspace is open already.
    expect((await drafts.put(draft)).ok).toBe(false)
    expect(valueOf(await drafts.get({ id: draft.id }))).toBeNull()

    valueOf(await workspaces.open({ id: workspace!.id }))
    expect(await world.outbox()).toMatchObject({ waitingCount: 1 })
    expect(valueOf(await drafts.get({ id: draft.id }))).toMatchObject({ values: { company: 'Engines' } })
    await world.offline(false)
    await world.drained()
    expect(world.there('9')).toMatchObject({ phone: '+44 1' })
  })

  it('R42: of which an account is wiped keeps nothing of what was noted for it', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { company: 'Unmistakable Engines' })
    valueOf(
      await world.core.handlers.accounts.disconnect({
        accountId: world.account.id,
        data: 'wipe',
        revokes: false,
      }),
    )
    expect(await world.outbox()).toMatchObject({ waitingCount: 0, todayCount: 0, undo: null })
    world.core = await world.restart()
    expect(await world.outbox()).toMatchObject({ waitingCount: 0, todayCount: 0, undo: null })
  })

  it('of which an account is disconnected keeps its edits until it is connected again', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1' })
    const { accounts, signIn } = world.core.handlers
    await world.offline(false)
    // Whichever comes first, the sending or the end of the connection: nothing is lost by it.
    valueOf(await accounts.disconnect({ accountId: world.account.id, data: 'keep', revokes: false }))
    const { waiting } = await world.outbox()
    if (waiting.length > 0) expect(waiting[0]?.waitsFor?.for).toMatch(/reconnect|turn/)
    valueOf(
      await signIn.start({
        providerId: world.account.providerId,
        accountId: world.account.id,
        place: 'window',
        access: 'write',
        scopes: null,
      }),
    )
    await world.drained()
    expect(world.there('9')).toMatchObject({ phone: '+44 1' })
  })
})
