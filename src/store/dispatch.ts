import { isAsideMethod, isReadMethod, METHOD_KINDS, type WriterMethod } from '../shared/store-methods.ts'
import type { StoreReply, StoreRequest } from '../shared/store-messages.ts'
import type { StoreInput, StoreMethod, StoreOutput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { putArrangement } from './arrangements.ts'
import { putDraft, removeDraft } from './drafts.ts'
import { failureCode, opened, StoreFailure } from './failure.ts'
import { putContent } from './contents.ts'
import { putFact } from './facts.ts'
import { beginRun, dropRun } from './feeds.ts'
import { keepCopies, removeCopies } from './kept-copy.ts'
import { forgetNotDuplicates, noteNotDuplicates } from './not-duplicates.ts'
import {
  closeOutbox,
  closeVault,
  closeWorkspace,
  openOutbox,
  openVault,
  openWorkspace,
  type OpenFiles,
} from './open-files.ts'
import { forgetEnded } from './outbox-changes.ts'
import { purge } from './outbox-purge.ts'
import { removeOutboxOf, writeOutbox } from './outbox-write.ts'
import { inOutbox, type WritableOutbox } from './outbox.ts'
import { read } from './reads.ts'
import { once } from './receipts.ts'
import { countCalls, noteRun } from './run-reports.ts'
import { applyPage, finishRun, putItem, removeFeed, removeItem, trimType } from './runs.ts'
import { compareRows } from './seen-rows.ts'
import { checkStorage, rebuildSearch } from './storage-care.ts'
import { removeAccount } from './streams.ts'
import { emptyLogUnlessRead, removeFilesBeside, removeLittle } from './tidy.ts'
import { adoptVaultCopy, discardVaultCopy, probeVault, writeVaultCopy } from './vault-copy.ts'
import {
  compactVault,
  listVaultRecords,
  readVaultRecord,
  removeVaultRecord,
  writeVaultRecord,
} from './vault-records.ts'
import { forgetLaid, forgetPositions, type WritableWorkspace } from './workspace.ts'

/** One store: at most one vault, one workspace and one outbox are open. */
export interface Store {
  /** Answers every request, never throws. */
  answer(request: StoreRequest): StoreReply
  /**
   * Does a little of the work that may wait until nobody asks for anything; answers whether there is more.
   * Throws what the database throws.
   */
  tidy(): boolean
  /** Closes every file; answers how to open them again as they were. */
  handOver(): readonly Reopening[]
}

/** How a file that is open was opened, without what was to be done with it then. */
export type Reopening = Pick<StoreRequest, 'method' | 'input'>

/** So long one request may hold up the others. */
const removingPaceMs = 100

/** Answers whether there is more to do for removed accounts. */
function goOnRemoving(workspace: WritableWorkspace): boolean {
  if (workspace.removal === null) return false
  workspace.removal = removeLittle(workspace.db, workspace.removal)
  return workspace.removal !== null
}

/**
 * Answers whether there is more to do. What fails for want of room is tried once, as it would hold up every request: the
 * next opening tries again.
 */
function goOnPurging(outbox: WritableOutbox | null): boolean {
  if (outbox?.isPurgeOwed !== true) return false
  outbox.isPurgeOwed = false
  purge(outbox)
  return outbox.isPurgeOwed
}

type Methods = { [M in WriterMethod]: (input: StoreInput<M>) => StoreOutput<M> }

export function createStore(): Store {
  const files: OpenFiles = { vault: null, workspace: null, outbox: null }
  const methods = createMethods(files)
  const openings = new Map<StoreMethod, Reopening>()
  const note = (request: StoreRequest): void => {
    const opening = openingOf(request)
    if (opening !== null) openings.set(request.method, opening)
    // Of a file that is closed nothing is kept, and least of all its key.
    if (files.vault === null) openings.delete('openVault')
    if (files.workspace === null) openings.delete('openWorkspace')
    if (files.outbox === null) openings.delete('openOutbox')
  }
  return {
    answer(request) {
      try {
        return { id: request.id, ok: true, value: call(methods, files, request) }
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        return { id: request.id, ok: false, code: failureCode(error), message }
      } finally {
        note(request)
      }
    },
    tidy() {
      const { workspace, outbox } = files
      const isPurging = goOnPurging(outbox)
      if (workspace === null) return isPurging
      if (goOnRemoving(workspace) || isPurging) return true
      const isLogLong = workspace.isLogLong
      workspace.isLogLong = false
      if (isLogLong) emptyLogUnlessRead(workspace.db)
      return false
    },
    handOver() {
      const again = ORDER.flatMap((method) => openings.get(method) ?? [])
      openings.clear()
      closeWorkspace(files)
      closeVault(files)
      return again
    },
  }
}

/** An outbox lies over its workspace. */
const ORDER = ['openVault', 'openWorkspace', 'openOutbox'] as const

function openingOf({ method, input }: StoreRequest): Reopening | null {
  switch (method) {
    case 'openVault': {
      const { file, key } = input as StoreInput<'openVault'>
      return { method, input: { file, key } }
    }
    case 'openWorkspace':
    case 'openOutbox': {
      const { folder, key } = input as StoreInput<'openWorkspace'>
      return { method, input: { folder, key } }
    }
    default:
      return null
  }
}

function call(methods: Methods, files: OpenFiles, { method, input, change }: StoreRequest): unknown {
  if (!Object.hasOwn(METHOD_KINDS, method)) throw new StoreFailure('internal', 'no such method')
  if (isReadMethod(method)) return read(files, method, input)
  if (isAsideMethod(method)) throw new StoreFailure('internal', 'another thread does this')
  const write = (): unknown => methods[method](input as never)
  return change ? once(opened(files.workspace).db, change, write) : write()
}

function createMethods(files: OpenFiles): Methods {
  const vault = (): Sqlite => opened(files.vault)
  const workspace = (): WritableWorkspace => opened(files.workspace)
  const db = (): Sqlite => workspace().db
  /** Whatever comes of it: an exception takes the change back, and positions are only worth their time. */
  const changing = <Value>(change: (db: Sqlite) => Value): Value => {
    forgetPositions(workspace())
    return change(db())
  }
  /** The last of the rows that nobody wants here goes with the copy that has them. */
  const withoutCopies = <Removed extends { readonly isDone: boolean }>(removed: Removed): Removed => {
    if (removed.isDone) removeCopies(db().name)
    return removed
  }
  /** Likewise for what lies over the rows. */
  const onOutbox = <Value>(change: (outbox: WritableOutbox) => Value): Value => {
    const outbox = opened(files.outbox)
    forgetLaid(outbox, files.workspace)
    return inOutbox(() => change(outbox))
  }

  return {
    openVault: (input) => openVault(files, input),
    readVaultRecord: (input) => readVaultRecord(vault(), input),
    writeVaultRecord: (input) => writeVaultRecord(vault(), input),
    removeVaultRecord: (input) => removeVaultRecord(vault(), input),
    listVaultRecords: (input) => listVaultRecords(vault(), input),
    closeVault: () => {
      closeVault(files)
      return null
    },
    probeVault: (input) => probeVault(input),
    writeVaultCopy: (input) => writeVaultCopy(input),
    adoptVaultCopy: (input) => {
      closeVault(files)
      return adoptVaultCopy(input)
    },
    discardVaultCopy: (input) => discardVaultCopy(input),
    compactVault: () => compactVault(vault()),

    openWorkspace: (input) => openWorkspace(files, input),
    closeWorkspace: () => {
      closeWorkspace(files)
      return null
    },
    closeAll: () => {
      closeWorkspace(files)
      closeVault(files)
      return null
    },

    openOutbox: (input) => {
      files.workspace?.ahead.clear()
      return openOutbox(files, input)
    },
    closeOutbox: () => {
      files.workspace?.ahead.clear()
      closeOutbox(files)
      return null
    },
    writeOutbox: (input) => onOutbox((outbox) => writeOutbox(outbox, input)),
    forgetEnded: (input) => onOutbox(({ db }) => forgetEnded(db, input)),
    putArrangement: (input) => onOutbox(({ db }) => putArrangement(db, input)),
    putDraft: (input) => onOutbox(({ db }) => putDraft(db, input)),
    removeDraft: (input) => onOutbox(({ db }) => removeDraft(db, input)),
    noteNotDuplicates: (input) => onOutbox(({ db }) => noteNotDuplicates(db, input)),
    forgetNotDuplicates: (input) => onOutbox(({ db }) => forgetNotDuplicates(db, input)),
    removeOutboxOf: (input) => onOutbox((outbox) => removeOutboxOf(outbox, input)),

    beginRun: (input) => beginRun(db(), input),
    applyPage: (input) => changing((at) => applyPage(at, input)),
    compareRows: (input) => compareRows(db(), input),
    finishRun: (input) => {
      workspace().isLogLong = true
      return changing((at) => finishRun(at, input))
    },
    dropRun: (input) => dropRun(db(), input),
    removeFeed: (input) => withoutCopies(changing((at) => removeFeed(at, input))),
    trimType: (input) => withoutCopies(changing((at) => trimType(at, input))),
    noteRun: (input) => noteRun(db(), input),
    putContent: (input) => putContent(db(), input),
    putFact: ({ accountId, name, json }) => {
      putFact(db(), accountId, name, json)
      return null
    },
    countCalls: (input) => countCalls(db(), input),
    checkStorage: () => checkStorage(db(), files.outbox),
    rebuildSearch: (input) => changing((at) => rebuildSearch(at, input)),
    keepCopies: () => ({
      copies: keepCopies([files.vault, files.workspace?.db ?? null, files.outbox?.db ?? null]),
    }),

    putItem: (input) => changing((at) => putItem(at, input)),
    removeItem: (input) => changing((at) => removeItem(at, input)),
    removeAccount: (input) => {
      workspace().removal = 'rows'
      removeFilesBeside(db())
      return changing((at) => removeAccount(at, input))
    },
    finishRemovals: () => {
      const startedAt = performance.now()
      while (goOnRemoving(workspace())) {
        if (performance.now() - startedAt > removingPaceMs) return { isDone: false }
      }
      // The log holds what was written since the file was, if only a note that the removal was asked for.
      return { isDone: emptyLogUnlessRead(db()) }
    },
  }
}
