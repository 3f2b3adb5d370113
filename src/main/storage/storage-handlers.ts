import path from 'node:path'
import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import { ok, type Result } from '../../shared/result.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { Store } from '../store/store.ts'
import { fileSizes } from './file-sizes.ts'
import { setAsideFiles } from './set-aside-files.ts'

export interface StorageHandlerPorts {
  readonly store: Store
  /** Holds the vault's file, and a folder a workspace below `workspaces`. */
  readonly dataDir: string
  readonly logDir: string
  readonly workspaceId: () => WorkspaceId | null
  readonly restoreCopy: () => Promise<Result<unknown, AppError>>
  readonly onChanged: () => void
}

/** The first ones tell what is wrong; a file that is damaged throughout has millions. */
const mostProblems = 100

/** The endpoints of what lies on this computer. */
export function createStorageHandlers(ports: StorageHandlerPorts): Handlers['storage'] {
  const { store, dataDir } = ports
  return {
    async get() {
      const size = await store.call('storageSize', {})
      if (!size.ok) return size
      const { bytes, items, engine, accounts } = size.value
      const id = ports.workspaceId()
      const workspace = id === null ? null : path.join(dataDir, 'workspaces', id)
      const [setAside, files] = await Promise.all([
        setAsideFiles([dataDir, ...(workspace === null ? [] : [workspace])]),
        fileSizes({ data: dataDir, logs: ports.logDir, workspace }),
      ])
      return ok({ bytes, items, engine, setAside, accounts: accounts.slice(0, 1_000), files })
    },
    async check() {
      const checked = await store.call('checkStorage', {})
      if (!checked.ok) return checked
      const problems = checked.value.problems.slice(0, mostProblems)
      return ok({ problems: problems.map((problem) => wellFormedStart(problem, 1_000)) })
    },
    async rebuildSearch() {
      for (let isBeginning = true; ; isBeginning = false) {
        const rebuilt = await store.call('rebuildSearch', { isBeginning })
        if (!rebuilt.ok) return rebuilt
        if (rebuilt.value.isDone) break
      }
      ports.onChanged()
      return ok({})
    },
    async restoreCopy() {
      const restored = await ports.restoreCopy()
      return restored.ok ? ok({}) : restored
    },
  }
}
