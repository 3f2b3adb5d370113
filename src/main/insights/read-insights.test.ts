import { expect, it } from 'vitest'
import { insightsSchema } from '../../shared/model/insights.ts'
import { providerField } from '../../shared/model/list-field.ts'
import { ok } from '../../shared/result.ts'
import type { TallyGroup } from '../../shared/tally-protocol.ts'
import { insightFields } from '../providers/hubspot/insight-fields.ts'
import { readInsights, type InsightPorts } from './read-insights.ts'

const { deals } = insightFields
const label = 'l'.repeat(600)
const field = (name: string, kind: string, options: readonly unknown[] = []) => ({
  ...{ id: providerField(name), kind, path: [name], each: null, separator: null, options },
})
const dealFields = [
  field(deals.stage, 'choice', [{ value: 'won', label }]),
  field(deals.isClosed, 'flag'),
  field(deals.amount, 'number'),
]

/** What is answered where the store counts these groups by stage. */
async function numbersOf(groups: readonly TallyGroup[]) {
  const answers: Record<string, unknown> = {
    countItems: [],
    feedStates: [],
    getFact: null,
  }
  // Of the ports only what is asked for here.
  const ports = {
    now: () => Date.UTC(2026, 10, 29),
    provider: () => ({ insights: insightFields }),
    records: { list: async () => ok([{ id: 'account-1', providerId: 'hubspot' }]) },
    fields: async ({ type }: { type: string }) =>
      ok({ stored: new Map(type === 'deal' ? dealFields.map((one) => [one.id, one]) : []) }),
    store: {
      call: async (method: string, { tallies = [] }: { tallies?: readonly { by: readonly unknown[] }[] }) =>
        ok(
          method === 'tallyItems'
            ? {
                results: tallies.map(({ by }) => ({ groups: by.length === 3 ? groups : [], rest: 0 })),
                ...{ asOfMs: 1, progress: null },
              }
            : answers[method],
        ),
    },
  } as unknown as InsightPorts
  const read = await readInsights(ports, null, 'days-30')
  if (!read.ok) throw new Error(read.error.kind)
  return insightsSchema.parse(read.value).numbers
}

it('stand although a stage has a name longer than any that is shown, or one that no filter can ask for', async () => {
  const group = (stage: string, sum: number): TallyGroup => ({
    ...{ values: [stage, 'account-1', 'account-1'], count: 2, valued: [2], sums: [sum] },
  })
  const numbers = await numbersOf([group('won', 7), group('x'.repeat(501), 8)])
  expect(numbers?.stages).toMatchObject([{ label: label.slice(0, 500), count: 2, values: [{ value: 7 }] }])
})

it('leave out what amounts add up to beyond all numbers', async () => {
  const numbers = await numbersOf([
    { values: ['won', 'account-1', 'account-1'], count: 2, valued: [2], sums: [Infinity] },
  ])
  expect(numbers?.stages).toMatchObject([{ count: 2, values: [] }])
})
