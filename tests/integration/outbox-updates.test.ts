import { describe, expect, it } from 'vitest'
import { valueOf } from '../support/core-in-node.ts'
import { startOutboxWorld } from '../support/outbox-world.ts'

describe('an edit of a contact', () => {
  it('lies over the row before it is sent, and is sent once', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1', email: '' })
    const { item, pending } = valueOf(await world.core.handlers.items.get({ key: world.key('9') }))
    expect(item).toMatchObject({ phone: '+44 1', email: null })
    expect(pending).toEqual({ kind: 'update', state: 'waiting', fields: ['phone', 'email'] })
    expect((await world.outbox()).waiting[0]).toMatchObject({
      name: 'Ada Lovelace',
      fields: [
        { name: 'phone', after: '+44 1' },
        { name: 'email', before: 'ada.lovelace@analytical.example', after: '' },
      ],
      waitsFor: { for: 'working-offline' },
    })
    expect(world.writes()).toEqual([])

    await world.offline(false)
    const { today } = await world.drained()
    expect(world.writes()).toEqual(['PATCH contacts/9'])
    expect(world.there('9')).toMatchObject({ phone: '+44 1' })
    expect(world.there('9')?.['email'] ?? '').toBe('')
    expect(today).toMatchObject([{ state: 'sent', name: 'Ada Lovelace' }])
    expect(valueOf(await world.core.handlers.items.get({ key: world.key('9') })).pending).toBeNull()
  })

  it('that was noted is there after a restart, and is sent exactly once', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1' })
    world.core = await world.restart()
    expect((await world.outbox()).waitingCount).toBe(1)
    await world.offline(false)
    await world.drained()
    expect(world.writes()).toEqual(['PATCH contacts/9'])
    expect(world.there('9')).toMatchObject({ phone: '+44 1' })
  })

  it('of other fields than somebody else’s goes through and leaves those alone (R40)', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1' })
    world.sandbox.hubspot.records.contacts.update('9', { jobtitle: 'Countess' })
    await world.update('9', { company: 'Engines' })
    await world.offline(false)
    const { needsYouCount, todayCount } = await world.drained()
    expect([needsYouCount, todayCount]).toEqual([0, 2])
    expect(world.there('9')).toMatchObject({ phone: '+44 1', jobtitle: 'Countess', company: 'Engines' })
    const { item } = valueOf(await world.core.handlers.items.get({ key: world.key('9') }))
    expect(item).toMatchObject({ phone: '+44 1', organisation: 'Engines' })
  })

  it('R40: of a field that somebody else has changed asks the user, and keeps both values', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    const before = world.there('9')
    await world.update('9', { phone: '+44 1', company: 'Engines' })
    world.sandbox.hubspot.records.contacts.update('9', { phone: '+44 2' })
    await world.offline(false)
    const change = await world.needing('conflict')
    expect(change.reason).toMatchObject({
      fields: [
        {
          name: 'phone',
          before: { value: before?.['phone'] },
          yours: { value: '+44 1' },
          theirs: { value: '+44 2' },
          theirsAtMs: expect.any(Number),
        },
      ],
      sentCount: 1,
      isAgain: false,
    })
    // What nobody else touched has gone through; theirs stands where both did.
    expect(world.there('9')).toMatchObject({ phone: '+44 2', company: 'Engines' })
    expect(valueOf(await world.core.handlers.items.get({ key: world.key('9') }))).toMatchObject({
      item: { phone: '+44 1' },
      pending: { state: 'needs-you', fields: ['phone'] },
    })
    const versions = valueOf(await world.core.handlers.contacts.versions({ key: world.key('9') }))
    const phones = versions.flatMap(({ origin, changes }) =>
      changes.filter(({ name }) => name === 'phone').map(({ to }) => [origin, to]),
    )
    expect(phones).toContainEqual(['yours', '+44 1'])
    expect(versions.map(({ origin }) => origin)).toEqual(expect.arrayContaining(['theirs', 'yours']))
  })

  it('U15: a choice about a conflict is refused when the change is no longer the one that was shown', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1' })
    world.sandbox.hubspot.records.contacts.update('9', { phone: '+44 2' })
    await world.offline(false)
    const { id, revision } = await world.needing('conflict')
    const resolution = { kind: 'values' as const, values: { phone: '+44 1' } }
    const resolve = (at: number) => world.core.handlers.outbox.resolve({ id, revision: at, resolution })
    expect(await resolve(revision - 1)).toEqual({ ok: false, error: { kind: 'changed-meanwhile' } })

    // The other side moves between the question and the answer: the question comes again.
    world.sandbox.hubspot.records.contacts.update('9', { phone: '+44 3' })
    valueOf(await resolve(revision))
    const again = await world.needing('conflict')
    expect(again.reason).toMatchObject({ isAgain: true, fields: [{ theirs: { value: '+44 3' } }] })
    expect(world.there('9')).toMatchObject({ phone: '+44 3' })

    valueOf(await world.core.handlers.outbox.resolve({ id, revision: again.revision, resolution }))
    await world.drained()
    expect(world.there('9')).toMatchObject({ phone: '+44 1' })
    expect((await world.outbox()).needsYouCount).toBe(0)
  })

  it('of which the other side is kept ends without anything sent', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1' })
    world.sandbox.hubspot.records.contacts.update('9', { phone: '+44 2' })
    await world.offline(false)
    const { id, revision } = await world.needing('conflict')
    const resolution = { kind: 'values' as const, values: { phone: '+44 2' } }
    valueOf(await world.core.handlers.outbox.resolve({ id, revision, resolution }))
    const { today } = await world.drained()
    expect(world.writes()).toEqual([])
    expect(today).toMatchObject([{ state: 'settled' }])
  })

  it('R41: that was applied while its reply was lost is not sent again', async () => {
    const world = await startOutboxWorld()
    world.sandbox.faults.add({ method: 'PATCH', path: 'contacts/9$', drop: true, after: true })
    await world.update('9', { phone: '+44 1' })
    await expect.poll(() => world.there('9')?.['phone']).toBe('+44 1')
    const { today } = await world.drained()
    expect(today).toMatchObject([{ state: 'sent' }])
    expect(world.writes()).toEqual(['PATCH contacts/9'])
  })

  it('with one value that is refused by name goes through with the others', async () => {
    const world = await startOutboxWorld()
    await world.update('9', { email: 'ada@', phone: '+44 1' })
    const change = await world.needing('refused')
    expect(change.reason).toMatchObject({ fields: [{ name: 'email' }], sentCount: 1 })
    expect(world.there('9')).toMatchObject({ phone: '+44 1', email: 'ada.lovelace@analytical.example' })

    // Mending the field answers it.
    await world.update('9', { email: 'ada@engines.example' })
    await world.drained()
    expect((await world.outbox()).needsYouCount).toBe(0)
    expect(world.there('9')).toMatchObject({ email: 'ada@engines.example' })
  })

  it('R43: that is refused for ever is parked with the reason, and 99 others go on', async () => {
    const world = await startOutboxWorld({ contacts: 110 })
    await world.offline(true)
    const ids = world.sandbox.hubspot.records.contacts
    const externalIds = Array.from({ length: 110 }, (_, at) => ids.at(at)?.id ?? '').slice(0, 100)
    const poison = externalIds[37] ?? ''
    for (const externalId of externalIds) await world.update(externalId, { jobtitle: 'Pilot' })
    world.sandbox.faults.add({
      method: 'PATCH',
      path: `contacts/${poison}$`,
      status: 400,
      body: { category: 'VALIDATION_ERROR', message: 'No' },
    })
    await world.offline(false)
    const { needsYou, todayCount } = await world.drained()
    expect(needsYou).toMatchObject([{ key: world.key(poison), reason: { kind: 'refused', message: 'No' } }])
    expect(todayCount).toBe(99)
    for (const externalId of externalIds) {
      if (externalId !== poison) expect(world.there(externalId)).toMatchObject({ jobtitle: 'Pilot' })
    }
  })

  it('of a contact that was deleted there is told, never dropped, and can be created again', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1' })
    world.sandbox.hubspot.records.contacts.archive('9')
    await world.offline(false)
    const { id, revision } = await world.needing('deleted-there')
    const resolution = { kind: 'create-again' as const }
    valueOf(await world.core.handlers.outbox.resolve({ id, revision, resolution }))
    const { today } = await world.drained()
    const created = today[0]
    expect(created).toMatchObject({ kind: 'create', state: 'sent' })
    const { item } = valueOf(await world.core.handlers.items.get({ key: created!.key }))
    expect(item).toMatchObject({ name: 'Ada Lovelace', phone: '+44 1' })
    expect(world.there(item.externalId)).toMatchObject({ firstname: 'Ada', phone: '+44 1' })
  })

  it('of a contact that was deleted there is not alone: it comes to be again once, with all that waited', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    const first = await world.update('9', { phone: '+44 1' })
    const second = await world.update('9', { company: 'Engines' })
    world.sandbox.hubspot.records.contacts.archive('9')
    await world.offline(false)
    await expect.poll(async () => (await world.outbox()).needsYouCount).toBe(2)
    const { revision } = (await world.outbox()).needsYou.find(({ id }) => id === second)!
    const resolution = { kind: 'create-again' as const }
    valueOf(await world.core.handlers.outbox.resolve({ id: second, revision, resolution }))
    const { today, needsYouCount } = await world.drained()
    expect(needsYouCount).toBe(0)
    expect(world.writes().filter((write) => write === 'POST contacts')).toHaveLength(1)
    const key = today.find(({ id }) => id === first)!.key
    const { item } = valueOf(await world.core.handlers.items.get({ key }))
    expect(world.there(item.externalId)).toMatchObject({ phone: '+44 1', company: 'Engines' })
  })

  it('lies over its row in the columns that it still decides, and in no others', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { phone: '+44 1', company: 'Engines' })
    world.sandbox.hubspot.records.contacts.update('9', { company: 'Looms' })
    await world.offline(false)
    await world.needing('conflict')
    world.sandbox.hubspot.records.contacts.update('9', { phone: '+44 2' })
    valueOf(await world.core.handlers.contacts.read({ accountId: world.account.id, externalId: '9' }))
    const { item } = valueOf(await world.core.handlers.items.get({ key: world.key('9') }))
    expect(item).toMatchObject({ phone: '+44 2', organisation: 'Engines' })
  })

  it('of a contact that was merged there is told, and can go to the one that it became', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    await world.update('9', { fax: '+44 9' })
    const other = world.sandbox.hubspot.records.contacts.at(5)?.id ?? ''
    await world.mergeThere(other, '9')
    await world.offline(false)
    const change = await world.needing('merged-there')
    expect(change.reason.currentKey).toBe(world.key(other))
    const { id, revision } = change
    const resolution = { kind: 'go-on' as const }
    valueOf(await world.core.handlers.outbox.resolve({ id, revision, resolution }))
    await world.drained()
    expect(world.there(other)).toMatchObject({ fax: '+44 9' })
  })

  it('to an address that another contact has leads to that one, in both shapes of the refusal', async () => {
    for (const shape of [undefined, 'conflict'] as const) {
      const world = await startOutboxWorld()
      const other = world.sandbox.hubspot.records.contacts.findByEmail('grace.hopper@compiler.example')
      if (shape === 'conflict') {
        const message = `Contact already exists. Existing ID: ${other?.id ?? ''}`
        const body = { status: 'error', message, category: 'CONFLICT' }
        world.sandbox.faults.add({ method: 'PATCH', path: 'contacts/9$', status: 409, body })
      }
      await world.update('9', { email: 'grace.hopper@compiler.example', fax: '+44 9' })
      const { id, revision, reason } = await world.needing('already-exists')
      expect(reason).toMatchObject({
        existingKey: world.key(other?.id ?? ''),
        existingName: 'Grace Hopper',
      })
      expect(world.there('9')?.['email']).toBe('ada.lovelace@analytical.example')
      valueOf(await world.core.handlers.outbox.resolve({ id, revision, resolution: { kind: 'go-on' } }))
      await world.drained()
      expect(world.there(other?.id ?? '')).toMatchObject({ fax: '+44 9' })
    }
  })

  it('that the connection may not make is kept, and goes out after a sign-in that allows it', async () => {
    const world = await startOutboxWorld()
    world.sandbox.faults.add({
      method: 'PATCH',
      path: 'contacts/9$',
      status: 403,
      body: {
        category: 'MISSING_SCOPES',
        errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.write'] } }],
      },
    })
    await world.update('9', { phone: '+44 1' })
    const { reason } = await world.needing('missing-permission')
    expect(reason.scopes).toEqual(['crm.objects.contacts.write'])
    world.sandbox.faults.clear()
    const { account, core } = world
    valueOf(
      await core.handlers.signIn.start({
        providerId: account.providerId,
        accountId: account.id,
        place: 'window',
        access: 'write',
        scopes: null,
      }),
    )
    await expect.poll(() => world.there('9')?.['phone']).toBe('+44 1')
  })
})
