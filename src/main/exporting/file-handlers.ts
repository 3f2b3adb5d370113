import type { Handlers } from '../../shared/ipc/types.ts'
import { ok } from '../../shared/result.ts'
import type { Exports } from './exports.ts'

interface FileHandlerPorts {
  readonly exports: Exports
}

/** The endpoints of files that are written. */
export function createFileHandlers({ exports }: FileHandlerPorts): Pick<Handlers, 'exports'> {
  return {
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
