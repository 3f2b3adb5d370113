import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { ChangeId } from '../../shared/model/change-id.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { Outbox, OpenOutbox } from '../outbox/outbox.ts'
import type { Store } from '../store/store.ts'
import type { Contacts } from './contacts.ts'

export interface ContactHandlerPorts {
  readonly contacts: Contacts
  readonly outbox: Outbox
  readonly records: Pick<AccountRecords, 'get'>
  readonly store: Store
  readonly now: () => number
}

const done = ok({})

/** The endpoints of contacts, of the outbox and of drafts. */
export function createContactHandlers(
  ports: ContactHandlerPorts,
): Pick<Handlers, 'contacts' | 'outbox' | 'drafts'> {
  const { contacts, outbox, store } = ports

  /** What is noted goes into the outbox of the workspace that is open. */
  async function within<Value>(
    use: (open: OpenOutbox) => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> {
    const open = outbox.now()
    return open === null ? err({ kind: 'no-workspace' }) : use(open)
  }
  const asDone = async (
    use: (open: OpenOutbox) => Promise<Result<unknown, AppError>>,
  ): Promise<Result<Record<string, never>, AppError>> => {
    const result = await within(use)
    return result.ok ? done : result
  }

  return {
    contacts: {
      form: ({ accountId }) => contacts.form(accountId),
      stored: ({ key }) => contacts.stored(key),
      read: ({ accountId, externalId }) => contacts.read(accountId, externalId),
      find: ({ accountId, text }) => contacts.find(accountId, text),
      create: ({ accountId, values }) => within(({ edits }) => edits.create(accountId, values)),
      update: ({ key, values, base }) => within(({ edits }) => edits.update(key, values, base)),
      updateMany: (edit) => within((open) => open.editMany(edit)),
      amend: ({ id, revision, values }) => asDone(({ edits }) => edits.amend(id, revision, values)),
      remove: ({ key }) => within(({ edits }) => edits.remove(key, 'delete')),
      erase: ({ key }) => within(({ edits }) => edits.remove(key, 'erase')),
      previewMerge: ({ primary, other }) => contacts.previewMerge(primary, other),
      merge: ({ primary, other }) => within(({ edits }) => edits.merge(primary, other)),
      versions: ({ key }) => contacts.versions(key),
      previewRevert: ({ key, version }) => contacts.previewRevert(key, version),
      revert: ({ key, version }) =>
        within<{ id: ChangeId | null }>(async ({ edits }) => {
          const wanted = await contacts.toRevert(key, version)
          if (!wanted.ok) return wanted
          const { values, base } = wanted.value
          if (Object.keys(values).length === 0) return ok({ id: null })
          const noted = await edits.update(key, values, base)
          return noted.ok ? ok({ id: noted.value.id }) : noted
        }),
    },
    outbox: {
      get: () => outbox.view(),
      getCounts: () => Promise.resolve(ok(outbox.counts())),
      hold: ({ ids }) => asDone(({ waiting }) => waiting.hold(ids)),
      release: ({ ids }) => asDone(({ waiting }) => waiting.release(ids)),
      discard: ({ ids }) => asDone(({ waiting }) => waiting.discard(ids)),
      retry: ({ ids }) => {
        outbox.lifted(null)
        return asDone(({ waiting }) => waiting.retry(ids))
      },
      resolve: ({ id, revision, resolution }) =>
        asDone(({ waiting }) => waiting.resolve(id, revision, resolution)),
      undo: () => within(({ steps }) => steps.undo()),
      redo: () => within(({ steps }) => steps.redo()),
    },
    drafts: {
      get: ({ id }) => store.call('getDraft', { id }),
      put: async (draft) => {
        // The screen may write its last words when another workspace is open already: they are not for that one.
        const account = await ports.records.get(draft.accountId)
        if (!account.ok) return account
        const put = await store.call('putDraft', { draft: { ...draft, atMs: ports.now() } })
        return put.ok ? done : put
      },
      remove: async ({ id }) => {
        const removed = await store.call('removeDraft', { id })
        return removed.ok ? done : removed
      },
    },
  }
}
