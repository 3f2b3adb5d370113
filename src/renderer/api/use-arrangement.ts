import { queryOptions } from '@tanstack/react-query'
import type { Arrangement, ArrangementKind } from '../../shared/model/arrangement.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** The others have queries of their own. */
type AskedKind = Extract<ArrangementKind, 'place' | 'recents'>

/** Whether it is of the kind that was asked for. */
const isOf = <Kind extends AskedKind>(
  kind: Kind,
  arrangement: Arrangement,
): arrangement is Extract<Arrangement, { kind: Kind }> => arrangement.kind === kind

/** What the open workspace keeps of where the user was; null where nothing is kept yet. */
export const arrangementQuery = <Kind extends AskedKind>(kind: Kind) =>
  queryOptions({
    queryKey: queryKeys.arrangement(kind),
    queryFn: async (): Promise<Extract<Arrangement, { kind: Kind }> | null> => {
      const kept = await call((client) => client.arrangements.get({ kind, scope: '' }))
      return kept !== null && isOf(kind, kept) ? kept : null
    },
  })

/** Keeps an arrangement. Throws what {@link call} throws. */
export const putArrangement = (arrangement: Extract<Arrangement, { kind: AskedKind }>): Promise<unknown> =>
  call((client) => client.arrangements.put({ scope: '', arrangement }))
