import { describe, expect, it } from 'vitest'
import type { ItemKey } from '../../src/shared/model/item.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import { eventually, valueOf } from '../support/core-in-node.ts'
import { startOutboxWorld, type OutboxWorld } from '../support/outbox-world.ts'

const undo = async ({ core }: OutboxWorld) => valueOf(await core.handlers.outbox.undo({}))
const redo = async ({ core }: OutboxWorld) => valueOf(await core.handlers.outbox.redo({}))
const cityHere = async ({ core, key }: OutboxWorld, externalId: string) =>
  valueOf(await core.handlers.contacts.stored({ key: key(externalId) })).values['city'] ?? ''

/** Keys of the first contacts, by name. */
async function keysOf({ core }: OutboxWorld, limit: number): Promise<ItemKey[]> {
  const query = plainQuery({ type: 'contact' })
  return valueOf(await core.handlers.items.keys({ query, offset: 0, limit })).keys
}

const idOf = (key: ItemKey): string => key.split(':').at(-1) ?? ''

async function setCity(world: OutboxWorld, keys: ItemKey[], value = 'Genoa', stepId: string | null = null) {
  const edit = { accountId: world.account.id, keys, field: 'city', value, stepId }
  return world.core.handlers.contacts.updateMany(edit)
}

describe('an edit of many contacts', () => {
  it('U16: names those that cannot be edited, edits the others, and counts those that have the value', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    const [first, second, third] = await keysOf(world, 3)
    const deleted = world.key('51')
    valueOf(await world.core.handlers.contacts.remove({ key: deleted }))
    await world.update(idOf(first!), { city: 'Genoa' })
    const gone = world.key('999999')
    const edited = valueOf(await setCity(world, [first!, second!, second!, third!, deleted, gone]))
    expect(edited).toMatchObject({ changed: 2, unchanged: 1 })
    expect(edited.failed).toEqual([
      { key: deleted, error: { kind: 'changed-meanwhile' } },
      { key: gone, error: { kind: 'not-found' } },
    ])
    expect(await cityHere(world, idOf(third!))).toBe('Genoa')
  })

  it('U16: is refused as a whole where nobody could set the field', async () => {
    const world = await startOutboxWorld()
    const [key] = await keysOf(world, 1)
    const edit = { accountId: world.account.id, keys: [key!], value: '1', stepId: null }
    for (const field of ['hs_object_id', 'no_such_field']) {
      expect(await world.core.handlers.contacts.updateMany({ ...edit, field })).toMatchObject({
        ok: false,
        error: { kind: 'invalid-request' },
      })
    }
    expect(await world.outbox()).toMatchObject({ waitingCount: 0, undo: null })
  })

  it('U16: is one step of Undo in all its parts, which brings back what each contact had', async () => {
    const world = await startOutboxWorld()
    await world.offline(true)
    const keys = await keysOf(world, 40)
    const before = await Promise.all(keys.map((key) => cityHere(world, idOf(key))))
    const { stepId } = valueOf(await setCity(world, keys.slice(0, 15)))
    const rest = valueOf(await setCity(world, keys.slice(15), 'Genoa', stepId))
    expect(rest.stepId).toBe(stepId)
    const changed = before.filter((city) => city !== 'Genoa').length
    expect((await world.outbox()).undo).toMatchObject({ kind: 'update', count: changed })

    world.core = await world.restart()
    expect(await undo(world)).toMatchObject({ count: changed, changedSince: [], changedSinceCount: 0 })
    expect(await Promise.all(keys.map((key) => cityHere(world, idOf(key))))).toEqual(before)
    expect(await world.outbox()).toMatchObject({ waitingCount: 0, undo: null, redo: { count: changed } })
    // Whoever still goes on with it is told.
    expect(await setCity(world, keys, 'Genoa', stepId)).toEqual({
      ok: false,
      error: { kind: 'changed-meanwhile' },
    })
    expect(await redo(world)).toMatchObject({ count: changed })
    expect(await cityHere(world, idOf(keys[39]!))).toBe('Genoa')
  })

  it('U16: is undone in the field that it set alone, and says which contacts were changed since', async () => {
    const world = await startOutboxWorld()
    const keys = await keysOf(world, 4)
    const [first, second, third, fourth] = keys.map(idOf) as [string, string, string, string]
    const before = world.there(third)?.['city'] ?? ''
    valueOf(await setCity(world, keys))
    await world.drained()
    // The same field at the provider, another one there, and the same one by the user.
    world.sandbox.hubspot.records.contacts.update(second, { city: 'Pisa' })
    valueOf(await world.core.handlers.contacts.read({ accountId: world.account.id, externalId: second }))
    world.sandbox.hubspot.records.contacts.update(third, { jobtitle: 'Pilot' })
    await world.offline(true)
    await world.update(fourth, { city: 'Lucca' })
    // The user's own later edit is a step of its own, which comes first.
    expect(await undo(world)).toMatchObject({ count: 1 })

    expect(await undo(world)).toMatchObject({
      count: 3,
      changedSince: [world.key(second)],
      changedSinceCount: 1,
    })
    await world.offline(false)
    expect((await world.drained()).needsYouCount).toBe(0)
    expect(world.there(first)?.['city']).not.toBe('Genoa')
    expect(world.there(second)).toMatchObject({ city: 'Pisa' })
    expect(world.there(third)?.['city'] ?? '').toBe(before)
    expect(world.there(third)).toMatchObject({ jobtitle: 'Pilot' })
  })

  it('U16: that is on its way is undone all the same, and nothing of it is left at the provider', async () => {
    const world = await startOutboxWorld()
    const keys = await keysOf(world, 30)
    const cities = () => keys.map((key) => world.there(idOf(key))?.['city'] ?? '')
    const before = cities()
    world.sandbox.faults.add({ method: 'PATCH', path: 'contacts/', stallMs: 150 })
    valueOf(await setCity(world, keys))
    await eventually(async () => cities().some((city, at) => city === 'Genoa' && before[at] !== 'Genoa'))
    expect(await undo(world)).toMatchObject({ changedSinceCount: 0 })
    expect((await world.drained()).needsYouCount).toBe(0)
    expect(cities()).toEqual(before)
  })

  it(
    'U16: of 2,000 contacts takes a bounded time, and lets everything else go first',
    { timeout: 60_000 },
    async () => {
      const world = await startOutboxWorld({ contacts: 2_100 })
      await world.offline(true)
      const keys = [...(await keysOf(world, 1_000)), ...(await keysFrom(world, 1_000))]
      const other = world.key('9')
      const many = keys.filter((key) => key !== other)
      const begunMs = performance.now()
      let stepId: string | null = null
      let changed = 0
      for (let at = 0; at < many.length; at += 500) {
        const part = setCity(world, many.slice(at, at + 500), 'Genoa', stepId)
        // Somebody goes on working meanwhile.
        const listedMs = performance.now()
        await keysOf(world, 50)
        expect(performance.now() - listedMs).toBeLessThan(2_000)
        const edited = valueOf(await part)
        expect(edited.failed).toEqual([])
        stepId = edited.stepId
        changed += edited.changed
      }
      expect(changed).toBeGreaterThan(1_900)
      expect(performance.now() - begunMs).toBeLessThan(20_000)

      await world.offline(false)
      await eventually(async () => world.writes().length > 2)
      const sentBefore = world.writes().length
      await world.update('9', { phone: '+44 1' })
      await eventually(async () => world.there('9')?.['phone'] === '+44 1')
      expect(world.writes().length - sentBefore).toBeLessThan(200)
      await eventually(async () => (await world.outbox()).waiting.every(({ key }) => key !== other))
      await world.offline(true)
      // The later edit is the newest step; it stays.
      expect(await undo(world)).toMatchObject({ count: 1 })
      const undoneMs = performance.now()
      const undone = await undo(world)
      expect(undone?.count).toBe(changed)
      expect(performance.now() - undoneMs).toBeLessThan(20_000)
    },
  )
})

/** The keys behind the first thousand. */
async function keysFrom({ core }: OutboxWorld, offset: number): Promise<ItemKey[]> {
  const query = plainQuery({ type: 'contact' })
  return valueOf(await core.handlers.items.keys({ query, offset, limit: 1_000 })).keys
}
