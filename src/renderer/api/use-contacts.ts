import { queryOptions, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Client } from '../../shared/ipc/types.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import { plainQuery } from '../../shared/plain-query.ts'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

type InputOf<Name extends keyof Client['contacts']> = Parameters<Client['contacts'][Name]>[0]

/**
 * What the account's contacts are made of. Asked for when a form opens and not at every row that a load writes: it
 * is long.
 */
export const contactFormQuery = (accountId: AccountId) =>
  queryOptions({
    queryKey: queryKeys.contactForm(accountId),
    queryFn: () => call((client) => client.contacts.form({ accountId })),
    staleTime: 0,
  })

/** The contact as it is here, with what waits to be sent laid over it. */
export const storedContactQuery = (key: ItemKey) =>
  queryOptions({
    queryKey: queryKeys.storedContact(key),
    queryFn: () => call((client) => client.contacts.stored({ key })),
    staleTime: 0,
    gcTime: 0,
  })

/** The states of the contact that are kept, newest first. */
export const useContactVersions = (key: ItemKey) =>
  useQuery({
    queryKey: queryKeys.contactVersions(key),
    queryFn: () => call((client) => client.contacts.versions({ key })),
    staleTime: 0,
  })

/** What setting the contact back to a version would change. */
export const useRevertPreview = (key: ItemKey, version: number) =>
  useQuery({
    queryKey: queryKeys.revertPreview(key, version),
    queryFn: () => call((client) => client.contacts.previewRevert({ key, version })),
    staleTime: 0,
    gcTime: 0,
  })

/** What merging two contacts would make of them. */
export const useMergePreview = (primary: ItemKey, other: ItemKey) =>
  useQuery({
    queryKey: queryKeys.mergePreview(primary, other),
    queryFn: () => call((client) => client.contacts.previewMerge({ primary, other })),
    staleTime: 0,
    gcTime: 0,
  })

/** Contacts of the account that a search finds, the best first; nothing is asked with null. */
export const useContactsFound = (accountId: AccountId, search: string | null, limit: number) =>
  useQuery({
    queryKey: queryKeys.contactsFound(accountId, search ?? '', limit),
    queryFn:
      search === null
        ? skipToken
        : () => {
            const query = plainQuery({ type: 'contact', accountId, search })
            return call((client) => client.items.list({ query, columns: [], offset: 0, limit }))
          },
    staleTime: 0,
  })

/** An edit changes what the list, the forms and the outbox show; so does the news that it came too late. */
function useEditing<Input, Output>(edit: (input: Input) => Promise<Output>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: edit,
    onSettled: () => {
      // Not awaited: what follows an edit, such as the seconds in which it can be taken back, must not wait for queries.
      for (const queryKey of [queryKeys.items, queryKeys.contacts, queryKeys.outbox]) {
        void queries.invalidateQueries({ queryKey })
      }
    },
  })
}

/** Fetches the contact fresh from the provider, and keeps it. */
export const useReadContact = () =>
  useEditing((input: InputOf<'read'>) => call((client) => client.contacts.read(input)))

/** Looks at the provider for an id or an e-mail address. */
export const useFindContact = () =>
  useEditing((input: InputOf<'find'>) => call((client) => client.contacts.find(input)))

export const useCreateContact = () =>
  useEditing((input: InputOf<'create'>) => call((client) => client.contacts.create(input)))

/** Notes a change of the given fields; an empty text clears one. */
export const useUpdateContact = () =>
  useEditing((input: InputOf<'update'>) => call((client) => client.contacts.update(input)))

/** Rewrites what a creation that is not sent yet sets. `changed-meanwhile`: it is on its way, or over. */
export const useAmendContact = () =>
  useEditing((input: InputOf<'amend'>) => call((client) => client.contacts.amend(input)))

export const useRemoveContact = () =>
  useEditing((key: ItemKey) => call((client) => client.contacts.remove({ key })))

/** Deletes for good, also what is kept of the contact here. */
export const useEraseContact = () =>
  useEditing((key: ItemKey) => call((client) => client.contacts.erase({ key })))

export const useMergeContacts = () =>
  useEditing((input: InputOf<'merge'>) => call((client) => client.contacts.merge(input)))

export const useRevertContact = () =>
  useEditing((input: InputOf<'revert'>) => call((client) => client.contacts.revert(input)))
