import type { AccountId } from '../../shared/model/account.ts'
import type { Money } from '../../shared/model/insights.ts'
import type { TallyGroup } from '../../shared/tally-protocol.ts'

/** Deals of one account and one currency, counted together. */
export interface DealGroup {
  readonly accountId: AccountId
  readonly currency: string | null
  readonly count: number
  /** What the amounts add up to in the deals' own currency, and how many deals have one. */
  readonly amount: Amount
  /** The same as the provider has converted it to the account's currency. */
  readonly home: Amount
}

interface Amount {
  readonly sum: number
  readonly of: number
}

/** Reads a group whose last two values are account and currency, and whose sums are the amounts in their order. */
export function dealGroup({ values, count, valued, sums }: TallyGroup): DealGroup {
  const [accountId, currency] = values.slice(-2)
  const at = (n: number): Amount => ({ sum: sums[n] ?? 0, of: valued[n] ?? 0 })
  return {
    accountId: String(accountId) as AccountId,
    currency: currencyCode(currency),
    count,
    amount: at(0),
    home: at(1),
  }
}

export const currencyCode = (text: unknown): string | null =>
  typeof text === 'string' && /^[A-Z]{3}$/.test(text) ? text : null

/**
 * What deals are worth, the largest first: in their account's currency where the provider has converted all of a group,
 * else in their own. Amounts in different currencies are never added up. A deal that says no currency is in its
 * account's.
 */
export function valuesOf(
  groups: readonly DealGroup[],
  homeOf: (accountId: AccountId) => string | null,
): Money[] {
  const sums = new Map<string | null, number>()
  for (const { accountId, currency, amount, home } of groups) {
    if (amount.of === 0) continue
    const ofAccount = homeOf(accountId)
    const isConverted = ofAccount !== null && home.of === amount.of
    const code = isConverted ? ofAccount : (currency ?? ofAccount)
    sums.set(code, (sums.get(code) ?? 0) + (isConverted ? home.sum : amount.sum))
  }
  return (
    [...sums]
      .map(([currency, value]) => ({ currency, value: Number(value.toFixed(2)) }))
      // Of two amounts near the largest number of all there is no sum.
      .filter(({ value }) => Number.isFinite(value))
      .toSorted((a, b) => b.value - a.value)
      .slice(0, 200)
  )
}
