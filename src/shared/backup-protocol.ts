import type { AccountId } from './model/account.ts'

/** The files of a workspace: what was loaded, and what the user did. */
export type WorkspaceFileName = 'cache' | 'outbox'

/**
 * What main asks of the store process for a backup and for what comes out of one. Both work on files that nobody else
 * has open, or on a connection of their own, in a thread of their own: lists are read and loads written meanwhile.
 */
export interface BackupProtocol {
  /**
   * Copies a file of a workspace as it is at one moment to `copy`, encrypted under `copyKey` (32 bytes); what lay there
   * goes. The workspace may be open. Whole and on the disk when it answers; a copy that failed is not there.
   */
  copyFile(input: {
    readonly what: WorkspaceFileName
    readonly folder: string
    readonly key: Uint8Array
    readonly copy: string
    readonly copyKey: Uint8Array
  }): FileCopy
  /**
   * Makes a file of a workspace, `target`, of such a copy: brought to the schema of this version, under a key of its
   * own, with other accounts in the place of those that it names. The copy stays as it is. `damaged` and `too-new` are
   * answers, because nothing that is open is meant.
   */
  adoptFile(input: {
    readonly what: WorkspaceFileName
    readonly copy: string
    readonly copyKey: Uint8Array
    readonly target: string
    readonly key: Uint8Array
    readonly accounts: readonly AccountChange[]
  }): Adoption
}

export interface AccountChange {
  readonly from: AccountId
  readonly to: AccountId
}

export interface FileCopy {
  readonly bytes: number
  /** Of the schema. */
  readonly version: number
  /** Of a cache the items, of an outbox the changes that are not over. */
  readonly count: number
}

export type Adoption = 'adopted' | 'damaged' | 'too-new'
