import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import { feedRunnerAt, type FeedRuns, type ProviderAtWork } from '../../../../tests/support/feed-runner.ts'
import type { RunMode } from '../../../shared/model/feed.ts'
import type { Item } from '../../../shared/model/item.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import { loadChoiceSchema } from '../../../shared/model/load-choice.ts'
import type { RunResult } from '../../sync/run-state.ts'
import type { Feed, FeedStep, ProviderFeeds } from '../feeds.ts'

/** A store into which every feed of an account was loaded, opt-in ones too. */
export interface EverythingLoaded extends ProviderAtWork, FeedRuns {
  readonly feeds: () => Promise<readonly Feed[]>
  /** What the steps of the first load brought, by the name of the feed. */
  readonly firstSteps: ReadonlyMap<string, readonly FeedStep[]>
  /** When the first load began and ended. */
  readonly startedAtMs: number
  readonly endedAtMs: number
  /** Runs a feed to the end of this many steps of it, as if the app had quit then. */
  stopAfter(steps: number, feed: string, mode: RunMode): Promise<RunResult>
  /** How many steps the last run of any feed took. */
  lastSteps(): number
  /** Every row with its record, by key, in the order of the keys. */
  everything(types?: readonly ItemType[]): [key: string, row: { item: Item; record: unknown }][]
  remove(): void
}

/** Loads all that a provider offers, in the order that its feeds ask for. */
export async function loadEverything(at: ProviderAtWork): Promise<EverythingLoaded> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-test-'))
  const watch = { steps: [] as FeedStep[], stopAt: Infinity, stop: new AbortController() }
  const note = (step: FeedStep): void => {
    watch.steps.push(step)
    if (watch.steps.length === watch.stopAt) watch.stop.abort()
  }
  const provider = { ...at.provider, feeds: watched(at.provider.feeds, note) }
  const runner = feedRunnerAt({ provider, session: at.session }, folder)
  const { run: runWatched } = runner
  const run: FeedRuns['run'] = (feed, mode, signal) => {
    Object.assign(watch, { steps: [], stopAt: Infinity })
    return runWatched(feed, mode, signal)
  }

  const firstSteps = new Map<string, readonly FeedStep[]>()
  const startedAtMs = Date.now()
  for (;;) {
    const feeds = await runner.feeds()
    // Naming them all is what somebody does who wants everything.
    runner.choice = loadChoiceSchema.parse({ included: feeds.map(({ name }) => name) })
    const isDone = (name: string): boolean => firstSteps.has(name)
    const next = feeds.find(({ name, after }) => !isDone(name) && after.every(isDone))
    if (next === undefined) {
      expect(feeds.filter(({ name }) => !isDone(name))).toEqual([])
      break
    }
    expect(await run(next.name, 'full')).toMatchObject({ error: null, removed: 0 })
    firstSteps.set(next.name, watch.steps)
  }

  return Object.assign(runner, {
    firstSteps,
    startedAtMs,
    endedAtMs: Date.now(),
    run,
    stopAfter(steps: number, feed: string, mode: RunMode) {
      Object.assign(watch, { steps: [], stopAt: steps, stop: new AbortController() })
      return runWatched(feed, mode, watch.stop.signal)
    },
    lastSteps: () => watch.steps.length,
    everything(types: readonly ItemType[] = provider.descriptor.itemTypes) {
      const rows = types.flatMap((type) => [...runner.rows(type)])
      return rows.toSorted(([a], [b]) => (a < b ? -1 : 1))
    },
    remove() {
      runner.ask('closeAll', {})
      fs.rmSync(folder, { recursive: true, force: true })
    },
  })
}

/** The same feeds, with every step told when it is over. */
function watched(feeds: ProviderFeeds, note: (step: FeedStep) => void): ProviderFeeds {
  const { confirm } = feeds
  return {
    ...feeds,
    async step(context, request) {
      const step = await feeds.step(context, request)
      if (step.ok) note(step.value)
      return step
    },
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            ...confirm,
            async ask(context, feed, rows) {
              const step = await confirm.ask(context, feed, rows)
              if (step.ok) note(step.value)
              return step
            },
          },
        }),
  }
}
