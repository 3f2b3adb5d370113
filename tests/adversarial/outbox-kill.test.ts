import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { OutboxWrite } from '../../src/shared/outbox-protocol.ts'
import { aChange, aContactKey, aDraft, aNewRow, aStep, aVersion } from '../support/made-up-changes.ts'
import { aQuery, seededRandom } from '../support/made-up-items.ts'
import { mortalStore } from '../support/mortal-store.ts'
import { aKey, storeWithOutbox, type StoreInTest } from '../support/opened-store.ts'
import { askingOver, startStoreInNode, type Death } from '../support/store-in-node.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A contact is made, edited, sent, named and edited again; then the next one. */
function writesOf(contact: number): OutboxWrite[] {
  const [from, key] = [aContactKey(`new-${contact}`), aContactKey(String(contact))]
  const change = (n: number, chosen: Partial<ReturnType<typeof aChange>> = {}) =>
    aChange({ seq: 10 * contact + n, key: from, ...chosen })
  const row = aNewRow(`new-${contact}`, `Ada ${contact}`)
  return [
    {
      changes: [change(1)],
      steps: [aStep({ seq: 10 * contact + 1 }, [change(1)])],
      laid: [row],
      versions: [aVersion({ token: `before ${contact}`, key: from })],
    },
    { changes: [change(2)], laid: [{ ...row, shown: { ...row.shown, name: `Zoe ${contact}` } }] },
    { changes: [change(1, { body: '{"state":"sending"}' })] },
    {
      changes: [change(1, { key, endedAtMs: 5, body: '{}' })],
      renamed: [{ from, to: key }],
      versions: [aVersion({ token: `sent ${contact}`, key })],
    },
    {
      changes: [change(2, { key, endedAtMs: contact, body: '{}' })],
      unlaid: [key],
      removedSteps: [`step-${10 * contact + 1}`],
      ...(contact % 2 === 0 ? { erased: [key] } : {}),
    },
  ]
}
const writes = [1, 2, 3, 4, 5, 6].flatMap(writesOf)

const state = (store: StoreInTest) => ({
  open: store.ask('readOutbox', {}),
  ended: store.ask('endedChanges', { sinceMs: 0, limit: 1_000 }),
  versions: [1, 2, 3, 4, 5, 6].map((contact) =>
    store
      .ask('versionsOf', { key: aContactKey(String(contact)), limit: 100 })
      .map(({ atMs, body }) => ({ atMs, body })),
  ),
  list: store.ask('listItems', { query: aQuery(), offset: 0, limit: 100 }),
  found: store.ask('listItems', { query: aQuery({ search: 'zoe' }), offset: 0, limit: 100 }),
  problems: store.ask('checkStorage', {}),
})

/** What is in the file after the first so many writes. */
function stateAfter(count: number) {
  const store = storeWithOutbox(temporaryFolder())
  for (const write of writes.slice(0, count)) store.ask('writeOutbox', write)
  const found = state(store)
  store.ask('closeAll', {})
  return found
}

describe('a store process killed while the user works', () => {
  it.each(Array.from({ length: 8 }, (_, n) => n + 1))(
    'R69: has every edit that was answered, and makes none twice (seed %i)',
    async (seed) => {
      const random = seededRandom(seed)
      const nth = (): number => 4 + Math.floor(random() * writes.length)
      // Between request and commit, between commit and reply, at both, or at any moment.
      const deaths: Death[] = [
        [{ at: 'request', nth: nth() } as const],
        [{ at: 'reply', nth: nth() } as const],
        [{ at: 'reply', nth: nth() } as const, { at: 'request', nth: 4 } as const],
        [],
      ][seed % 4]!
      const folder = temporaryFolder()
      const { host, kill, restarts, told } = mortalStore(deaths)
      try {
        await host.call('openWorkspace', { folder, key: aKey })
        await host.call('openOutbox', { folder, key: aKey })
        const killed = deaths.length > 0 ? null : wait(random() * 60).then(kill)
        const answers: Promise<unknown>[] = []
        for (const [n, write] of writes.entries()) {
          await answers[n - 3]
          answers.push(host.call('writeOutbox', write))
        }
        expect(await Promise.all(answers)).toEqual(writes.map(() => ({ ok: true, value: null })))
        await killed
        // A kill after the last answer is noticed by the next call.
        expect(await host.call('getDraft', aDraft())).toEqual({ ok: true, value: null })
        expect(restarts()).toBe(Math.max(1, deaths.length))
        expect(told).toEqual([])
      } finally {
        await host.close()
      }
      expect(state(storeWithOutbox(folder))).toEqual(stateAfter(writes.length))
    },
    60_000,
  )

  it.each(Array.from({ length: 6 }, (_, n) => n + 1))(
    'R69: holds whole writes only, all that were answered among them, when nobody starts another (seed %i)',
    async (seed) => {
      const random = seededRandom(100 + seed)
      const folder = temporaryFolder()
      const store = startStoreInNode()
      const ask = askingOver(store.wire)
      await ask('openWorkspace', { folder, key: aKey })
      await ask('openOutbox', { folder, key: aKey })
      const killAfter = Math.floor(random() * writes.length)
      let answered = 0
      const writing = (async () => {
        for (const write of writes) {
          await ask('writeOutbox', write)
          answered += 1
          if (answered > killAfter) void wait(random() * 6).then(store.close)
        }
      })()
      await Promise.allSettled([writing])
      await store.close()
      const found = state(storeWithOutbox(folder))
      // The one on its way was made or was not.
      expect([stateAfter(answered), stateAfter(answered + 1)]).toContainEqual(found)
    },
    60_000,
  )
})
