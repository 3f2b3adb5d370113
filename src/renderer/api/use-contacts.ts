import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AccountId } from '../../shared/model/account.ts'
import type { ContactFields } from '../../shared/model/contact.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

export interface ContactAddress {
  readonly accountId: AccountId
  /** The provider's own id of the contact. */
  readonly externalId: string
}

/** The contact as the provider holds it now: asked for anew whenever a form opens. */
export const contactQuery = ({ accountId, externalId }: ContactAddress) =>
  queryOptions({
    queryKey: queryKeys.contact(accountId, externalId),
    queryFn: () => call((client) => client.contacts.read({ accountId, externalId })),
    staleTime: 0,
    gcTime: 0,
  })

export function useCreateContact() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (request: { accountId: AccountId; fields: ContactFields }) =>
      call((client) => client.contacts.create(request)),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.items }),
  })
}

/** Sends only `changes`; an empty string clears a field. */
export function useUpdateContact() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (request: ContactAddress & { changes: Partial<ContactFields> }) =>
      call((client) => client.contacts.update(request)),
    onSuccess: ({ contact }, { accountId, externalId }) => {
      queries.setQueryData(contactQuery({ accountId, externalId }).queryKey, contact)
      return queries.invalidateQueries({ queryKey: queryKeys.items })
    },
  })
}

/** Deletes the contact at the provider, who is asked first whether it exists. */
export function useRemoveContact() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ accountId, externalId }: ContactAddress) =>
      call((client) => client.contacts.remove({ accountId, externalId })),
    onSettled: () => queries.invalidateQueries({ queryKey: queryKeys.items }),
  })
}
