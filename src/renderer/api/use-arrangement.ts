import { queryOptions } from '@tanstack/react-query'
import type { Arrangement, ArrangementKind } from '../../shared/model/arrangement.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** Whether it is of the kind that was asked for. */
const isOf = <Kind extends ArrangementKind>(
  kind: Kind,
  arrangement: Arrangement,
): arrangement is Extract<Arrangement, { kind: Kind }> => arrangement.kind === kind

/** How the user arranged something of the open workspace; null where nothing was arranged yet. */
export const arrangementQuery = <Kind extends ArrangementKind>(kind: Kind, scope = '') =>
  queryOptions({
    queryKey: queryKeys.arrangement(kind, scope),
    queryFn: async (): Promise<Extract<Arrangement, { kind: Kind }> | null> => {
      const kept = await call((client) => client.arrangements.get({ kind, scope }))
      return kept !== null && isOf(kind, kept) ? kept : null
    },
  })

/** Keeps an arrangement. Throws what {@link call} throws. */
export const putArrangement = (arrangement: Arrangement, scope = ''): Promise<unknown> =>
  call((client) => client.arrangements.put({ scope, arrangement }))
