import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { AccountId } from '../../shared/model/account.ts'
import type { InsightPeriod } from '../../shared/model/insights.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** Between two questions while it is being counted: the store works for as long again at each. */
const askAgainMs = 30

const insightsQuery = (accountId: AccountId | null, period: InsightPeriod) =>
  queryOptions({
    queryKey: queryKeys.insights(accountId, period),
    queryFn: () => call((client) => client.insights.get({ accountId, period })),
    // Asking no more ends the counting.
    refetchInterval: ({ state }) => (state.data?.progress == null ? false : askAgainMs),
  })

/** Figures over everything on this computer, asked for again until they are counted. */
export const useInsights = (accountId: AccountId | null, period: InsightPeriod) =>
  useQuery({ ...insightsQuery(accountId, period), placeholderData: keepPreviousData })
