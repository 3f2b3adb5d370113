import { plainQuery } from '../../src/shared/plain-query.ts'
import { describe, expect, it } from 'vitest'
import { outboxTimes } from '../../src/main/outbox/sending.ts'
import type { ContactValues } from '../../src/shared/model/contact.ts'
import { valueOf } from '../support/core-in-node.ts'
import { shortTimes, startOutboxWorld, type OutboxWorld } from '../support/outbox-world.ts'
import { countsOf } from '../support/connected-core.ts'

const grace = { email: 'grace.quay@example.com', firstname: 'Grace', lastname: 'Quay', phone: '+44 20 1' }
const nameless = { firstname: 'Solo', lastname: 'Sailor', phone: '+44 20 2' }
const posts = 'contacts$'

const create = async (world: OutboxWorld, values: ContactValues) =>
  valueOf(await world.core.handlers.contacts.create({ accountId: world.account.id, values }))

const howMany = (world: OutboxWorld): number => world.sandbox.hubspot.records.contacts.count()

describe('a new contact', () => {
  it('stands first in the list before it is sent, and goes on under the id that it gets', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    const { key } = await create(world, grace)
    expect(await countsOf(world.core)).toEqual({ contact: 61 })
    const listed = valueOf(
      await world.core.handlers.items.list({
        query: plainQuery({ type: 'contact' }),
        columns: [],
        offset: 0,
        limit: 2,
      }),
    )
    expect(listed.rows[0]).toMatchObject({ key, name: 'Grace Quay', pending: { kind: 'create' } })
    const details = valueOf(await world.core.handlers.items.get({ key }))
    expect(details).toMatchObject({
      item: { name: 'Grace Quay', email: grace.email },
      loadedAtMs: expect.any(Number),
    })
    expect(details.fields.map(({ name }) => name)).toContain('phone')

    // What is edited before it is sent is sent after it.
    const stored = valueOf(await world.core.handlers.contacts.stored({ key }))
    const base = { phone: stored.values['phone'] ?? '' }
    valueOf(await world.core.handlers.contacts.update({ key, values: { phone: '+44 20 3' }, base }))
    await world.offline(false)
    const { today } = await world.drained()
    expect(world.writes()).toEqual(['POST contacts', expect.stringMatching(/^PATCH contacts\/\d+$/)])
    const [sent] = today.filter(({ kind }) => kind === 'create')
    expect(sent?.key).not.toBe(key)
    const { item } = valueOf(await world.core.handlers.items.get({ key: sent!.key }))
    expect(item).toMatchObject({ name: 'Grace Quay', phone: '+44 20 3' })
    expect(await countsOf(world.core)).toEqual({ contact: 61 })
    // A screen that still has the key of before finds it.
    expect(valueOf(await world.core.handlers.contacts.stored({ key })).key).toBe(sent!.key)
  })

  it('can be rewritten while it waits, and not from an older state of it', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    const { id } = await create(world, grace)
    const [{ revision } = { revision: -1 }] = (await world.outbox()).waiting
    const values = { ...grace, lastname: 'Harbour' }
    const amend = () => world.core.handlers.contacts.amend({ id, revision, values })
    const { contacts: endpoints } = world.core.handlers
    const empty = await endpoints.amend({ id, revision, values: { firstname: '', email: '' } })
    expect(empty).toMatchObject({ ok: false, error: { kind: 'invalid-request' } })
    valueOf(await amend())
    expect(await amend()).toEqual({ ok: false, error: { kind: 'changed-meanwhile' } })
    await world.offline(false)
    await world.drained()
    expect(world.writes()).toEqual(['POST contacts'])
    const { contacts } = world.sandbox.hubspot.records
    expect(contacts.get(idOf(world))?.properties).toMatchObject({ lastname: 'Harbour' })
  })

  it('R41: whose reply is lost is there once, and found by its address', async () => {
    const world = await startOutboxWorld()
    world.sandbox.faults.add({ method: 'POST', path: posts, drop: true, after: true, times: 1 })
    await create(world, grace)
    const { today } = await world.drained()
    expect(today).toMatchObject([{ kind: 'create', state: 'sent', key: world.key(idOf(world)) }])
    expect(world.writes()).toEqual(['POST contacts'])
    expect(howMany(world)).toBe(61)
  })

  it('R41: that never arrived is sent again when nobody has its address', async () => {
    const world = await startOutboxWorld()
    world.sandbox.faults.add({ method: 'POST', path: posts, drop: true, times: 1 })
    await create(world, grace)
    await world.drained()
    expect(world.writes()).toEqual(['POST contacts', 'POST contacts'])
    expect(howMany(world)).toBe(61)
  })

  it('R41: without an address is found by when it was made and what it holds', async () => {
    const world = await startOutboxWorld()
    world.sandbox.faults.add({ method: 'POST', path: posts, drop: true, after: true, times: 1 })
    await create(world, nameless)
    const { today } = await world.drained()
    expect(today).toMatchObject([{ kind: 'create', state: 'sent', key: world.key(idOf(world)) }])
    expect(world.writes()).toEqual(['POST contacts'])
    expect(howMany(world)).toBe(61)
  })

  it('R41: without an address that is not found asks the user, and is never sent blindly', async () => {
    const world = await startOutboxWorld()
    world.sandbox.faults.add({ method: 'POST', path: posts, drop: true, times: 1 })
    await create(world, nameless)
    const { id, revision, reason } = await world.needing('outcome-unknown')
    expect(reason.candidates).toEqual([])
    expect(world.writes()).toEqual(['POST contacts'])
    valueOf(await world.core.handlers.outbox.resolve({ id, revision, resolution: { kind: 'create-again' } }))
    await world.drained()
    expect(howMany(world)).toBe(61)
  })

  it('R41: without an address that may be one of two asks which, and sends nothing for it', async () => {
    const world = await startOutboxWorld()
    world.sandbox.faults.add({ method: 'POST', path: posts, drop: true, after: true, times: 1 })
    await create(world, nameless)
    const twin = world.sandbox.hubspot.records.contacts.create(nameless)
    const { id, revision, reason } = await world.needing('outcome-unknown')
    expect(reason.candidates).toHaveLength(2)
    const resolution = {
      kind: 'adopt' as const,
      key: reason.candidates.find(({ key }) => key !== world.key(twin.id))!.key,
    }
    valueOf(await world.core.handlers.outbox.resolve({ id, revision, resolution }))
    await world.drained()
    expect(world.writes()).toEqual(['POST contacts'])
    expect(howMany(world)).toBe(62)
  })

  it('R41: two alike, of which one was adopted, are two contacts', async () => {
    const world = await startOutboxWorld()
    await create(world, nameless)
    await world.drained()
    world.sandbox.faults.add({ method: 'POST', path: posts, drop: true, after: true, times: 1 })
    await create(world, nameless)
    const { today } = await world.drained()
    expect(new Set(today.map(({ key }) => key)).size).toBe(2)
    expect(howMany(world)).toBe(62)
  })

  it('R41: that was on its way when everything was killed is looked for, not sent again', async () => {
    const world = await startOutboxWorld()
    world.sandbox.faults.add({ method: 'POST', path: posts, stallMs: 60_000, after: true, times: 1 })
    await create(world, grace)
    await expect.poll(() => howMany(world)).toBe(61)
    world.core = await world.restart()
    await world.drained()
    // The one that never got its answer is not in the log.
    expect(world.writes()).toEqual([])
    expect(howMany(world)).toBe(61)
  })

  it('that exists already leads to the existing one, which gets what it lacks', async () => {
    const world = await startOutboxWorld()
    const email = 'ada.lovelace@analytical.example'
    await create(world, { email, firstname: 'Ada', fax: '+44 9' })
    const { id, revision, reason } = await world.needing('already-exists')
    expect(reason).toMatchObject({ existingKey: world.key('9'), existingName: 'Ada Lovelace' })
    valueOf(await world.core.handlers.outbox.resolve({ id, revision, resolution: { kind: 'go-on' } }))
    await world.drained()
    expect(world.there('9')).toMatchObject({ fax: '+44 9', lastname: 'Lovelace' })
    expect(howMany(world)).toBe(60)
  })

  it('that exists already, and holds something else, asks about each field', async () => {
    const world = await startOutboxWorld()
    await create(world, { email: 'ada.lovelace@analytical.example', firstname: 'Augusta' })
    const { id, revision } = await world.needing('already-exists')
    valueOf(await world.core.handlers.outbox.resolve({ id, revision, resolution: { kind: 'go-on' } }))
    const { reason } = await world.needing('conflict')
    expect(reason.fields).toMatchObject([
      { name: 'firstname', yours: { value: 'Augusta' }, theirs: { value: 'Ada' } },
    ])
    expect(world.writes()).toEqual(['POST contacts'])
  })

  it('that lacks what the account requires names the field, and is sent once that is given', async () => {
    const world = await startOutboxWorld()
    world.sandbox.hubspot.behaviour.set({ requiredProperties: ['jobtitle'] })
    const { id } = await create(world, grace)
    const { revision, reason } = await world.needing('refused')
    expect(reason.fields).toMatchObject([{ name: 'jobtitle' }])
    const form = valueOf(await world.core.handlers.contacts.form({ accountId: world.account.id }))
    expect(form.fields.find(({ name }) => name === 'jobtitle')).toMatchObject({ isRequired: true })
    const values = { ...grace, jobtitle: 'Pilot' }
    valueOf(await world.core.handlers.contacts.amend({ id, revision, values }))
    await world.drained()
    expect(howMany(world)).toBe(61)
  })

  it.each([{}, { jobtitle: 'Pilot' }])('that holds too little is refused at once: %j', async (values) => {
    const world = await startOutboxWorld()
    const answer = await world.core.handlers.contacts.create({ accountId: world.account.id, values })
    expect(answer.ok || answer.error.kind).toBe('invalid-request')
    expect((await world.outbox()).waitingCount).toBe(0)
  })
})

describe('the waits of the outbox', () => {
  it('are ten seconds, half a minute and two minutes', () => {
    expect(outboxTimes).toEqual({ undoMs: 10_000, searchLagMs: 30_000, askAfterMs: 120_000 })
    expect(Object.keys(shortTimes)).toEqual(Object.keys(outboxTimes))
  })
})

/** The id of the contact that was created last. */
function idOf({ sandbox }: OutboxWorld): string {
  const { contacts } = sandbox.hubspot.records
  return contacts.at(contacts.size() - 1)?.id ?? ''
}

describe('a contact that is deleted before it was sent', () => {
  it.each([true, false])(
    'is never sent, and is let go after ten seconds (offline: %s)',
    async (isOffline) => {
      const world = await startOutboxWorld()
      await world.offline(true)
      const { contacts } = world.core.handlers
      const { key } = await create(world, grace)
      valueOf(await contacts.update({ key, values: { fax: '+44 9' }, base: {} }))
      const { id } = valueOf(await contacts.remove({ key }))
      await world.offline(isOffline)
      const [deletion] = (await world.outbox()).waiting
      expect(deletion).toMatchObject({ id, kind: 'delete', waitsFor: { for: 'undo' } })
      const { today } = await world.drained()
      expect(today.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
        'create discarded',
        'delete settled',
        'update discarded',
      ])
      expect(world.writes()).toEqual([])
      expect(await countsOf(world.core)).toEqual({ contact: 60 })
    },
  )

  it('is sent after all when that is taken back', async () => {
    const world = await startOutboxWorld()
    const { contacts, outbox } = world.core.handlers
    await world.offline(true)
    const { key } = await create(world, grace)
    const { id } = valueOf(await contacts.remove({ key }))
    valueOf(await outbox.discard({ ids: [id] }))
    await world.offline(false)
    await world.drained()
    expect(world.writes()).toEqual(['POST contacts'])
  })
})
