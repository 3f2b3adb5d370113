import type { StoreInput, StoreMethod } from '../../shared/store-protocol.ts'
import type { WorkspaceFile } from './call-queue.ts'

/** What the store process has open, as it was asked for. */
export interface OpenedFiles {
  readonly vault: StoreInput<'openVault'> | null
  readonly cache: StoreInput<'openWorkspace'> | null
  readonly outbox: StoreInput<'openOutbox'> | null
}

export const nothingOpened: OpenedFiles = { vault: null, cache: null, outbox: null }

/**
 * After the process has done this. What an opening was told to do with a damaged file is not kept: it has been done.
 * A workspace that is left takes its outbox along.
 */
export function openedAfter(opened: OpenedFiles, method: StoreMethod, input: unknown): OpenedFiles {
  switch (method) {
    case 'openVault': {
      const { file, key } = input as StoreInput<'openVault'>
      return { ...opened, vault: { file, key } }
    }
    case 'openWorkspace': {
      const { folder, key } = input as StoreInput<'openWorkspace'>
      const outbox = opened.outbox?.folder === folder ? opened.outbox : null
      return { ...opened, cache: { folder, key }, outbox }
    }
    case 'openOutbox': {
      const { folder, key } = input as StoreInput<'openOutbox'>
      return { ...opened, outbox: { folder, key } }
    }
    case 'closeVault':
      return { ...opened, vault: null }
    case 'closeOutbox':
      return { ...opened, outbox: null }
    case 'closeWorkspace':
      return { ...opened, cache: null, outbox: null }
    case 'closeAll':
      return nothingOpened
    default:
      return opened
  }
}

/** Which files it opens, closes or replaces: damage in one that is not open any more is in nobody's way. */
export function filesOpenedBy(method: StoreMethod): readonly WorkspaceFile[] {
  switch (method) {
    case 'openOutbox':
    case 'closeOutbox':
      return ['outbox']
    case 'openWorkspace':
    case 'closeWorkspace':
    case 'closeAll':
      return ['cache', 'outbox']
    default:
      return []
  }
}
