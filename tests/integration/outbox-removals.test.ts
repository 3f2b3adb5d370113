import { plainQuery } from '../../src/shared/plain-query.ts'
import { setTimeout as pause } from 'node:timers/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { countsOf } from '../support/connected-core.ts'
import { eventually, valueOf } from '../support/core-in-node.ts'
import { storeInTest } from '../support/opened-store.ts'
import { shortTimes, startOutboxWorld, type OutboxWorld } from '../support/outbox-world.ts'
import { workspaceFile } from '../support/workspace-files.ts'

describe('deleting a contact', () => {
  it('U9: waits, can be taken back, and is sent after a look whether it is there', async () => {
    const world = await startOutboxWorld()
    const { contacts, outbox } = world.core.handlers
    const { id } = valueOf(await contacts.remove({ key: world.key('9') }))
    const [waiting] = (await world.outbox()).waiting
    expect(waiting).toMatchObject({ name: 'Ada Lovelace', waitsFor: { for: 'undo' } })
    valueOf(await outbox.discard({ ids: [id] }))
    await world.drained()
    expect(world.writes()).toEqual([])

    valueOf(await contacts.remove({ key: world.key('9') }))
    world.sandbox.requests.clear()
    await world.drained()
    expect(world.sandbox.requests.entries().map(({ method }) => method)).toEqual(['GET', 'DELETE', 'GET'])
    expect(await countsOf(world.core)).toEqual({ contact: 59 })
    expect(world.there('9')).toBeUndefined()
  })

  it('U9: of one that is gone already sends no DELETE, to which HubSpot would answer 204', async () => {
    const world = await startOutboxWorld()
    world.sandbox.hubspot.records.contacts.archive('9')
    valueOf(await world.core.handlers.contacts.remove({ key: world.key('9') }))
    const { today } = await world.drained()
    expect(today).toMatchObject([{ kind: 'delete', state: 'settled' }])
    expect(world.writes()).toEqual([])
    expect(await countsOf(world.core)).toEqual({ contact: 59 })
  })

  it('of one that was merged deletes nothing: the id is another contact’s now', async () => {
    const world = await startOutboxWorld()
    await world.mergeThere('51', '9')
    valueOf(await world.core.handlers.contacts.remove({ key: world.key('9') }))
    const { reason } = await world.needing('merged-there')
    expect(reason.currentKey).toBe(world.key('51'))
    expect(world.writes()).toEqual([])
  })

  it('of one that somebody has changed since asks once more, over what it is now', async () => {
    const world = await startOutboxWorld()
    valueOf(await world.core.handlers.contacts.remove({ key: world.key('9') }))
    world.sandbox.hubspot.records.contacts.update('9', { phone: '+44 2' })
    const { id, revision, reason } = await world.needing('changed-there')
    expect(reason.fields).toMatchObject([{ name: 'phone', now: '+44 2' }])
    expect(world.writes()).toEqual([])
    valueOf(await world.core.handlers.outbox.resolve({ id, revision, resolution: { kind: 'go-on' } }))
    await world.drained()
    expect(world.there('9')).toBeUndefined()
  })

  it('U8: is not deleted by trying once more: that somebody has changed it is decided about, not retried', async () => {
    const world = await startOutboxWorld()
    valueOf(await world.core.handlers.contacts.remove({ key: world.key('9') }))
    world.sandbox.hubspot.records.contacts.update('9', { phone: '+44 2' })
    const { id } = await world.needing('changed-there')
    valueOf(await world.core.handlers.outbox.retry({ ids: [id] }))
    const { needsYou } = await world.drained()
    expect(needsYou).toMatchObject([{ id, reason: { kind: 'changed-there' } }])
    expect(world.writes()).toEqual([])
  })

  it('goes out behind an edit of the same record, which is no change of somebody else’s', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1' })
    valueOf(await world.core.handlers.contacts.remove({ key: world.key('9') }))
    await world.offline(false)
    const { needsYou } = await world.drained()
    expect(needsYou).toEqual([])
    expect(world.writes()).toEqual(['PATCH contacts/9', 'DELETE contacts/9'])
  })

  it.each(['remove', 'erase'] as const)(
    'lets go of edits that nobody will send any more (%s)',
    async (how) => {
      const world = await startOutboxWorld()
      await world.offline(true)
      const held = await world.update('9', { phone: '+44 1' })
      valueOf(await world.core.handlers.outbox.hold({ ids: [held] }))
      await world.offline(false)
      valueOf(await world.core.handlers.contacts[how]({ key: world.key('9') }))
      const { today, needsYouCount } = await world.drained()
      expect(needsYouCount).toBe(0)
      const [edit] = today.filter(({ id }) => id === held)
      expect(edit).toMatchObject({ state: 'discarded', name: how === 'erase' ? '' : 'Ada Lovelace' })
      expect(edit?.fields).toHaveLength(how === 'erase' ? 0 : 1)
    },
  )

  it('whose reply is lost is done once', async () => {
    const world = await startOutboxWorld()
    world.sandbox.faults.add({ method: 'DELETE', path: 'contacts/9$', drop: true, after: true, times: 1 })
    valueOf(await world.core.handlers.contacts.remove({ key: world.key('9') }))
    const { today } = await world.drained()
    expect(today).toMatchObject([{ kind: 'delete', state: 'sent' }])
    expect(world.writes()).toEqual(['DELETE contacts/9'])
  })

  it('for good leaves nothing of the person there or here', async () => {
    const world = await startOutboxWorld()
    await world.update('9', { phone: '+44 1' })
    await world.drained()
    valueOf(await world.core.handlers.contacts.erase({ key: world.key('9') }))
    const { today } = await world.drained()
    expect(today).toMatchObject([{ kind: 'erase', state: 'sent', name: '', fields: [] }])
    expect(world.sandbox.hubspot.records.contacts.get('9')).toBeUndefined()
    const gone = { ok: false, error: { kind: 'not-found' } }
    expect(await world.core.handlers.contacts.versions({ key: world.key('9') })).toEqual(gone)
    expect(valueOf(await world.core.handlers.outbox.undo({}))).toBeNull()
  })
})

describe('R42: deleting a contact for good', () => {
  it('takes along what was kept of one that was merged into it', async () => {
    const world = await startOutboxWorld()
    const { contacts } = world.core.handlers
    await world.update('51', { company: 'Unmistakable Engines', phone: '+44 1' })
    await world.drained()
    valueOf(await contacts.merge({ primary: world.key('9'), other: world.key('51') }))
    await world.drained()
    valueOf(await contacts.erase({ key: world.key('9') }))
    await world.drained()
    const left = await leftIn(world)
    expect(left.versions).toEqual([])
    expect(left.all).not.toContain('Unmistakable')
  })

  it('leaves its name in no merge that was thought of once', async () => {
    const world = await startOutboxWorld()
    const { contacts, outbox } = world.core.handlers
    await world.update('51', { lastname: 'Unmistakable' })
    await world.drained()
    const { id } = valueOf(await contacts.merge({ primary: world.key('9'), other: world.key('51') }))
    valueOf(await outbox.discard({ ids: [id] }))
    valueOf(await contacts.erase({ key: world.key('51') }))
    await world.drained()
    expect((await leftIn(world)).all).not.toContain('Unmistakable')
  })

  it('that was never sent leaves nothing of it', async () => {
    const world = await startOutboxWorld()
    const { contacts } = world.core.handlers
    await world.offline(true)
    const values = { firstname: 'Unmistakable' }
    const { key } = valueOf(await contacts.create({ accountId: world.account.id, values }))
    valueOf(await contacts.erase({ key }))
    await world.offline(false)
    await world.drained()
    expect(world.writes()).toEqual([])
    expect((await leftIn(world)).all).not.toContain('Unmistakable')
  })
})

/** What the outbox's file holds once the app is closed. */
async function leftIn(world: OutboxWorld): Promise<{ versions: unknown[]; all: string }> {
  const id = valueOf(await world.core.handlers.app.getState({})).workspace?.id
  if (id === undefined) throw new Error('no workspace is open')
  await world.core.close()
  const { file, key } = await workspaceFile(world.profile, id, 'outbox.db')
  const store = storeInTest()
  store.ask('openOutbox', { folder: path.dirname(file), key })
  const open = store.ask('readOutbox', {})
  const over = store.ask('endedChanges', { sinceMs: 0, limit: 1_000 })
  const versions = store.ask('versionsOf', { key: world.key('51'), limit: 50 })
  store.ask('closeAll', {})
  return { versions, all: JSON.stringify([open, over, versions]) }
}

describe('merging two contacts', () => {
  it.each(['primary', 'new'] as const)(
    'shows the result first, and keeps a copy of both (id: %s)',
    async (mergedId) => {
      const world = await startOutboxWorld()
      world.sandbox.hubspot.behaviour.set({ mergedId })
      const two = { primary: world.key('9'), other: world.key('51') }
      const preview = valueOf(await world.core.handlers.contacts.previewMerge(two))
      expect(preview).toMatchObject({ primary: { name: 'Ada Lovelace' } })
      expect(preview.fields.find(({ name }) => name === 'lastname')).toMatchObject({ result: 'Lovelace' })
      valueOf(await world.core.handlers.contacts.merge(two))
      const { today } = await world.drained()
      expect(today).toMatchObject([{ kind: 'merge', state: 'sent' }])
      expect(await countsOf(world.core)).toEqual({ contact: 59 })
      const listed = valueOf(
        await world.core.handlers.items.list({
          query: plainQuery({ type: 'contact', search: 'lovelace' }),
          columns: [],
          offset: 0,
          limit: 5,
        }),
      )
      const versions = valueOf(await world.core.handlers.contacts.versions({ key: listed.rows[0]!.key }))
      expect(versions.map(({ origin }) => origin)).toEqual(['sent', 'merged-away', 'before'])
    },
  )

  it('goes out behind the edits of both', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1' })
    const held = await world.update('51', { phone: '+44 2' })
    valueOf(await world.core.handlers.outbox.hold({ ids: [held] }))
    valueOf(await world.core.handlers.contacts.merge({ primary: world.key('9'), other: world.key('51') }))
    await world.offline(false)
    await eventually(async () => (await world.outbox()).today.length === 1)
    await pause(2 * shortTimes.undoMs)
    expect(world.writes()).toEqual(['PATCH contacts/9'])
    valueOf(await world.core.handlers.outbox.release({ ids: [held] }))
    const { needsYou } = await world.drained()
    expect(needsYou).toEqual([])
    expect(world.writes()).toEqual(['PATCH contacts/9', 'PATCH contacts/51', 'POST contacts/merge'])
  })

  it('of which one was changed since asks once more', async () => {
    const world = await startOutboxWorld()
    valueOf(await world.core.handlers.contacts.merge({ primary: world.key('9'), other: world.key('51') }))
    world.sandbox.hubspot.records.contacts.update('51', { phone: '+44 2' })
    const { reason } = await world.needing('changed-there')
    expect(reason.fields).toMatchObject([{ name: 'phone', now: '+44 2' }])
    expect(world.writes()).toEqual([])
  })

  it.each(['primary', 'new'] as const)('whose reply is lost is done once (id: %s)', async (mergedId) => {
    const world = await startOutboxWorld()
    world.sandbox.hubspot.behaviour.set({ mergedId })
    world.sandbox.faults.add({ method: 'POST', path: 'contacts/merge$', drop: true, after: true, times: 1 })
    valueOf(await world.core.handlers.contacts.merge({ primary: world.key('9'), other: world.key('51') }))
    const { today } = await world.drained()
    expect(today).toMatchObject([{ kind: 'merge', state: 'sent' }])
    expect(world.writes()).toEqual(['POST contacts/merge'])
    expect(await countsOf(world.core)).toEqual({ contact: 59 })
  })

  it.each(['deleted', 'merged into a third'] as const)(
    'whose other one was %s leaves the first alone: it is here, under its own id, and can be edited',
    async (fate) => {
      const world = await startOutboxWorld()
      await world.offline(true)
      const { contacts, outbox, items } = world.core.handlers
      valueOf(await contacts.merge({ primary: world.key('9'), other: world.key('51') }))
      const { records } = world.sandbox.hubspot
      if (fate === 'deleted') records.contacts.archive('51')
      else await world.mergeThere(records.contacts.create({ lastname: 'Third' }).id, '51')
      await world.offline(false)
      const { id } = await world.needing('other-gone')
      expect(valueOf(await items.get({ key: world.key('9') })).item).toMatchObject({ key: world.key('9') })
      valueOf(await outbox.discard({ ids: [id] }))
      await world.update('9', { phone: '+44 9' })
      await world.drained()
      expect(world.writes()).toEqual(['PATCH contacts/9'])
      expect(world.there('9')).toMatchObject({ phone: '+44 9' })
    },
  )

  it('of one with itself, or with nobody, is refused at once', async () => {
    const world = await startOutboxWorld()
    const { contacts } = world.core.handlers
    const key = world.key('9')
    expect(await contacts.merge({ primary: key, other: key })).toMatchObject({ ok: false })
    expect(await contacts.merge({ primary: key, other: world.key('999999') })).toMatchObject({ ok: false })
  })
})
