import { keepPreviousData, queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { AccountId } from '../../shared/model/account.ts'
import type { ChartFile, InsightPeriod } from '../../shared/model/insights.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** Between two questions while it is being counted: the store works for as long again at each. */
const askAgainMs = 30
/** And while rows change all the time, where there is nothing to go on with before the store counts anew. */
const lookAgainMs = 1_000

const insightsQuery = (accountId: AccountId | null, period: InsightPeriod) =>
  queryOptions({
    queryKey: queryKeys.insights(accountId, period),
    queryFn: () => call((client) => client.insights.get({ accountId, period })),
    // Asking no more ends the counting.
    refetchInterval: ({ state: { data } }) => {
      if (data?.progress == null) return false
      return data.numbers !== null && data.progress.of === 0 ? lookAgainMs : askAgainMs
    },
  })

/** Figures over everything on this computer, asked for again until they are counted. */
export const useInsights = (accountId: AccountId | null, period: InsightPeriod) =>
  useQuery({ ...insightsQuery(accountId, period), placeholderData: keepPreviousData })

/** Writes a chart where the user says; answers false where they chose no place. */
export const useSaveChart = () =>
  useMutation({
    mutationFn: async (chart: ChartFile) => {
      const { isSaved } = await call((client) => client.insights.save(chart))
      return isSaved
    },
  })
