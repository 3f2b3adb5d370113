import type { Handlers } from '../../shared/ipc/types.ts'
import { ok } from '../../shared/result.ts'
import { createImportHandlers } from '../importing/import-handlers.ts'
import type { Imports } from '../importing/imports.ts'
import type { Exports } from './exports.ts'

interface FileHandlerPorts {
  readonly exports: Exports
  readonly imports: Imports
}

/** The endpoints of files that are written and read. */
export function createFileHandlers({
  exports,
  imports,
}: FileHandlerPorts): Pick<Handlers, 'exports' | 'imports'> {
  return {
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
