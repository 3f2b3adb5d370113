import type { Client } from '../../shared/ipc/types.ts'
import type { Insights, InsightNumbers } from '../../shared/model/insights.ts'
import type { FilterCondition } from '../../shared/model/filter.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import { accountIdSchema } from '../../shared/model/account.ts'
import type { FakeState } from './fake-state.ts'
import { succeed } from './replies.ts'

const listOf = (type: ItemType, ...parts: FilterCondition[]): InsightNumbers['contacts']['list'] => ({
  ...{ type, accountId: null },
  filter: parts.length === 0 ? null : { match: 'all', parts },
})
const empty = (field: FilterCondition['field']): FilterCondition => ({ field, test: 'empty', values: [] })
const accountId = accountIdSchema.parse('account-1')

/** Numbers of a made-up account with two stages and three weeks. */
export const someNumbers = (chosen: Partial<InsightNumbers> = {}): InsightNumbers => ({
  contacts: { count: 12_304, list: listOf('contact') },
  newContacts: {
    count: 212,
    list: listOf('contact', { field: 'created', test: 'in-last', values: ['30', 'day'] }),
  },
  openDeals: {
    count: 86,
    list: listOf('deal', { field: 'field:is_closed', test: 'no', values: [] }),
    values: [{ currency: 'EUR', value: 1_234_567.5 }],
    unvalued: 3,
  },
  stages: [
    { label: 'Qualified', count: 34, values: [{ currency: 'EUR', value: 400 }] },
    { label: 'Proposal', count: 21, values: [{ currency: 'EUR', value: 900 }] },
  ].map((stage) => ({
    ...stage,
    list: listOf('deal', { field: 'field:stage', test: 'any-of', values: [stage.label] }),
  })),
  created: [
    { from: '2026-11-02', to: '2026-11-08', count: 5 },
    { from: '2026-11-09', to: '2026-11-15', count: 0 },
    { from: '2026-11-16', to: '2026-11-22', count: 8 },
  ].map((span) => ({
    ...span,
    list: listOf('contact', { field: 'created', test: 'between', values: [span.from, span.to] }),
  })),
  sources: [
    { accountId, type: 'contact', count: 12_304, list: listOf('contact') },
    { accountId, type: 'deal', count: 120, list: listOf('deal') },
  ],
  quality: [
    { issue: 'no-email', count: 88, list: listOf('contact', empty('email')) },
    {
      ...{ issue: 'invalid-phone', count: 0 },
      list: listOf('contact', { field: 'phone', test: 'invalid', values: [] }),
    },
  ],
  ...chosen,
})

export const someInsights = (chosen: Partial<Insights>): Insights => ({
  ...{ numbers: null, asOfMs: null, loadedAtMs: null, progress: null },
  ...chosen,
})

export const createFakeInsights = (state: FakeState): Client['insights'] => ({
  get: () => Promise.resolve(succeed(state.insights)),
  save: () => Promise.resolve(succeed({ isSaved: true })),
})
