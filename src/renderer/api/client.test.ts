import { describe, expect, it, vi } from 'vitest'
import { createFakeClient, installFakeClient } from '../test-support/fake-client.ts'
import { failWith, succeed } from '../test-support/replies.ts'
import { ApiFailure, call, problemOf } from './client.ts'

const withAnswer = (
  answer: () => Promise<ReturnType<typeof failWith> | ReturnType<typeof succeed<never[]>>>,
) => {
  const fake = createFakeClient()
  fake.override('accounts', 'list', answer)
  installFakeClient(fake)
  return call((client) => client.accounts.list({}))
}

describe('a call to main', () => {
  it('answers the value alone', async () => {
    await expect(withAnswer(() => Promise.resolve(succeed([])))).resolves.toEqual([])
  })

  it('throws an expected failure with its reference', async () => {
    const thrown: unknown = await withAnswer(() =>
      Promise.resolve(failWith({ kind: 'offline' }, 'A-1')),
    ).catch((failure: unknown) => failure)
    expect(thrown).toBeInstanceOf(ApiFailure)
    expect(problemOf(thrown)).toEqual({ error: { kind: 'offline' }, reference: 'A-1' })
  })

  it('counts a call that main never answered as a bug without a reference', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const thrown: unknown = await withAnswer(() => Promise.reject(new Error('no handler'))).catch(
      (failure: unknown) => failure,
    )
    expect(problemOf(thrown)).toEqual({ error: { kind: 'bug' }, reference: null })
  })
})
