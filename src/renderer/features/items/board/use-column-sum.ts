import { useQuery } from '@tanstack/react-query'
import type { ItemQuery } from '../../../../shared/model/item.ts'
import type { FieldId } from '../../../../shared/model/list-field.ts'
import { call } from '../../../api/client.ts'
import { queryKeys } from '../../../api/query-keys.ts'

/** As many rows as one answer brings. */
const mostRows = 500
const amount: FieldId = 'field:amount'
const currency: FieldId = 'field:deal_currency_code'

export interface ColumnSum {
  readonly total: number
  /** ISO 4217; null where the records name none. */
  readonly currency: string | null
}

/**
 * What the amounts of all rows of a column come to. Null where that is not exactly known: too many rows, rows of
 * several currencies, or a list that is still being put together.
 */
export function useColumnSum(
  query: ItemQuery,
  known: readonly FieldId[],
  isWanted: boolean,
): ColumnSum | null {
  const columns = [amount, currency].filter((id) => known.includes(id))
  const { data } = useQuery({
    queryKey: [...queryKeys.listCount(query), 'sum', columns],
    queryFn: async (): Promise<ColumnSum | null> => {
      const { rows, total, isMore, progress } = await call((client) =>
        client.items.list({ query, columns, offset: 0, limit: mostRows }),
      )
      if (isMore || progress !== null || rows.length < total) return null
      const amounts = rows.map(({ cells }) => Number(cells[amount] ?? 0))
      const currencies = new Set(rows.filter(hasAmount).map(({ cells }) => cells[currency] ?? null))
      if (currencies.size > 1 || !amounts.every(Number.isFinite)) return null
      const [only] = currencies
      // Fractions of a cent are what adding binary fractions leaves over.
      const sum = Math.round(amounts.reduce((all, one) => all + one, 0) * 100) / 100
      return { total: sum, currency: typeof only === 'string' && only !== '' ? only : null }
    },
    enabled: isWanted && known.includes(amount),
  })
  return data ?? null
}

const hasAmount = ({ cells }: { readonly cells: Partial<Record<FieldId, unknown>> }): boolean =>
  cells[amount] != null && cells[amount] !== ''
