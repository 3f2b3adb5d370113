import { expect, it } from 'vitest'
import { valueOf } from '../support/core-in-node.ts'
import { startOutboxWorld } from '../support/outbox-world.ts'

it('R28: a name of 60 KB breaks no answer of the outbox', async () => {
  // Every answer is held against the contract there, as it is before it goes to a page.
  const world = await startOutboxWorld()
  await world.offline(true)
  await world.update('9', { firstname: 'A'.repeat(60_000) })
  const { outbox } = world.core.handlers
  expect((await world.outbox()).waiting[0]?.fields[0]?.after).toHaveLength(2_000)
  expect(valueOf(await outbox.undo({}))?.name.length).toBeLessThanOrEqual(500)
  expect(valueOf(await outbox.redo({}))?.name.length).toBeLessThanOrEqual(500)
})
