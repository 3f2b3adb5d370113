import { queryOptions } from '@tanstack/react-query'
import type { Column } from '../../shared/model/arrangement.ts'
import type { ItemQuery } from '../../shared/model/item.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** Columns are kept apart for each type and each item that is looked into. */
export const columnScope = ({ parentKey, type }: Pick<ItemQuery, 'parentKey' | 'type'>): string =>
  parentKey ?? type ?? ''

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
