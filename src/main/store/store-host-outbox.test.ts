import { describe, expect, it } from 'vitest'
import { aQuery } from '../../../tests/support/made-up-items.ts'
import { processesInHand, settled } from '../../../tests/support/processes-in-hand.ts'
import { err, ok } from '../../shared/result.ts'

const key = new Uint8Array(32)

describe('the keeper of a store process with an outbox open', () => {
  const damagedCache = err({ kind: 'storage-corrupt' as const })
  const damagedOutbox = { ...damagedCache, isOutboxDamaged: true }
  const setAside = { outcome: 'set-aside', path: 'there' }

  async function withOutbox() {
    const hand = processesInHand()
    const openings = [
      hand.host.call('openVault', { file: 'vault', key }),
      hand.host.call('openWorkspace', { folder: 'one', key }),
      hand.host.call('openOutbox', { folder: 'one', key, isKnownDamaged: true }),
    ]
    for (const { answer } of hand.latest().sent) answer(ok({ outcome: 'opened' }))
    await Promise.all(openings)
    const restarted = async (...outcomes: string[]) => {
      hand.latest().die()
      await settled()
      for (const [n, found] of outcomes.entries()) {
        hand.latest().sent[n]!.answer(ok({ outcome: found, path: 'there' }))
        await settled()
      }
    }
    return { ...hand, restarted }
  }

  it('opens it after its workspace, before it sends what was not answered', async () => {
    const { host, latest, methods, told, restarted } = await withOutbox()
    void host.call('writeOutbox', {})
    void host.call('readOutbox', {})
    await restarted('opened', 'opened')
    expect(methods()).toEqual(['openVault', 'openWorkspace', 'openOutbox'])
    expect(latest().sent[2]!.input).toEqual({ folder: 'one', key })
    latest().sent[2]!.answer(ok({ outcome: 'opened' }))
    await settled()
    expect(methods().slice(3)).toEqual(['writeOutbox', 'readOutbox'])
    expect(told).toEqual(['restarted 2'])
  })

  it.each(['set-aside', 'restored', 'created'])(
    'tells apart that it is %s when another process opens it: what main has of it is to be written again',
    async (outcome) => {
      const { told, restarted } = await withOutbox()
      await restarted('opened', 'opened', outcome)
      expect(told).toEqual(['restarted 2', `outbox ${outcome}`])
    },
  )

  it('starts another process where one dies before it has opened it', async () => {
    const { methods, started, restarted } = await withOutbox()
    await restarted('opened', 'opened')
    await restarted('opened', 'opened', 'opened')
    expect(started).toHaveLength(3)
    expect(methods()).toEqual(['openVault', 'openWorkspace', 'openOutbox'])
  })

  it.each([
    ['closeOutbox', {}, ['openVault', 'openWorkspace']],
    ['closeWorkspace', {}, ['openVault']],
    ['closeAll', {}, []],
    ['openWorkspace', { folder: 'two', key }, ['openVault', 'openWorkspace']],
    ['openWorkspace', { folder: 'one', key }, ['openVault', 'openWorkspace', 'openOutbox']],
  ] as const)('opens after %s (%j) what is open then', async (method, input, reopened) => {
    const { host, latest, methods, restarted } = await withOutbox()
    const closing = host.call(method, input)
    latest()
      .sent.at(-1)!
      .answer(ok({ outcome: 'opened' }))
    await closing
    await restarted(...reopened.map(() => 'opened'))
    expect(methods()).toEqual(reopened)
  })

  it('sets the damaged file aside and leaves the other one alone, whatever was asked', async () => {
    const { host, latest, methods, told } = await withOutbox()
    const calls = [
      host.call('listItems', { query: aQuery(), offset: 0, limit: 9 }),
      host.call('writeOutbox', {}),
    ]
    for (const { answer } of latest().sent.slice(3)) answer(damagedOutbox)
    await settled()
    expect(methods().slice(5)).toEqual(['openOutbox'])
    expect(latest().sent[5]!.input).toEqual({ folder: 'one', key, isKnownDamaged: true })
    latest().sent[5]!.answer(ok(setAside))
    expect(await Promise.all(calls)).toEqual([damagedCache, damagedCache])
    expect(told).toEqual(['outbox set-aside'])

    const list = host.call('listItems', { query: aQuery(), offset: 0, limit: 9 })
    latest().sent[6]!.answer(damagedCache)
    await settled()
    expect(methods().slice(7)).toEqual(['openWorkspace'])
    latest().sent[7]!.answer(ok(setAside))
    expect(await list).toEqual(damagedCache)
    expect(told).toEqual(['outbox set-aside', 'set aside set-aside'])
  })

  it('keeps the outbox in mind when the cache was replaced', async () => {
    const { host, latest, methods, restarted } = await withOutbox()
    const list = host.call('countItems', {})
    latest().sent[3]!.answer(damagedCache)
    await settled()
    latest().sent[4]!.answer(ok(setAside))
    await list
    await restarted('opened', 'opened', 'opened')
    expect(methods()).toEqual(['openVault', 'openWorkspace', 'openOutbox'])
  })

  it('leaves damage alone that was met in an outbox which is not wanted any more', async () => {
    const { host, latest, methods } = await withOutbox()
    const write = host.call('writeOutbox', {})
    void host.call('closeOutbox', {})
    latest().sent[3]!.answer(damagedOutbox)
    expect(await write).toEqual(damagedCache)
    expect(methods().slice(3)).toEqual(['writeOutbox', 'closeOutbox'])
  })
})
