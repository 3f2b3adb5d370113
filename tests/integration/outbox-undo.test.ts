import { describe, expect, it } from 'vitest'
import { valueOf } from '../support/core-in-node.ts'
import { startOutboxWorld, type OutboxWorld } from '../support/outbox-world.ts'

const undo = async ({ core }: OutboxWorld) => valueOf(await core.handlers.outbox.undo({}))
const redo = async ({ core }: OutboxWorld) => valueOf(await core.handlers.outbox.redo({}))
const phoneHere = async ({ core, key }: OutboxWorld, externalId = '9') =>
  valueOf(await core.handlers.contacts.stored({ key: key(externalId) })).values['phone']

describe('Undo', () => {
  it('of an edit that was not sent sends nothing, and Redo brings it back', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    const before = await phoneHere(world)
    await world.update('9', { phone: '+44 1' })
    expect((await world.outbox()).undo).toEqual({ kind: 'update', name: 'Ada Lovelace', count: 1 })
    expect(await undo(world)).toMatchObject({ kind: 'update', name: 'Ada Lovelace', count: 1 })
    expect(await phoneHere(world)).toBe(before)
    expect(await world.outbox()).toMatchObject({ waitingCount: 0, undo: null, redo: { count: 1 } })

    await redo(world)
    expect(await phoneHere(world)).toBe('+44 1')
    await world.offline(false)
    await world.drained()
    expect(world.writes()).toEqual(['PATCH contacts/9'])
  })

  it('goes back step by step over several records, across a restart', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1' })
    await world.update('51', { phone: '+44 2' })
    world.core = await world.restart()
    await undo(world)
    expect(await phoneHere(world, '51')).not.toBe('+44 2')
    expect(await phoneHere(world)).toBe('+44 1')
    await undo(world)
    expect(await phoneHere(world)).not.toBe('+44 1')
    expect(await undo(world)).toBeNull()
    await redo(world)
    expect(await phoneHere(world)).toBe('+44 1')
    expect(await phoneHere(world, '51')).not.toBe('+44 2')
  })

  it('of an edit that was sent sends the old values, and leaves alone what somebody has changed since', async () => {
    const world = await startOutboxWorld()
    const before = world.there('9')
    await world.update('9', { phone: '+44 1', company: 'Engines' })
    await world.drained()
    world.sandbox.hubspot.records.contacts.update('9', { company: 'Looms' })
    valueOf(await world.core.handlers.contacts.read({ accountId: world.account.id, externalId: '9' }))
    expect(await undo(world)).toMatchObject({ count: 1 })
    await world.drained()
    expect(world.there('9')).toMatchObject({ company: 'Looms' })
    expect(world.there('9')?.['phone'] ?? '').toBe(before?.['phone'] ?? '')
    await redo(world)
    await world.drained()
    expect(world.there('9')).toMatchObject({ phone: '+44 1' })
  })

  it('R41: of a creation of which nobody knows whether it happened is refused, so that Redo makes no second one', async () => {
    const world = await startOutboxWorld()
    world.sandbox.faults.add({ method: 'POST', path: 'contacts$', drop: true, after: true })
    const values = { firstname: 'Solo', lastname: 'Sailor' }
    valueOf(await world.core.handlers.contacts.create({ accountId: world.account.id, values }))
    await expect
      .poll(async () => (await world.outbox()).waiting[0]?.waitsFor?.for, { timeout: 10_000 })
      .toMatch(/outcome|network/)
    expect(await world.core.handlers.outbox.undo({})).toEqual({
      ok: false,
      error: { kind: 'changed-meanwhile' },
    })
    world.sandbox.faults.clear()
    await world.drained()
    expect(world.sandbox.hubspot.records.contacts.count()).toBe(61)
  })

  it('of a creation that was sent deletes the contact, after the time in which that can be taken back', async () => {
    const world = await startOutboxWorld()
    valueOf(
      await world.core.handlers.contacts.create({
        accountId: world.account.id,
        values: { firstname: 'Solo' },
      }),
    )
    await world.drained()
    await undo(world)
    expect((await world.outbox()).waiting).toMatchObject([{ kind: 'delete', waitsFor: { for: 'undo' } }])
    await redo(world)
    const { waitingCount } = await world.drained()
    expect(waitingCount).toBe(0)
    expect(world.writes()).toEqual(['POST contacts'])
  })

  it('of a creation that somebody has gone on with asks before it deletes what they added', async () => {
    const world = await startOutboxWorld()
    const { contacts } = world.core.handlers
    valueOf(await contacts.create({ accountId: world.account.id, values: { firstname: 'Solo' } }))
    const [created] = (await world.drained()).today
    const externalId = created?.key.split(':').at(-1) ?? ''
    world.sandbox.hubspot.records.contacts.update(externalId, { phone: '+44 2' })
    // It is seen here too, and may not have been looked at.
    valueOf(await contacts.read({ accountId: world.account.id, externalId }))
    await undo(world)
    const { reason } = await world.needing('changed-there')
    expect(reason.fields).toMatchObject([{ name: 'phone', now: '+44 2' }])
    expect(world.there(externalId)).toMatchObject({ phone: '+44 2' })
  })

  it('that was half sent is taken back whole by Redo', async () => {
    const world = await startOutboxWorld()
    await world.update('9', { phone: '+44 1', company: 'Engines' })
    await world.drained()
    world.sandbox.hubspot.records.contacts.update('9', { company: 'Looms' })
    await undo(world)
    await world.needing('conflict')
    expect(world.there('9')?.['phone']).not.toBe('+44 1')
    await redo(world)
    expect((await world.drained()).needsYouCount).toBe(0)
    expect(world.there('9')).toMatchObject({ phone: '+44 1', company: 'Looms' })
    expect((await world.outbox()).redo).toBeNull()
  })

  it('and Redo, again and again, come to the same as once', async () => {
    const world = await startOutboxWorld()
    await world.update('9', { phone: '+44 1' })
    await world.drained()
    await world.offline(true)
    for (let round = 0; round < 3; round += 1) {
      await undo(world)
      expect(await phoneHere(world)).not.toBe('+44 1')
      await redo(world)
      expect(await phoneHere(world)).toBe('+44 1')
      expect(await world.outbox()).toMatchObject({ waitingCount: 0, undo: { count: 1 } })
    }
  })

  it('of a deletion is offered while it waits, and not afterwards: HubSpot could not restore it for us', async () => {
    const world = await startOutboxWorld()
    valueOf(await world.core.handlers.contacts.remove({ key: world.key('9') }))
    expect(await undo(world)).toMatchObject({ kind: 'delete' })
    await world.drained()
    expect(world.there('9')).toBeDefined()
    await redo(world)
    await world.drained()
    expect(world.there('9')).toBeUndefined()
    expect((await world.outbox()).undo).toBeNull()
  })

  it('of a merge is offered while it waits, and Redo merges the same two', async () => {
    const world = await startOutboxWorld()
    const two = { primary: world.key('9'), other: world.key('51') }
    valueOf(await world.core.handlers.contacts.merge(two))
    expect(await undo(world)).toMatchObject({ kind: 'merge' })
    expect(await redo(world)).toMatchObject({ kind: 'merge', count: 1 })
    const { today } = await world.drained()
    expect(world.writes()).toEqual(['POST contacts/merge'])
    expect(today).toMatchObject([{ state: 'sent' }, { state: 'discarded' }])
    expect(world.sandbox.hubspot.records.contacts.get('51')?.id).toBe('9')
  })

  it('is over for what was undone once something new is done', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1' })
    await undo(world)
    await world.update('9', { company: 'Engines' })
    expect((await world.outbox()).redo).toBeNull()
    expect(await redo(world)).toBeNull()
  })
})

describe('what waits', () => {
  it('is held, released and let go by the user’s word, and never what is on its way', async () => {
    const world = await startOutboxWorld()
    const { outbox } = world.core.handlers
    await world.offline(true)
    const held = await world.update('9', { phone: '+44 1' })
    const dropped = await world.update('51', { phone: '+44 2' })
    valueOf(await outbox.hold({ ids: [held] }))
    valueOf(await outbox.discard({ ids: [dropped] }))
    await world.offline(false)
    await expect.poll(async () => (await world.outbox()).waiting.map(({ state }) => state)).toEqual(['held'])
    expect(world.writes()).toEqual([])
    expect((await world.outbox()).today).toMatchObject([{ id: dropped, state: 'discarded' }])

    world.sandbox.faults.add({ method: 'PATCH', path: 'contacts/9$', stallMs: 700 })
    valueOf(await outbox.release({ ids: [held] }))
    await expect.poll(async () => (await world.outbox()).waiting[0]?.state).toBe('sending')
    const refused = { ok: false, error: { kind: 'changed-meanwhile' } }
    expect(await outbox.discard({ ids: [held] })).toEqual(refused)
    expect(await outbox.hold({ ids: [held] })).toEqual(refused)
    await world.drained()
    expect(await outbox.discard({ ids: [held] })).toEqual(refused)
    expect(world.there('9')).toMatchObject({ phone: '+44 1' })
  })

  it('and rests on an edit that is let go is held against what was there before that', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    const first = await world.update('9', { phone: '+44 1' })
    await world.update('9', { phone: '+44 2' })
    valueOf(await world.core.handlers.outbox.discard({ ids: [first] }))
    await world.offline(false)
    const { needsYouCount } = await world.drained()
    expect(needsYouCount).toBe(0)
    expect(world.there('9')).toMatchObject({ phone: '+44 2' })
  })

  it('for a contact that is let go before it was created goes with it', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    const { contacts, outbox } = world.core.handlers
    const { id, key } = valueOf(
      await contacts.create({ accountId: world.account.id, values: { firstname: 'Solo' } }),
    )
    valueOf(await contacts.update({ key, values: { phone: '+44 1' }, base: {} }))
    valueOf(await outbox.discard({ ids: [id] }))
    expect(await world.outbox()).toMatchObject({ waitingCount: 0, todayCount: 2 })
  })
})

describe('a record’s history', () => {
  it('lets it be set back to what it was', async () => {
    const world = await startOutboxWorld()
    const before = world.there('9')
    await world.update('9', { phone: '+44 1', company: 'Engines' })
    await world.drained()
    const key = world.key('9')
    const versions = valueOf(await world.core.handlers.contacts.versions({ key }))
    expect(versions.map(({ origin, isCurrent }) => [origin, isCurrent])).toEqual([
      ['sent', true],
      ['before', false],
    ])
    expect(versions[0]?.changes).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'phone', to: '+44 1' })]),
    )
    const { id } = valueOf(await world.core.handlers.contacts.revert({ key, version: versions[1]!.id }))
    expect(id).not.toBeNull()
    await world.drained()
    expect(world.there('9')?.['phone'] ?? '').toBe(before?.['phone'] ?? '')
    expect(world.there('9')?.['company'] ?? '').toBe(before?.['company'] ?? '')
    // It is there already.
    expect(valueOf(await world.core.handlers.contacts.revert({ key, version: versions[1]!.id }))).toEqual({
      id: null,
    })
  })
})
