import { createStoreClient } from '../../src/main/store/store-client.ts'
import { createStoreHost } from '../../src/main/store/store-host.ts'
import type { OpenReport } from '../../src/shared/store-opening.ts'
import { createRecordingLogger } from './recording-logger.ts'
import { startStoreInNode, type Death, type StoreInNode } from './store-in-node.ts'

/** A store whose processes die as they are told, one death after the other; the last one lives. */
export function mortalStore(deaths: readonly Death[]) {
  const started: StoreInNode[] = []
  let restarts = 0
  const told: OpenReport[] = []
  const host = createStoreHost(
    () => {
      const store = startStoreInNode(deaths[started.length] ?? null)
      started.push(store)
      return {
        store: createStoreClient(store.wire),
        exited: new Promise<number>((resolve) => store.wire.onExit(() => resolve(0))),
        kill: () => void store.close(),
      }
    },
    {
      logger: createRecordingLogger().logger,
      now: Date.now,
      onRestarted: () => (restarts += 1),
      onGivenUp: () => undefined,
      onSetAside: (report) => told.push(report),
      onOutboxSetAside: (report) => told.push(report),
    },
  )
  return {
    host,
    residentBytes: async () => (await started.at(-1)?.residentBytes()) ?? 0,
    kill: () => started.at(-1)?.close(),
    restarts: () => restarts,
    told,
  }
}
