import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import { changeIdSchema, type ChangeId } from '../../shared/model/change-id.ts'
import type { Outbox as OutboxView, OutboxCounts } from '../../shared/model/change.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AccountAccess } from '../accounts/account-access.ts'
import type { Publish } from '../ipc/publish.ts'
import type { Later } from '../later.ts'
import type { Logger } from '../logging/logger.ts'
import type { Provider } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import { paced } from '../sync/paced.ts'
import { createAccountHolds } from './account-holds.ts'
import { openBook, type Book } from './book.ts'
import { fromStoredChange, rewritten, type Change } from './change.ts'
import { contactHere, createContactAccounts, type ContactAccounts, type ContactHere } from './contact-here.ts'
import { createDrain, type Drain } from './drain.ts'
import { editMany, type EditOfMany } from './edit-many.ts'
import { createEdits, type Edits } from './edits.ts'
import { importContacts, type ImportPart } from './import-contacts.ts'
import { outboxTimes, type OutboxTimes, type Sending } from './sending.ts'
import { settle, stepsWith } from './settle.ts'
import { countsOf, emptyView, viewOutbox } from './outbox-view.ts'
import { createUndo, type UndoSteps } from './undo.ts'
import { createWaitingEdits, type WaitingEdits } from './waiting-edits.ts'

export interface OutboxPorts {
  readonly store: Store
  readonly logger: Logger
  readonly publish: Publish
  readonly now: () => number
  readonly later: Later
  readonly random: () => number
  readonly times?: OutboxTimes
  readonly isWorkingOffline: () => boolean
  readonly provider: (id: Account['providerId']) => Provider | null
  readonly records: {
    list(): Promise<Result<Account[], AppError>>
    get(id: AccountId): Promise<Result<Account, AppError>>
  }
  readonly access: (id: AccountId) => Promise<Result<AccountAccess, AppError>>
}

/** The outbox of the workspace that is open. */
export interface OpenOutbox {
  readonly book: Book
  readonly drain: Drain
  readonly edits: Edits
  editMany(edit: EditOfMany): ReturnType<typeof editMany>
  importContacts(part: ImportPart): ReturnType<typeof importContacts>
  readonly waiting: WaitingEdits
  readonly steps: UndoSteps
}

/**
 * What the user did and the provider has not confirmed. It follows the workspace: opened with it, and left before
 * another one is opened. Everything that is asked of it while none is open answers `no-workspace`.
 */
export interface Outbox {
  /**
   * Reads what waits of the workspace that was just opened, and begins to send it. From a copy nothing is sent before
   * the user says so: what waits in it may have been sent after it was made.
   */
  open(isCopy: boolean): Promise<Result<null, AppError>>
  /** Sends nothing any more; what was on its way is met again when the workspace is opened the next time. */
  leave(): Promise<void>
  now(): OpenOutbox | null
  view(): Promise<Result<OutboxView, AppError>>
  counts(): OutboxCounts
  here(key: ItemKey): Promise<Result<ContactHere, AppError>>
  /** The key under which a record goes on that was created in this session; any other key as it is. */
  currentKey(key: ItemKey): ItemKey
  readonly accounts: ContactAccounts
  /** Something that changes were waiting for may have come: of one account, or of all. */
  lifted(accountId: AccountId | null): void
  /** A new grant may do what the last one might not: changes that waited for that are sent. */
  connected(accountId: AccountId): Promise<void>
  /** The file was lost: what is in memory is written once more. */
  rewriteAll(): Promise<void>
  /** The account and all that was noted for it are gone. */
  forget(accountId: AccountId): void
}

/** Changes that are over are listed for so long. */
const keptMs = 90 * 24 * 60 * 60_000
const changedPaceMs = 100

export function createOutbox(ports: OutboxPorts): Outbox {
  const { store, logger, publish, now, later } = ports
  const times = ports.times ?? outboxTimes
  let opened: OpenOutbox | null = null
  let generation = 0
  const tell = paced(later, changedPaceMs, () => publish('outboxChanged', {}))
  const tellItems = paced(later, changedPaceMs, () => publish('itemsChanged', {}))
  const holds = createAccountHolds(ports)
  const accounts = createContactAccounts({
    store,
    now,
    provider: ports.provider,
    account: (id) => ports.records.get(id),
  })

  async function sendingOf(book: Book, account: Account): Promise<Result<Sending, AppError>> {
    const [access, known] = [await ports.access(account.id), await accounts.find(account.id)]
    if (!access.ok) return access
    if (!known.ok) return known
    const { contacts, facts } = known.value
    return ok({
      account,
      // Of the provider as it is placed: a sandbox has other addresses.
      contacts: access.value.provider.contacts ?? contacts,
      session: access.value.session,
      facts,
      times,
      now,
      random: ports.random,
      splitOff: (change, differences) => ({
        ...change,
        ...differences,
        id: changeIdSchema.parse(randomUUID()),
        seq: book.nextSeq(),
        revision: 0,
      }),
      note: (change) => book.inTurn(() => book.write({ changes: [change] })),
      async createdHere(sinceMs) {
        const over = await store.call('endedChanges', { sinceMs, limit: 10_000 })
        if (!over.ok) return over
        const created = over.value.changes.map(fromStoredChange).filter(({ kind }) => kind === 'create')
        return ok(new Set(created.flatMap(({ externalId }) => externalId ?? [])))
      },
      async nameOf(key) {
        const found = await store.call('getItem', { key })
        return found.ok ? (found.value?.item.name ?? null) : null
      },
      async valuesOf(key) {
        const found = await store.call('getItem', { key })
        return found.ok && found.value !== null ? contacts.valuesOf(JSON.parse(found.value.record)) : null
      },
      referenceOf(error) {
        const reference = randomUUID().slice(0, 8)
        logger.warn('outbox.parked', { reference, error: error.kind })
        return reference
      },
    })
  }

  async function open(isCopy: boolean): Promise<Result<null, AppError>> {
    const mine = (generation += 1)
    const isOpen = (): boolean => generation === mine
    await store.call('forgetEnded', { beforeMs: now() - keptMs })
    const readBook = (): ReturnType<typeof openBook> =>
      openBook(store, isOpen, () => {
        tell()
        tellItems()
        opened?.drain.look()
      })
    const first = await readBook()
    // A file in which damage was met has been replaced by now, by an empty one or by a copy.
    const isReplaced = !first.ok && first.error.kind === 'storage-corrupt'
    const read = isReplaced ? await readBook() : first
    if (!read.ok) return read
    const book = read.value
    if (isCopy || isReplaced) {
      const held = await book.inTurn(() => holdAll(book))
      if (!held.ok) return held
    }
    const drain = createDrain({
      book,
      holds,
      now,
      later,
      logger,
      accounts: () => ports.records.list(),
      sending: (account) => sendingOf(book, account),
      async settle(sending, settlement) {
        if (sending === null) return settle({ store, now, isOpen }, book, null, settlement)
        const { contacts, facts, account } = sending
        const learned = contacts.requiring(facts, settlement.required ?? [])
        if (learned !== null && isOpen()) {
          const json = JSON.stringify(learned.value)
          const kept = await store.call('putFact', { accountId: account.id, name: learned.name, json })
          if (!kept.ok) logger.warn('outbox.rule-not-kept', { error: kept.error.kind })
          accounts.forget()
        }
        return settle({ store, now, isOpen }, book, contacts.feed, settlement)
      },
      onChanged: tell,
    })
    const editing = { store, book, accounts, times, now, isSending: (id: ChangeId) => drain.isSending(id) }
    opened = {
      book,
      drain,
      edits: createEdits(editing),
      editMany: (edit) => editMany(editing, edit),
      importContacts: (part) => importContacts(editing, part),
      waiting: createWaitingEdits(editing),
      steps: createUndo({ ...editing, later }),
    }
    holds.lift(null)
    drain.look()
    tell()
    return ok(null)
  }

  return {
    open,
    async leave() {
      const { drain = null } = opened ?? {}
      await drain?.stop()
      generation += 1
      opened = null
      accounts.forget()
    },
    now: () => opened,
    counts: () => countsOf(opened?.book ?? { open: () => [] }),
    view: () =>
      opened === null ? Promise.resolve(ok(emptyView)) : viewOutbox({ ...ports, accounts, ...opened }),
    async here(key) {
      if (opened === null) return err({ kind: 'no-workspace' })
      return contactHere({ store, book: opened.book, accounts }, key)
    },
    accounts,
    currentKey: (key) => opened?.book.currentKey(key) ?? key,
    lifted(accountId) {
      holds.lift(accountId)
      opened?.drain.look()
      tell()
    },
    async connected(accountId) {
      holds.lift(accountId)
      const { book } = opened ?? {}
      if (book === undefined) return
      await book.inTurn(async () => {
        const freed = book
          .open()
          .filter((change) => change.accountId === accountId && change.reason?.kind === 'missing-permission')
          .map((change): Change => ({
            ...change,
            revision: change.revision + 1,
            state: 'waiting',
            reason: null,
            nextAtMs: null,
          }))
        if (freed.length === 0) return
        const written = await book.write({ changes: freed, steps: stepsWith(book.steps(), freed) })
        if (!written.ok) logger.error('outbox.not-freed', { error: written.error.kind })
      })
      opened?.drain.look()
    },
    async rewriteAll() {
      const { book } = opened ?? {}
      const written = await book?.inTurn(() => book.rewriteAll())
      if (written?.ok === false) logger.error('outbox.not-rewritten', { error: written.error.kind })
    },
    forget(accountId) {
      opened?.book.forget(accountId)
    },
  }
}

/**
 * Also a creation whose outcome is not known yet: only the user can say whether it was made since. And what waits for a
 * permission, because a new sign-in would set it free ({@link Outbox.connected}).
 */
function holdAll(book: Book): Promise<Result<null, AppError>> {
  const held = book
    .open()
    .filter(({ state, reason }) => state === 'waiting' || reason?.kind === 'missing-permission')
    .map((change) => rewritten(change, { state: 'held', reason: null }))
  return book.write({ changes: held, steps: stepsWith(book.steps(), held) })
}
