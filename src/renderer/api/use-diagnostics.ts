import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { LogQuery } from '../../shared/model/diagnostics.ts'
import { announceFailure } from './announced-failure.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

const pageLines = 200

/** The log's lines, the newest first, a page at a time. */
export const useLog = (query: Pick<LogQuery, 'level' | 'search'>) =>
  useInfiniteQuery({
    queryKey: queryKeys.logOf(query),
    queryFn: ({ pageParam }) =>
      call((client) => client.diagnostics.readLog({ ...query, offset: pageParam, limit: pageLines })),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((count, { lines }) => count + lines.length, 0)
      return last.lines.length === 0 || read >= last.total ? undefined : read
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

/** Until when the log tells everything. */
export const useLogDetail = () =>
  useQuery({
    queryKey: queryKeys.logDetail,
    queryFn: () => call((client) => client.diagnostics.getLogDetail({})),
    staleTime: 0,
    refetchInterval: 60_000,
  })

export function useSetLogDetail() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (isDetailed: boolean) => call((client) => client.diagnostics.setLogDetail({ isDetailed })),
    onError: announceFailure,
    onSuccess: (detail) => {
      queries.setQueryData(queryKeys.logDetail, detail)
    },
  })
}

/** Puts the diagnostics together, to be looked at. */
export const usePreviewDiagnostics = () =>
  useMutation({ mutationFn: () => call((client) => client.diagnostics.preview({})) })

/** Writes what was looked at where the user says. */
export const useSaveDiagnostics = () =>
  useMutation({ mutationFn: (id: string) => call((client) => client.diagnostics.save({ id })) })

/** What the build knows of itself. */
export const useBuildFacts = () =>
  useQuery({
    queryKey: queryKeys.buildFacts,
    queryFn: () => call((client) => client.build.get({})),
    staleTime: 'static',
  })
