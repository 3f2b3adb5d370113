import type { Handlers } from '../../shared/ipc/types.ts'
import { ok } from '../../shared/result.ts'
import { createBackupHandlers } from '../backup/backup-handlers.ts'
import type { Backups } from '../backup/backups.ts'
import { createImportHandlers } from '../importing/import-handlers.ts'
import type { Imports } from '../importing/imports.ts'
import type { Exports } from './exports.ts'

interface FileHandlerPorts {
  readonly exports: Exports
  readonly imports: Imports
  readonly backups: Backups
}

/** The endpoints of files that are written and read. */
export function createFileHandlers({
  exports,
  imports,
  backups,
}: FileHandlerPorts): Pick<Handlers, 'exports' | 'imports' | 'backups'> {
  return {
    backups: createBackupHandlers(backups),
    imports: createImportHandlers(imports),
    exports: {
      start: (request) => exports.start(request),
      list: async () => ok(exports.list()),
      async cancel({ id }) {
        exports.cancel(id)
        return ok({})
      },
    },
  }
}
