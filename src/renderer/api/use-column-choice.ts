import { queryOptions } from '@tanstack/react-query'
import type { Column } from '../../shared/model/arrangement.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** The columns that the user chose for one list; null where nothing was chosen yet. */
export const columnChoiceQuery = (scope: string) =>
  queryOptions({
    queryKey: queryKeys.columns(scope),
    queryFn: async (): Promise<readonly Column[] | null> => {
      const kept = await call((client) => client.arrangements.get({ kind: 'columns', scope }))
      return kept?.kind === 'columns' ? kept.columns : null
    },
  })

/** Keeps the columns of one list. */
export const putColumnChoice = (scope: string, columns: readonly Column[]) =>
  call((client) =>
    client.arrangements.put({ scope, arrangement: { kind: 'columns', columns: [...columns] } }),
  )
