import { queryOptions } from '@tanstack/react-query'
import type { Draft, DraftId } from '../../shared/model/draft.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** What was typed into a form and not saved; asked for once, when the form opens. */
export const draftQuery = (id: DraftId) =>
  queryOptions({
    queryKey: queryKeys.draft(id),
    queryFn: () => call((client) => client.drafts.get({ id })),
    staleTime: 0,
    gcTime: 0,
  })

/** Keeps what was typed. Throws an `ApiFailure`. */
export const putDraft = (draft: Omit<Draft, 'atMs'>) => call((client) => client.drafts.put(draft))

/** Forgets what was typed. Throws an `ApiFailure`. */
export const removeDraft = (id: DraftId) => call((client) => client.drafts.remove({ id }))
