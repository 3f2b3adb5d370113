import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { InsightNumbers, InsightPeriod, Insights } from '../../shared/model/insights.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { StoreOutput } from '../../shared/store-protocol.ts'
import type { Tally, TallyBy, TallyResult } from '../../shared/tally-protocol.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { ListFields } from '../items/list-fields.ts'
import type { InsightFields, Provider } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import { dealGroup, valuesOf } from './deal-values.ts'
import { homeCurrencies, lastLoad } from './account-marks.ts'
import {
  createdIn,
  dealFieldsOf,
  inStage,
  listOf,
  newInLast30Days,
  openDeals,
  qualityConditions,
  tallyOf,
  type DealFields,
  type InsightScope,
} from './insight-tallies.ts'
import { spansOf } from './period-spans.ts'

export interface InsightPorts {
  readonly store: Store
  readonly now: () => number
  readonly fields: ListFields
  readonly provider: (id: Account['providerId']) => Provider | null
  readonly records: Pick<AccountRecords, 'list'>
}

/** Counts what is stored; see the endpoint `insights.get`. Every number is that of the list which stands beside it. */
export async function readInsights(
  ports: InsightPorts,
  accountId: AccountId | null,
  period: InsightPeriod,
): Promise<Result<Insights, AppError>> {
  const { store, fields, now } = ports
  const all = await ports.records.list()
  if (!all.ok) return all
  const accounts = all.value.filter(({ id }) => accountId === null || id === accountId)
  const nowMs = now()
  const [contactFields, dealFields, counts, homes, loadedAtMs] = await Promise.all([
    fields({ type: 'contact', accountId, parentKey: null }),
    fields({ type: 'deal', accountId, parentKey: null }),
    store.call('countItems', {}),
    homeCurrencies(ports, accounts),
    lastLoad(store, accounts),
  ])
  if (!contactFields.ok) return contactFields
  if (!dealFields.ok) return dealFields
  if (!counts.ok) return counts
  if (!homes.ok) return homes
  if (!loadedAtMs.ok) return loadedAtMs
  const scope: InsightScope = {
    accountId,
    spans: spansOf(period, nowMs),
    contactFields: contactFields.value.stored,
    dealFields: dealFields.value.stored,
    names: namesOf(ports, accounts),
  }
  const parts = partsOf(scope, (id) => homes.value.get(id) ?? null)
  const tallied = await store.call('tallyItems', { tallies: parts.map(({ tally }) => tally), nowMs })
  if (!tallied.ok) return tallied
  const { results, asOfMs, progress } = tallied.value
  const ofAccount = counts.value.filter((one) => accountId === null || one.accountId === accountId)
  return ok({
    numbers: results === null ? null : withParts(plainNumbers(scope, ofAccount), parts, results),
    asOfMs,
    loadedAtMs: loadedAtMs.value,
    progress,
  })
}

const namesOf = ({ provider }: InsightPorts, accounts: readonly Account[]): InsightFields | null =>
  accounts.map(({ providerId }) => provider(providerId)?.insights).find((names) => names !== undefined) ??
  null

/** One tally, and the numbers that come of it. */
interface Part {
  readonly tally: Tally
  readonly numbers: (result: TallyResult) => Partial<InsightNumbers>
}

type HomeOf = (accountId: AccountId) => string | null

function partsOf(scope: InsightScope, homeOf: HomeOf): readonly Part[] {
  const deals = dealFieldsOf(scope)
  return [
    newContacts(scope),
    created(scope),
    ...(deals === null ? [] : [openDealsPart(scope, deals, homeOf), stagesPart(scope, deals, homeOf)]),
    ...qualityConditions(scope).map(({ issue, condition }): Part => {
      const list = listOf(scope, 'contact', condition)
      return {
        tally: tallyOf(list, scope.contactFields),
        numbers: (result) => ({ quality: [{ issue, count: countOf(result), list }] }),
      }
    }),
  ]
}

const countOf = ({ groups, rest }: TallyResult): number =>
  groups.reduce((sum, { count }) => sum + count, rest)

function newContacts(scope: InsightScope): Part {
  const list = listOf(scope, 'contact', newInLast30Days)
  return {
    tally: tallyOf(list, scope.contactFields),
    numbers: (result) => ({ newContacts: { count: countOf(result), list } }),
  }
}

function created(scope: InsightScope): Part {
  const { spans } = scope
  const by: TallyBy = { field: 'created', from: spans.map(({ beginsAtMs }) => beginsAtMs) }
  return {
    tally: tallyOf(listOf(scope, 'contact', createdIn(spans)), scope.contactFields, [by]),
    numbers: ({ groups }) => {
      const counts = new Map(groups.map(({ values, count }) => [values[0], count]))
      return {
        created: spans.map((span) => ({
          ...{ from: span.from, to: span.to, count: counts.get(span.beginsAtMs) ?? 0 },
          list: listOf(scope, 'contact', createdIn([span])),
        })),
      }
    },
  }
}

const bySource: TallyBy = { field: 'source', from: null }
const amountsOf = ({ amount, homeAmount }: DealFields) =>
  amount === null ? [] : homeAmount === null ? [amount] : [amount, homeAmount]
/** Account and currency last, as `dealGroup` reads them. */
const byMoney = ({ currency }: DealFields): TallyBy[] => [
  bySource,
  currency === null ? bySource : { field: currency, from: null },
]

function openDealsPart(scope: InsightScope, deals: DealFields, homeOf: HomeOf): Part {
  const list = listOf(scope, 'deal', openDeals(deals))
  return {
    tally: tallyOf(list, scope.dealFields, byMoney(deals), amountsOf(deals)),
    numbers: (result) => {
      const groups = result.groups.map(dealGroup)
      const valued = groups.reduce((sum, { amount }) => sum + amount.of, 0)
      const count = countOf(result)
      return { openDeals: { count, list, values: valuesOf(groups, homeOf), unvalued: count - valued } }
    },
  }
}

/** Of a stage's name (`insightsSchema`), and of a value that a filter compares with (`filterConditionSchema`). */
const MOST_CHARACTERS = 500

function stagesPart(scope: InsightScope, deals: DealFields, homeOf: HomeOf): Part {
  const inPeriod = createdIn(scope.spans)
  const by: TallyBy[] = [{ field: deals.stage, from: null }, ...byMoney(deals)]
  const options = scope.dealFields.get(deals.stage)?.options ?? []
  const places = new Map(options.map(({ value }, n) => [value, n]))
  const placeOf = (stage: string | null): number =>
    stage === null ? Infinity : (places.get(stage) ?? options.length)
  return {
    tally: tallyOf(listOf(scope, 'deal', inPeriod), scope.dealFields, by, amountsOf(deals)),
    numbers: ({ groups }) => {
      const byStage = Map.groupBy(groups, ({ values: [stage = null] }) =>
        stage === null ? null : String(stage),
      )
      const stages = [...byStage.keys()]
        // A longer one no filter can ask for.
        .filter((stage) => stage === null || stage.length <= MOST_CHARACTERS)
        .toSorted((a, b) => placeOf(a) - placeOf(b))
      return {
        stages: stages.slice(0, 1_001).map((stage) => {
          const ofStage = byStage.get(stage) ?? []
          const label = options.find(({ value }) => value === stage)?.label ?? stage
          return {
            label: label === null ? null : wellFormedStart(label, MOST_CHARACTERS),
            count: ofStage.reduce((sum, { count }) => sum + count, 0),
            values: valuesOf(ofStage.map(dealGroup), homeOf),
            list: listOf(scope, 'deal', inStage(deals, stage), inPeriod),
          }
        }),
      }
    },
  }
}

/** What the counts of the store alone say. */
function plainNumbers(scope: InsightScope, counts: StoreOutput<'countItems'>): InsightNumbers {
  const contacts = counts.filter(({ type }) => type === 'contact')
  const none = { count: 0, list: listOf(scope, 'contact') }
  return {
    contacts: { ...none, count: contacts.reduce((sum, { count }) => sum + count, 0) },
    newContacts: none,
    openDeals: null,
    stages: null,
    created: [],
    sources: counts
      .filter(({ count }) => count > 0)
      .map(({ accountId, type, count }) => ({
        ...{ accountId, type, count },
        list: { accountId, type, filter: null },
      })),
    quality: [],
  }
}

function withParts(
  plain: InsightNumbers,
  parts: readonly Part[],
  results: readonly TallyResult[],
): InsightNumbers {
  const found = parts.map(({ numbers }, n) => numbers(results[n] ?? { groups: [], rest: 0 }))
  const quality = found.flatMap((each) => each.quality ?? [])
  return found.reduce<InsightNumbers>((numbers, each) => ({ ...numbers, ...each, quality }), plain)
}
