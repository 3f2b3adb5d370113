import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/main/store/store.ts'
import type { StoreInput, StoreMethod } from '../../src/shared/store-protocol.ts'
import { anAccountId, anItem, aQuery, anotherAccountId, seededRandom } from '../support/made-up-items.ts'
import { contactFeed, emptyPage } from '../support/made-up-runs.ts'
import { aKey } from '../support/opened-store.ts'
import { mortalStore } from '../support/mortal-store.ts'
import type { Death } from '../support/store-in-node.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const loaded = { accountId: anotherAccountId, feed: contactFeed } as const
const pages = 5
const pageSize = 20

/** A change and what it answers when it is made for the first time, which it does not do a second time. */
interface Step {
  readonly method: StoreMethod
  readonly input: unknown
  readonly answer: unknown
}

const step = <M extends StoreMethod>(method: M, input: StoreInput<M>, answer: unknown): Step => ({
  method,
  input,
  answer,
})

/** Edits of one account between the pages of another, then the end of the load, then half of the edits undone. */
function stepsOf(runId: number): Step[] {
  const edit = (n: number) => anItem({ externalId: String(n) })
  const steps: Step[] = []
  for (let page = 0; page < pages; page += 1) {
    const items = Array.from({ length: pageSize }, (_, n) =>
      anItem({ accountId: anotherAccountId, externalId: String(page * pageSize + n) }),
    )
    const next = String(page + 1)
    steps.push(
      step(
        'applyPage',
        { ...emptyPage, ...loaded, runId, items, next, nowMs: 1 },
        {
          ...{ added: pageSize, changed: 0, unchanged: 0, removed: 0, leftOut: 0, hasNews: true },
          seen: (page + 1) * pageSize,
        },
      ),
    )
    steps.push(step('putItem', { feed: contactFeed, item: edit(page), nowMs: 1 }, null))
    steps.push(step('putItem', { feed: contactFeed, item: edit(100 + page), nowMs: 1 }, null))
    steps.push(step('removeItem', { key: edit(100 + page).item.key, nowMs: 1 }, { removed: true }))
    steps.push(step('removeItem', { key: edit(100 + page).item.key, nowMs: 1 }, { removed: false }))
  }
  steps.push(
    step('finishRun', { ...loaded, runId, removesUnseen: true, nowMs: 2 }, { removed: 0, next: null }),
  )
  return steps
}

/** Asks for all steps in order, up to four at a time. */
async function take(store: Store, steps: readonly Step[]): Promise<unknown[]> {
  const answers: Promise<unknown>[] = []
  for (const [n, { method, input }] of steps.entries()) {
    await answers[n - 4]
    answers.push(store.call(method, input as never))
  }
  return Promise.all(answers)
}

describe('a store process killed in the middle of changes', () => {
  it.each(Array.from({ length: 20 }, (_, n) => n + 1))(
    'R69: loses none of them and makes none twice, and every caller sees the first answer (seed %i)',
    async (seed) => {
      const random = seededRandom(seed)
      const steps = stepsOf(1)
      const nth = (): number => 3 + Math.floor(random() * (steps.length - 2))
      // Between request and commit, between commit and reply, at both one after the other, or at any moment.
      const deaths: Death[] = [
        [{ at: 'request', nth: nth() } as const],
        [{ at: 'reply', nth: nth() } as const],
        [{ at: 'reply', nth: nth() } as const, { at: 'reply', nth: 2 } as const],
        [],
      ][seed % 4]!
      const { host, kill, restarts } = mortalStore(deaths)
      try {
        await host.call('openWorkspace', { folder: temporaryFolder(), key: aKey })
        const run = await host.call('beginRun', { ...loaded, mode: 'full', nowMs: 1 })
        expect(run).toEqual({
          ok: true,
          value: { runId: 1, cursor: null, seen: 0, startedAtMs: 1, watermark: null },
        })
        const killed = deaths.length > 0 ? null : wait(random() * 60).then(kill)
        const answers = await take(host, steps)
        await killed
        expect(answers).toEqual(steps.map(({ answer }) => ({ ok: true, value: answer })))
        const counts = await host.call('countItems', {})
        expect(counts).toMatchObject({
          value: [
            { accountId: anotherAccountId, type: 'contact', count: pages * pageSize },
            { accountId: anAccountId, type: 'contact', count: pages },
          ],
        })
        const list = await host.call('listItems', { query: aQuery(), offset: 0, limit: 500 })
        expect(list).toMatchObject({ value: { total: pages * (pageSize + 1) } })
        expect(restarts()).toBe(Math.max(1, deaths.length))
      } finally {
        await host.close()
      }
    },
  )
})
