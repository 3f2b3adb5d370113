import type { StoreMethod } from './store-protocol.ts'

/**
 * What a method does with the workspace's files, `cache.db` and `outbox.db`:
 * - `read` only looks into them. It is answered on connections of its own while the writer writes: it sees every
 *   change that was answered before it was asked for, and may overtake those that were not.
 * - `change` changes `cache.db` in one transaction. It may be sent again and takes effect once (`receipts.ts`); what
 *   it answers must survive JSON.
 * - `opening` opens, closes or replaces one of them. Everything that is asked for later comes after it.
 * - `aside` takes seconds, and holds up none of them: it has a thread and connections of its own. It comes to the same
 *   when it is done twice.
 * - `other` does something else, and comes to the same when it is done twice.
 */
export type MethodKind = 'read' | 'change' | 'opening' | 'aside' | 'other'

export const METHOD_KINDS = {
  openVault: 'other',
  readVaultRecord: 'other',
  writeVaultRecord: 'other',
  removeVaultRecord: 'other',
  listVaultRecords: 'other',
  closeVault: 'other',
  probeVault: 'other',
  writeVaultCopy: 'other',
  adoptVaultCopy: 'other',
  discardVaultCopy: 'other',
  compactVault: 'other',

  openWorkspace: 'opening',
  closeWorkspace: 'opening',
  closeAll: 'opening',

  openOutbox: 'opening',
  closeOutbox: 'opening',
  readOutbox: 'read',
  writeOutbox: 'other',
  endedChanges: 'read',
  forgetEnded: 'other',
  versionsOf: 'read',
  getDraft: 'read',
  putDraft: 'other',
  removeDraft: 'other',
  getArrangement: 'read',
  putArrangement: 'other',
  noteNotDuplicates: 'other',
  forgetNotDuplicates: 'other',
  listNotDuplicates: 'read',
  removeOutboxOf: 'other',

  beginRun: 'change',
  applyPage: 'change',
  compareRows: 'change',
  unseenRows: 'read',
  finishRun: 'change',
  dropRun: 'change',
  feedStates: 'read',
  removeFeed: 'change',
  trimType: 'change',
  noteRun: 'change',
  listRuns: 'read',

  getFact: 'read',
  putFact: 'change',
  countModified: 'read',
  externalIds: 'read',
  emailsOf: 'read',
  storedKeys: 'read',
  linksOf: 'read',
  parentsOf: 'read',
  getContent: 'read',
  putContent: 'change',
  countCalls: 'change',
  callsSince: 'read',

  storageSize: 'read',
  checkStorage: 'other',
  rebuildSearch: 'other',
  keepCopies: 'other',

  putItem: 'change',
  removeItem: 'change',
  removeAccount: 'change',
  finishRemovals: 'other',
  owesRemovals: 'read',

  copyFile: 'aside',
  adoptFile: 'aside',

  listItems: 'read',
  listKeys: 'read',
  beginExport: 'read',
  exportRows: 'read',
  endExport: 'read',
  getItem: 'read',
  pageItems: 'read',
  countItems: 'read',
  tallyItems: 'read',
  findDuplicates: 'read',
} as const satisfies Record<StoreMethod, MethodKind>

type MethodOf<Kind extends MethodKind> = {
  [M in StoreMethod]: (typeof METHOD_KINDS)[M] extends Kind ? M : never
}[StoreMethod]

export type ReadMethod = MethodOf<'read'>
export type AsideMethod = MethodOf<'aside'>
export type WriterMethod = Exclude<StoreMethod, ReadMethod | AsideMethod>

export const isReadMethod = (method: StoreMethod): method is ReadMethod => METHOD_KINDS[method] === 'read'
export const isAsideMethod = (method: StoreMethod): method is AsideMethod => METHOD_KINDS[method] === 'aside'
