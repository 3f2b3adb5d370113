import type { InsightList } from '../../../shared/model/insights.ts'

/** A bar, a point or a part of a bar: what it is called, how much it is, and the list that it opens. */
export interface ChartRow {
  readonly id: string
  readonly label: string
  readonly value: number
  /** The value as it is read. */
  readonly text: string
  readonly list: InsightList
}

/** The list as the address of its screen says it. */
export const searchOf = ({ type, accountId, filter }: InsightList) => ({
  type: type ?? undefined,
  account: accountId ?? undefined,
  filter: filter ?? undefined,
})
