import { describe, expect, it } from 'vitest'
import type { StoreFailureCode, StoreReply, StoreRequest } from '../../shared/store-messages.ts'
import { createStoreClient, type StoreWire } from './store-client.ts'

/** Both ends of a wire in the test's hands. */
function wireInHand() {
  const posted: StoreRequest[] = []
  let onMessage: (message: unknown) => void = () => undefined
  let onExit: () => void = () => undefined
  const wire: StoreWire = {
    post: (message) => void posted.push(message as StoreRequest),
    onMessage: (listener) => (onMessage = listener),
    onExit: (listener) => (onExit = listener),
  }
  return { wire, posted, reply: (reply: StoreReply) => onMessage(reply), exit: () => onExit() }
}

describe('the store client', () => {
  it('gives each call its own answer, in whatever order they come', async () => {
    const { wire, posted, reply } = wireInHand()
    const store = createStoreClient(wire)
    const [counts, states] = [store.call('countItems', {}), store.call('feedStates', { accountId: null })]
    expect(posted.map((request) => request.method)).toEqual(['countItems', 'feedStates'])
    reply({ id: posted[1]!.id, ok: true, value: 'the states' })
    reply({ id: posted[0]!.id, ok: true, value: 'the counts' })
    expect(await counts).toEqual({ ok: true, value: 'the counts' })
    expect(await states).toEqual({ ok: true, value: 'the states' })
  })

  it.each<[StoreFailureCode, string]>([
    ['storage-full', 'storage-full'],
    ['storage-corrupt', 'storage-corrupt'],
    ['outbox-corrupt', 'storage-corrupt'],
    ['schema-too-new', 'schema-too-new'],
    ['unavailable', 'storage-unavailable'],
    ['not-open', 'no-workspace'],
    ['stale-run', 'cancelled'],
    ['internal', 'bug'],
  ])('tells %s as %s, and the words to the log only', async (code, kind) => {
    const { wire, posted, reply } = wireInHand()
    const failures: unknown[] = []
    const store = createStoreClient(wire, (failure) => failures.push(failure))
    const answer = store.call('countItems', {})
    reply({ id: posted[0]!.id, ok: false, code, message: 'words' })
    expect(await answer).toEqual({ ok: false, error: { kind } })
    expect(failures).toEqual([{ method: 'countItems', code, message: 'words' }])
  })

  it('says whose damage it is to the keeper of the process, and to nobody else', async () => {
    const { wire, posted, reply } = wireInHand()
    const store = createStoreClient(wire)
    const answers = [store.send('listItems', {} as never, null), store.send('listItems', {} as never, null)]
    const asked = store.call('countItems', {})
    const codes = ['outbox-corrupt', 'storage-corrupt', 'outbox-corrupt'] as const
    codes.forEach((code, n) => reply({ id: posted[n]!.id, ok: false, code, message: 'words' }))
    const error = { kind: 'storage-corrupt' }
    expect(await Promise.all(answers)).toEqual([
      { ok: false, error, isOutboxDamaged: true },
      { ok: false, error },
    ])
    expect(await asked).toEqual({ ok: false, error })
  })

  it('answers storage-unavailable to what was waiting when the process ended, and to all that follows', async () => {
    const { wire, posted, exit, reply } = wireInHand()
    const store = createStoreClient(wire)
    const waiting = store.call('countItems', {})
    exit()
    expect(await waiting).toEqual({ ok: false, error: { kind: 'storage-unavailable' } })
    reply({ id: posted[0]!.id, ok: true, value: 'too late' })
    expect(await store.call('countItems', {})).toEqual({ ok: false, error: { kind: 'storage-unavailable' } })
    expect(posted).toHaveLength(1)
  })

  it('ignores a message that answers no call', async () => {
    const { wire, posted, reply } = wireInHand()
    const store = createStoreClient(wire)
    const answer = store.call('countItems', {})
    reply({ id: 999, ok: true, value: 'somebody else' })
    reply({ id: posted[0]!.id, ok: true, value: [] })
    expect(await answer).toEqual({ ok: true, value: [] })
  })
})
