import type { AccountId } from '../../shared/model/account.ts'
import type { FilterCondition, ItemFilter } from '../../shared/model/filter.ts'
import { conditionsOf } from '../../shared/model/filter-tests.ts'
import type { InsightList, QualityIssue } from '../../shared/model/insights.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import { providerField, type FieldId } from '../../shared/model/list-field.ts'
import type { Tally, TallyBy } from '../../shared/tally-protocol.ts'
import { toStored } from '../items/list-view.ts'
import type { InsightFields, ProviderField } from '../providers/provider.ts'
import type { Span } from './period-spans.ts'

type Fields = ReadonlyMap<FieldId, ProviderField>

/** What is known of the accounts that are looked at. */
export interface InsightScope {
  readonly accountId: AccountId | null
  readonly spans: readonly Span[]
  readonly contactFields: Fields
  readonly dealFields: Fields
  /** Null where no account's provider says what its fields mean. */
  readonly names: InsightFields | null
}

const UNTOUCHED_DAYS = '180'

export const listOf = (
  { accountId }: InsightScope,
  type: ItemType,
  ...conditions: FilterCondition[]
): InsightList => ({ type, accountId, filter: filterOf(conditions) })

const filterOf = (parts: FilterCondition[]): ItemFilter | null =>
  parts.length === 0 ? null : { match: 'all', parts }

const condition = (
  field: FieldId,
  test: FilterCondition['test'],
  values: string[] = [],
): FilterCondition => ({ field, test, values })

/** Created within the spans, the first and the last included. */
export function createdIn(spans: readonly Span[]): FilterCondition {
  return condition('created', 'between', [spans.at(0)?.from ?? '', spans.at(-1)?.to ?? ''])
}

/** The fields of deals that the accounts really have. */
export interface DealFields {
  readonly stage: FieldId
  readonly isClosed: FieldId
  /** Null where deals have no amount that says its currency. */
  readonly amount: FieldId | null
  readonly currency: FieldId | null
  readonly homeAmount: FieldId | null
}

export function dealFieldsOf({ dealFields, names }: InsightScope): DealFields | null {
  const known = (name: string | undefined, kind: ProviderField['kind']): FieldId | null => {
    const id = name === undefined ? null : providerField(name)
    return id !== null && dealFields.get(id)?.kind === kind ? id : null
  }
  const [stage, isClosed] = [known(names?.deals.stage, 'choice'), known(names?.deals.isClosed, 'flag')]
  if (stage === null || isClosed === null) return null
  return {
    stage,
    isClosed,
    amount: known(names?.deals.amount, 'number'),
    currency: known(names?.deals.currency, 'choice'),
    homeAmount: known(names?.deals.homeAmount, 'number'),
  }
}

export const openDeals = ({ isClosed }: DealFields): FilterCondition => condition(isClosed, 'no')

/** Deals in a stage; null for those that have none. */
export const inStage = ({ stage }: DealFields, value: string | null): FilterCondition =>
  value === null ? condition(stage, 'empty') : condition(stage, 'any-of', [value])

/** What is odd about a contact, as a condition; without what the accounts' fields do not say. */
export function qualityConditions({
  contactFields,
  names,
}: InsightScope): readonly { readonly issue: QualityIssue; readonly condition: FilterCondition }[] {
  const owner = names === null ? null : providerField(names.contactOwner)
  return [
    { issue: 'no-email', condition: condition('email', 'empty') },
    { issue: 'invalid-email', condition: condition('email', 'invalid') },
    { issue: 'invalid-phone', condition: condition('phone', 'invalid') },
    ...(owner === null || !contactFields.has(owner)
      ? []
      : [{ issue: 'no-owner', condition: condition(owner, 'empty') } as const]),
    { issue: 'untouched', condition: condition('modified', 'not-in-last', [UNTOUCHED_DAYS, 'day']) },
  ]
}

export const newInLast30Days = condition('created', 'in-last', ['30', 'day'])

/** The tally of a list's rows. */
export function tallyOf(
  list: InsightList,
  known: Fields,
  by: readonly TallyBy[] = [],
  sums: readonly FieldId[] = [],
): Tally {
  const named = new Set([
    ...conditionsOf(list.filter).map(({ field }) => field),
    ...by.map(({ field }) => field),
    ...sums,
  ])
  return { ...list, by, sums, fields: [...named].flatMap((id) => known.get(id) ?? []).map(toStored) }
}
