import { setImmediate as nextTurn } from 'node:timers/promises'
import { later } from '../../src/main/later.ts'
import { createSync, type Sync, type SyncPorts } from '../../src/main/sync/create-sync.ts'
import type { LoadHow } from '../../src/main/sync/due-runs.ts'
import type { StoredLoadChoice } from '../../src/main/sync/stored-load-choice.ts'
import type { Store } from '../../src/main/store/store.ts'
import type { AppError } from '../../src/shared/errors.ts'
import { accountSchema, type Account } from '../../src/shared/model/account.ts'
import type { FeedName, RunReport } from '../../src/shared/model/feed.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import { loadChoiceSchema, type LoadChoice } from '../../src/shared/model/load-choice.ts'
import type { StreamStatus } from '../../src/shared/model/sync-status.ts'
import { err, ok, type Result } from '../../src/shared/result.ts'
import type { StoreMethod } from '../../src/shared/store-protocol.ts'
import { valueOf } from './core-in-node.ts'
import type { MadeUpRecord, MadeUpService } from './made-up-service.ts'
import { anAccountId } from './made-up-items.ts'
import { storeWithWorkspace, type StoreInTest } from './opened-store.ts'
import { createRecordingLogger } from './recording-logger.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** What outlives an app: the store's file, and what lies in the vault. */
export interface Kept {
  readonly store: StoreInTest
  account: Account
  choice: StoredLoadChoice | null
}

export function nothingKept(choice: Partial<LoadChoice> = {}): Kept {
  return {
    store: storeWithWorkspace(temporaryFolder()),
    account: accountSchema.parse({
      id: anAccountId,
      providerId: 'made-up',
      label: 'Made up',
      externalId: 'made-up',
      timeZone: null,
      status: 'connected',
      scopes: [],
      uiOrigin: null,
      connectedAtMs: 1,
    }),
    choice: { choice: loadChoiceSchema.parse(choice), renew: [] },
  }
}

/** What happens to a call to the store; `ask` carries it out. */
export type AroundStore = (
  method: StoreMethod,
  ask: () => unknown,
  input: unknown,
) => Promise<Result<unknown, AppError>>

/** All that loads, over a made-up service and a real store in the test's process. */
export interface Engine {
  readonly sync: Sync
  readonly store: Store
  readonly lines: readonly string[]
  /** Loads, and answers when nothing is loaded any more. */
  load(how?: LoadHow, feed?: FeedName | null): Promise<void>
  settled(): Promise<void>
  streams(): Promise<readonly StreamStatus[]>
  rows(feed: FeedName): Map<number, MadeUpRecord>
  /** The oldest first. */
  reports(): RunReport[]
}

export function engineAt(
  service: MadeUpService,
  kept: Kept = nothingKept(),
  options: { readonly aroundStore?: AroundStore; readonly now?: () => number } & Partial<SyncPorts> = {},
): Engine {
  const { aroundStore = async (_method, ask) => ok(ask()), now = Date.now, ...ports } = options
  const { logger, lines } = createRecordingLogger()
  const store: Store = {
    // The store answers a method with that method's output.
    call: (method, input) => aroundStore(method, () => kept.store.ask(method, input), input) as never,
  }
  const sync = createSync({
    store,
    logger,
    publish: () => undefined,
    now,
    later,
    random: () => 0.5,
    records: {
      list: async () => ok([kept.account]),
      get: async (id) => (id === kept.account.id ? ok(kept.account) : err({ kind: 'not-found' })),
      readLoadChoice: async () => ok(kept.choice),
      writeLoadChoice: async (_account, choice) => {
        kept.choice = choice
        return ok(null)
      },
    },
    provider: () => service.provider,
    access: async () => ok({ provider: service.provider, session: service.session }),
    reachability: () => 'online',
    limits: () => ({ limits: [], spent: [] }),
    isWorkingOffline: () => false,
    isMetered: () => false,
    ...ports,
  })

  async function settled(): Promise<void> {
    while (sync.loads.isRunning(kept.account.id)) await nextTurn()
  }

  return {
    sync,
    store,
    lines,
    settled,
    async load(how = 'now', feed = null) {
      valueOf(await sync.loads.start(kept.account.id, { how, feed }))
      await settled()
    },
    async streams() {
      return valueOf(await sync.status())[0]?.streams ?? []
    },
    rows(feed) {
      const found = new Map<number, MadeUpRecord>()
      const query = plainQuery({ accountId: anAccountId })
      for (let offset = 0; ;) {
        const { rows } = kept.store.ask('listItems', { query, offset, limit: 500 })
        for (const { key } of rows) {
          const whole = kept.store.ask('getItem', { key })
          if (whole === null) throw new Error('a row without a record')
          if (!decodeURIComponent(key).includes(`:${feed}/`)) continue
          const record = JSON.parse(whole.record) as MadeUpRecord
          found.set(record.id, record)
        }
        offset += rows.length
        if (rows.length === 0) return new Map([...found].toSorted(([a], [b]) => a - b))
      }
    },
    reports: () => kept.store.ask('listRuns', { accountId: anAccountId, limit: 500 }).toReversed(),
  }
}

/** What the service has in a list, as {@link Engine.rows} tells it. */
export const truthOf = (service: MadeUpService, feed: FeedName): Map<number, MadeUpRecord> =>
  new Map([...(service.lists.get(feed) ?? [])].toSorted(([a], [b]) => a - b))
