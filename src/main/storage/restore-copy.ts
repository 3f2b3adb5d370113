import type { AppError } from '../../shared/errors.ts'
import { err, type Result } from '../../shared/result.ts'
import type { StoreInput } from '../../shared/store-protocol.ts'
import type { Notices } from '../notices.ts'
import type { Store } from '../store/store.ts'
import type { Workspaces } from '../workspaces/workspaces.ts'
import { tellAboutFile } from './tell-about-file.ts'

/**
 * Goes back to the copies from before an update, of the vault first: without it no workspace can be opened. Fails
 * as the store does, with `not-found` where nothing was found too new, and with `schema-too-new` where the copy is
 * gone by now.
 */
export function createRestoreCopy(ports: {
  readonly store: Store
  readonly notices: Notices
  readonly workspaces: Pick<Workspaces, 'restoreCopy'>
  /** Where a vault lies that was found too new; null where it is open. */
  readonly vault: StoreInput<'openVault'> | null
  readonly onVaultOpened: () => void
  /** Opens the workspace of the last time, or tells why it cannot be opened. */
  readonly openLast: () => Promise<void>
  readonly onChanged: () => void
}): () => Promise<Result<unknown, AppError>> {
  const { notices } = ports
  let { vault } = ports

  async function restore(): Promise<Result<unknown, AppError>> {
    if (vault === null) return ports.workspaces.restoreCopy()
    const opened = await ports.store.call('openVault', { ...vault, isCopyWanted: true })
    if (!opened.ok) return opened
    if (opened.value.outcome === 'too-new') return err({ kind: 'schema-too-new' })
    vault = null
    ports.onVaultOpened()
    tellAboutFile(notices, opened.value, true)
    // Where that is too new itself, its copy is offered next.
    await ports.openLast()
    return opened
  }

  return async () => {
    const offers = notices.list().filter(({ kind }) => kind === 'store-too-new' || kind === 'copy-offered')
    const restored = await restore()
    if (restored.ok) for (const { id } of offers) notices.dismiss(id)
    ports.onChanged()
    return restored
  }
}
