import { expect, it } from 'vitest'
import { letEventsRun } from './let-events-run.ts'

it('gives each of those who wait a turn of its own, and others theirs in between', async () => {
  const order: string[] = []
  const work = async (name: string): Promise<void> => {
    await letEventsRun()
    order.push(name)
    setImmediate(() => order.push(`after ${name}`))
  }
  await Promise.all([work('first'), work('second'), work('third')])
  expect(order).toEqual(['first', 'after first', 'second', 'after second', 'third'])
})
