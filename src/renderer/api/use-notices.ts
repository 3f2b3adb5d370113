import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Arrangement, KeptNotice } from '../../shared/model/arrangement.ts'
import { canSay } from '../copy/told.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

type Notices = readonly KeptNotice[]

const noticesQuery = () =>
  queryOptions({
    queryKey: queryKeys.notices,
    queryFn: async (): Promise<Notices> => {
      const kept = await call((client) => client.arrangements.get({ kind: 'notices', scope: '' }))
      return kept?.kind === 'notices' ? kept.notices.filter(isSayable) : []
    },
    staleTime: 'static',
  })

/** What another version told in words that this one does not have is dropped. */
const isSayable = ({ title, body }: KeptNotice): boolean =>
  canSay(title) && (typeof body === 'string' || body.every(canSay))

/** What was told in the open workspace, the latest first. */
export const useKeptNotices = () => useQuery(noticesQuery())

/**
 * Changes what is kept, one change after the other: each begins with what the one before left. What could not be
 * written stays in memory; to tell of it would only make more to be kept.
 */
export function useChangeNotices() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: (kept: Notices) => Notices) => keep(queries, change),
    scope: { id: 'notices' },
  })
}

async function keep(queries: QueryClient, change: (kept: Notices) => Notices): Promise<void> {
  const before = await queries.query(noticesQuery())
  const notices = change(before)
  if (notices === before) return
  queries.setQueryData(noticesQuery().queryKey, notices)
  const arrangement: Arrangement = { kind: 'notices', notices: [...notices] }
  await call((client) => client.arrangements.put({ scope: '', arrangement }))
}
