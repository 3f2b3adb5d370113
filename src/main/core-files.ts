import type { ProviderId } from '../shared/model/provider.ts'
import { ok } from '../shared/result.ts'
import type { AccountRecords } from './accounts/account-records.ts'
import type { CorePorts } from './core-ports.ts'
import { createExports, type Exports } from './exporting/exports.ts'
import { createImports, type Imports } from './importing/imports.ts'
import { createListFields } from './items/list-fields.ts'
import { later } from './later.ts'
import type { Outbox } from './outbox/outbox.ts'
import type { Provider } from './providers/provider.ts'
import type { Store } from './store/store.ts'

interface FilesPorts {
  readonly ports: CorePorts
  readonly store: Store
  readonly outbox: Outbox
  readonly records: AccountRecords
  readonly provider: (id: ProviderId) => Provider | null
  readonly isWorkspaceOpen: () => boolean
}

/** The files that a workspace writes and reads. */
export interface Files {
  readonly exports: Exports
  readonly imports: Imports
  /** Ends both; no part of a file is left. */
  leave(): Promise<void>
}

/** Wires exports and imports. A part of `core.ts`. */
export function createFiles({ ports, store, outbox, records, provider, isWorkspaceOpen }: FilesPorts): Files {
  const { logger, now, publish, chooseOpenFile, chooseSaveFile } = ports
  const exports = createExports({
    store,
    logger,
    now,
    later,
    fields: createListFields({ store, logger, now, provider, records }),
    async sources() {
      const all = await records.list()
      return all.ok ? ok(Object.fromEntries(all.value.map(({ id, label }) => [id, label]))) : all
    },
    chooseSaveFile,
    isWorkspaceOpen,
    onChanged: () => publish('exportsChanged', {}),
  })
  const imports = createImports({
    store,
    outbox,
    logger,
    later,
    chooseOpenFile,
    chooseSaveFile,
    onChanged: () => publish('importsChanged', {}),
  })
  return {
    exports,
    imports,
    leave: () => Promise.all([exports.leave(), imports.leave()]).then(() => undefined),
  }
}
