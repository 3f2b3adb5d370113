import { onTestFinished } from 'vitest'
import type { Fetch } from '../../src/main/http/guarded-fetch.ts'
import type { Feed } from '../../src/main/providers/feeds.ts'
import {
  startProviderInSandbox,
  type ProviderInSandbox,
} from '../../src/main/providers/test-support/provider-in-sandbox.ts'
import type { Provider, ProviderSession } from '../../src/main/providers/provider.ts'
import type { Store } from '../../src/main/store/store.ts'
import { storedRows } from '../../src/main/sync/local-rows.ts'
import { runFeed } from '../../src/main/sync/run-feed.ts'
import type { RunResult } from '../../src/main/sync/run-state.ts'
import type { StartOptions } from '../../src/sandbox/start-sandbox.ts'
import type { RunMode } from '../../src/shared/model/feed.ts'
import type { Item } from '../../src/shared/model/item.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import type { ItemType } from '../../src/shared/model/item-type.ts'
import { loadChoiceSchema, type LoadChoice } from '../../src/shared/model/load-choice.ts'
import { ok } from '../../src/shared/result.ts'
import type { StoreInput, StoreMethod, StoreOutput } from '../../src/shared/store-protocol.ts'
import { storeWithWorkspace, type StoreInTest } from './opened-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A provider that is signed in somewhere. */
export interface ProviderAtWork {
  readonly provider: Provider
  readonly session: ProviderSession
}

/** A store of its own to load into, and the engine's own runs to do it. */
export interface FeedRuns {
  readonly store: Store
  /** Asks the same store without waiting; throws where it fails. */
  readonly ask: StoreInTest['ask']
  feeds(): Promise<readonly Feed[]>
  /** `met` is how many rows the provider brought. */
  run(feed: string, mode: RunMode, signal?: AbortSignal): Promise<RunResult & { readonly met: number }>
  /** All rows of a type with their records, by key. */
  rows(type: ItemType): Map<string, { item: Item; record: unknown }>
  choice: LoadChoice
}

/** A provider signed in at its service of the sandbox. */
export type FeedRunner = ProviderInSandbox & FeedRuns

/** Ends with the test. The store runs in this process: what it does is what the process would do. */
export async function startFeedRunner(
  own: Provider,
  options: StartOptions = {},
  send: Fetch = (address, init) => fetch(address, init),
): Promise<FeedRunner> {
  const at = await startProviderInSandbox(own, options, send)
  onTestFinished(() => at.sandbox.close())
  return feedRunnerAt(at)
}

/** The same wherever the provider is signed in; whoever gives a folder removes it. */
export function feedRunnerAt<At extends ProviderAtWork>(at: At, folder = temporaryFolder()): At & FeedRuns {
  const { ask } = storeWithWorkspace(folder)
  const store: Store = {
    call: async <M extends StoreMethod>(method: M, input: StoreInput<M>) =>
      ok<StoreOutput<M>>(ask(method, input)),
  }
  const { accountId } = at.session
  const runs: FeedRuns = {
    store,
    ask,
    choice: loadChoiceSchema.parse({}),
    async feeds() {
      const listed = await at.provider.feeds.list({
        choice: runner.choice,
        local: storedRows(store, accountId),
      })
      if (!listed.ok) throw new Error(JSON.stringify(listed.error))
      return listed.value
    },
    async run(name, mode, signal = new AbortController().signal) {
      const feed = (await runner.feeds()).find((one) => one.name === name)
      if (feed === undefined) throw new Error(`There is no feed ${name}`)
      const { provider, session, choice } = runner
      let met = 0
      const ports = { store, provider, session, choice, now: Date.now }
      const result = await runFeed(ports, feed, mode, signal, ({ loaded }) => {
        met = loaded
      })
      return { ...result, met }
    },
    rows(type) {
      const found = new Map<string, { item: Item; record: unknown }>()
      const query = plainQuery({ type, accountId })
      for (;;) {
        const { rows } = ask('listItems', { query, offset: found.size, limit: 500 })
        for (const { key, externalId } of rows) {
          const whole = ask('getItem', { key })
          if (whole) found.set(key, { item: whole.item, record: JSON.parse(whole.record) as unknown })
          else throw new Error(`The row of ${externalId} is gone`)
        }
        if (rows.length === 0) return found
      }
    },
  }
  const runner = { ...at, ...runs }
  return runner
}
