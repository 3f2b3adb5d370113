import { setImmediate as nextTurn } from 'node:timers/promises'
import { createSync } from '../../../src/main/sync/create-sync.ts'
import type { LoadHow } from '../../../src/main/sync/due-runs.ts'
import type { StoredLoadChoice } from '../../../src/main/sync/stored-load-choice.ts'
import type { FeedName } from '../../../src/shared/model/feed.ts'
import { err, ok } from '../../../src/shared/result.ts'
import { createRecordingLogger } from '../recording-logger.ts'
import type { StormAccount } from './storm-account.ts'
import type { StormStore } from './storm-store.ts'

/** An app that runs: everything that loads, from its start until it is closed or killed. */
export interface StormEngine {
  readonly store: StormStore
  /** Loads as asked, and answers when nothing is loaded any more. Failures are told in the history alone. */
  load(how: LoadHow, feed?: FeedName | null): Promise<void>
  /** The user stops the load. */
  cancel(): Promise<void>
  feeds(): Promise<readonly FeedName[]>
  /** What went wrong where nothing may. */
  readonly crashes: () => readonly string[]
  close(): Promise<void>
}

export function startStormEngine(
  { account, provider, choice, open }: StormAccount,
  store: StormStore,
  now: () => number,
): StormEngine {
  const { logger, lines } = createRecordingLogger()
  const session = open()
  let kept: StoredLoadChoice = { choice, renew: [] }
  const sync = createSync({
    store,
    logger,
    publish: () => undefined,
    now,
    later: () => () => undefined,
    random: () => 0.5,
    records: {
      list: async () => ok([account]),
      get: async (id) => (id === account.id ? ok(account) : err({ kind: 'not-found' })),
      readLoadChoice: async () => ok(kept),
      writeLoadChoice: async (_account, written) => {
        kept = written
        return ok(null)
      },
    },
    provider: () => provider,
    access: async () => ok({ provider, session }),
    reachability: () => 'online',
    limits: () => ({ limits: [], spent: [] }),
    isWorkingOffline: () => false,
    isMetered: () => false,
  })
  return {
    store,
    async load(how, feed = null) {
      await sync.loads.start(account.id, { how, feed })
      while (sync.loads.isRunning(account.id)) await nextTurn()
    },
    cancel: () => sync.loads.cancel(account.id),
    async feeds() {
      const known = await sync.loads.feedsOf(account)
      return known.ok ? known.value.feeds.map(({ name }) => name) : []
    },
    crashes: () => lines.filter((line) => line.includes('load.crashed')),
    async close() {
      await sync.leave()
      await store.close()
    },
  }
}
