import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient, type FakeClient, installFakeClient } from '../test-support/fake-client.ts'
import { failWith } from '../test-support/replies.ts'
import { createQueryClient } from '../app/query-client.ts'
import { askEarly, takeEarly } from './early-state.ts'
import { appStateQuery } from './use-app-state.ts'

describe('the state that is asked for before the page is there', () => {
  let fake: FakeClient
  beforeEach(() => {
    fake = createFakeClient()
    installFakeClient(fake)
  })
  afterEach(() => {
    void takeEarly()
  })

  const shown = () => createQueryClient().query(appStateQuery())

  it('is what the page shows first, without asking again; the next one asks', async () => {
    askEarly()
    await shown()
    expect(fake.inputsOf('app.getState')).toHaveLength(1)
    await shown()
    expect(fake.inputsOf('app.getState')).toHaveLength(2)
  })

  it('is asked for again where it has changed before anybody showed it', async () => {
    askEarly()
    fake.state.app = { ...fake.state.app, version: '9.9.9' }
    fake.emit('appStateChanged', {})
    expect((await shown()).version).toBe('9.9.9')
  })

  it('tells whoever shows it that main did not answer, and nobody else', async () => {
    const stray = vi.fn()
    process.on('unhandledRejection', stray)
    fake.override('app', 'getState', () => Promise.resolve(failWith({ kind: 'timed-out' })))
    askEarly()
    await new Promise((resolve) => setTimeout(resolve, 10))
    await expect(shown()).rejects.toMatchObject({ error: { kind: 'timed-out' } })
    process.off('unhandledRejection', stray)
    expect(stray).not.toHaveBeenCalled()
  })
})
