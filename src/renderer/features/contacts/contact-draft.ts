import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ContactFields } from '../../../shared/model/contact.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ContactForm } from './use-contact-form.ts'

const draftKey = (id: string) => [...queryKeys.contacts, 'draft', id]

/** Keeps what was typed while the user signs in again; in memory only, and gone with the workspace. */
export function keepDraft(queries: QueryClient, id: string, fields: ContactFields): void {
  queries.setQueryDefaults(draftKey(id), { gcTime: Number.POSITIVE_INFINITY })
  queries.setQueryData(draftKey(id), fields)
}

/** Puts a kept draft back into the form it came from, once. */
export function useKeptDraft(form: ContactForm, id: string): void {
  const queries = useQueryClient()
  const [draft] = useState(() => queries.getQueryData<ContactFields>(draftKey(id)))
  const { reset } = form
  useEffect(() => {
    if (draft === undefined) return
    reset(draft, { keepDefaultValues: true })
    queries.removeQueries({ queryKey: draftKey(id) })
  }, [draft, id, queries, reset])
}
