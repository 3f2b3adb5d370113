import type { Handlers } from '../../shared/ipc/types.ts'
import { ok } from '../../shared/result.ts'
import type { Imports } from './imports.ts'

const done = ok({})

/** The endpoints of a file whose contacts are imported. */
export const createImportHandlers = (imports: Imports): Handlers['imports'] => ({
  choose: ({ accountId }) => imports.choose(accountId),
  get: async () => ok(imports.state()),
  async check(options) {
    const begun = imports.check(options)
    return begun.ok ? done : begun
  },
  async start() {
    const begun = imports.start()
    return begun.ok ? done : begun
  },
  async stop() {
    imports.stop()
    return done
  },
  saveSkipped: ({ words, title }) => imports.saveSkipped(words, title),
  undo: ({ deletesSent }) => imports.undo(deletesSent),
})
