import { describe, expect, it } from 'vitest'
import { anItem } from '../../../tests/support/made-up-items.ts'
import { contactFeed } from '../../../tests/support/made-up-runs.ts'
import { processesInHand, settled } from '../../../tests/support/processes-in-hand.ts'
import { err, ok } from '../../shared/result.ts'

const put = { feed: contactFeed, item: anItem(), nowMs: 1 }
const key = new Uint8Array(32)
const unavailable = err({ kind: 'storage-unavailable' })

describe('the keeper of the store process', () => {
  it('sends what was not answered again to the next process, in order and under the same ids', async () => {
    const { host, latest, methods, started, told } = processesInHand()
    const first = host.call('putItem', put)
    const answers = [
      host.call('countItems', {}),
      host.call('removeItem', { key: anItem().item.key, nowMs: 1 }),
      host.call('listVaultRecords', { kind: null, workspaceId: null }),
      host.call('putItem', put),
    ]
    latest().sent[0]!.answer(ok(null))
    expect(await first).toEqual(ok(null))
    const before = latest().sent.slice(1)
    latest().die()
    await settled()
    expect(started).toHaveLength(2)
    expect(methods()).toEqual(['countItems', 'removeItem', 'listVaultRecords', 'putItem'])
    expect(latest().sent.map(({ input, change }) => ({ input, change }))).toEqual(
      before.map(({ input, change }) => ({ input, change })),
    )
    latest().sent.forEach(({ answer }, n) => answer(ok(n)))
    expect(await Promise.all(answers)).toEqual([ok(0), ok(1), ok(2), ok(3)])
    expect(told).toEqual(['restarted 0'])
  })

  it('goes on with another process where the first one, which is started with the window, ended unasked', async () => {
    const { host, latest, methods, started } = processesInHand()
    latest().die()
    await settled()
    void host.call('countItems', {})
    await settled()
    expect(started).toHaveLength(2)
    expect(methods()).toEqual(['countItems'])
  })

  it('numbers changes alone, and says up to which one all are answered', async () => {
    const { host, latest } = processesInHand()
    const calls = [host.call('putItem', put), host.call('countItems', {}), host.call('putItem', put)]
    latest().sent[2]!.answer(ok(null))
    await calls[2]
    void host.call('putItem', put)
    latest().sent[0]!.answer(ok(null))
    await calls[0]
    void host.call('putItem', put)
    const changes = latest().sent.map(({ change }) => change && [change.number, change.answered])
    expect(changes).toEqual([[1, 0], null, [2, 0], [3, 0], [4, 2]])
    expect(new Set(latest().sent.flatMap(({ change }) => change?.start ?? [])).size).toBe(1)
  })

  it('opens the same files before it sends anything, and holds back what is asked meanwhile', async () => {
    const { host, latest, methods, told } = processesInHand()
    const openings = [
      host.call('openVault', { file: 'vault', key, isKnownDamaged: true }),
      host.call('openWorkspace', { folder: 'one', key, isKnownDamaged: true }),
    ]
    for (const { answer } of latest().sent) answer(ok({ outcome: 'opened' }))
    await Promise.all(openings)
    void host.call('countItems', {})
    latest().die()
    await settled()
    void host.call('putItem', put)
    expect(methods()).toEqual(['openVault'])
    latest().sent[0]!.answer(ok({ outcome: 'opened' }))
    await settled()
    expect(methods()).toEqual(['openVault', 'openWorkspace'])
    latest().sent[1]!.answer(ok({ outcome: 'opened' }))
    await settled()
    expect(methods()).toEqual(['openVault', 'openWorkspace', 'countItems', 'putItem'])
    // What was damaged then has been set aside then.
    expect(
      latest()
        .sent.slice(0, 2)
        .map(({ input }) => input),
    ).toEqual([
      { file: 'vault', key },
      { folder: 'one', key },
    ])
    expect(told).toEqual(['restarted 2'])
  })

  it('starts another one when the next dies before it has opened the files', async () => {
    const { host, latest, methods, started, told } = processesInHand()
    const opening = host.call('openWorkspace', { folder: 'one', key })
    latest().sent[0]!.answer(ok({ outcome: 'opened' }))
    await opening
    const count = host.call('countItems', {})
    latest().die()
    await settled()
    latest().die()
    await settled()
    expect(started).toHaveLength(3)
    latest().sent[0]!.answer(ok({ outcome: 'opened' }))
    await settled()
    expect(methods()).toEqual(['openWorkspace', 'countItems'])
    latest().sent[1]!.answer(ok([]))
    expect(await count).toEqual(ok([]))
    expect(told).toEqual(['restarted 1 again'])
  })

  it('gives a call up with which three processes died, and goes on with the others', async () => {
    const { host, latest, methods, told } = processesInHand()
    const poison = host.call('putItem', put)
    for (const isAgain of ['', ' again']) {
      latest().die()
      await settled()
      expect(told.at(-1)).toBe(`restarted 0${isAgain}`)
    }
    void host.call('countItems', {})
    latest().die()
    await settled()
    expect(await poison).toEqual(unavailable)
    expect(methods()).toEqual(['countItems'])
  })

  it('leaves a process dead that dies for the sixth time within a minute, and answers everything at once', async () => {
    const { host, latest, pass, started, told } = processesInHand()
    for (let n = 0; n < 5; n += 1) {
      pass(11_000)
      latest().die()
      await settled()
    }
    expect(started).toHaveLength(6)
    const count = host.call('countItems', {})
    latest().die()
    expect(await count).toEqual(unavailable)
    expect(await host.call('countItems', {})).toEqual(unavailable)
    expect(started).toHaveLength(6)
    expect(told).toEqual([...Array<string>(5).fill('restarted 0'), 'given up'])
  })

  it('sets a damaged workspace aside once, however many calls meet the damage', async () => {
    const { host, latest, methods, told } = processesInHand()
    const opening = host.call('openWorkspace', { folder: 'one', key })
    latest().sent[0]!.answer(ok({ outcome: 'opened' }))
    await opening
    const calls = [host.call('countItems', {}), host.call('putItem', put)]
    for (const { answer } of latest().sent.slice(1)) answer(err({ kind: 'storage-corrupt' }))
    await settled()
    expect(methods().slice(3)).toEqual(['openWorkspace'])
    latest().sent[3]!.answer(ok({ outcome: 'set-aside', path: 'there' }))
    expect(await Promise.all(calls)).toEqual(calls.map(() => err({ kind: 'storage-corrupt' })))
    expect(told).toEqual(['set aside set-aside'])
  })

  it('leaves damage alone that was met in a workspace which is not wanted any more', async () => {
    const { host, latest, methods } = processesInHand()
    const opening = host.call('openWorkspace', { folder: 'one', key })
    latest().sent[0]!.answer(ok({ outcome: 'opened' }))
    await opening
    const count = host.call('countItems', {})
    void host.call('openWorkspace', { folder: 'two', key })
    latest().sent[1]!.answer(err({ kind: 'storage-corrupt' }))
    expect(await count).toEqual(err({ kind: 'storage-corrupt' }))
    expect(methods()).toEqual(['openWorkspace', 'countItems', 'openWorkspace'])
  })

  it('ends the process for good, and answers what is left: it was ended, and nothing failed', async () => {
    const { host, started, told } = processesInHand()
    const count = host.call('countItems', {})
    await host.close()
    const cancelled = err({ kind: 'cancelled' })
    expect(await count).toEqual(cancelled)
    expect(await host.call('countItems', {})).toEqual(cancelled)
    expect(told).toEqual(['closeAll'])
    expect(started).toHaveLength(1)
  })
})
