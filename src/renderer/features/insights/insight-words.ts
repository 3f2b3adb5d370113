import { formatCurrency, formatCount } from '../../ui/format.ts'
import type { Money } from '../../../shared/model/insights.ts'

/** An amount in few digits: "€1.2M". Without a currency it is a number alone. */
export const shortMoney = ({ currency, value }: Money): string =>
  currency === null ? formatCount(value) : formatCurrency(value, currency, 'short')

/** An amount with all its digits. */
export const fullMoney = ({ currency, value }: Money): string =>
  currency === null ? formatCount(value) : formatCurrency(value, currency, 'full')

/** Of several currencies: which of them stands for the others where one has to be chosen first. */
export const currenciesOf = (groups: readonly { readonly values: readonly Money[] }[]): (string | null)[] => {
  const sums = new Map<string | null, number>()
  for (const { currency, value } of groups.flatMap(({ values }) => values)) {
    sums.set(currency, (sums.get(currency) ?? 0) + value)
  }
  return [...sums].toSorted(([, one], [, other]) => other - one).map(([currency]) => currency)
}
