import { QueryClientProvider } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, it } from 'vitest'
import { itemKeySchema } from '../../shared/model/item.ts'
import { createQueryClient } from '../app/query-client.ts'
import { createFakeClient, installFakeClient } from '../test-support/fake-client.ts'
import { failWith } from '../test-support/replies.ts'
import { itemQuery, useAskItemEarly } from './use-items.ts'

const key = itemKeySchema.parse('no-such-account/contact/1')

function askerAt(fake: ReturnType<typeof createFakeClient>) {
  installFakeClient(fake)
  const queries = createQueryClient()
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  )
  return { queries, ask: renderHook(useAskItemEarly, { wrapper }).result.current }
}

it('asks for an item that is about to be shown once, and leaves a failure to whoever shows it', async () => {
  const fake = createFakeClient()
  fake.override('items', 'get', () => Promise.resolve(failWith({ kind: 'not-found' })))
  const { queries, ask } = askerAt(fake)
  const asked = ask(key)
  await expect(queries.query({ ...itemQuery(key), staleTime: 'static' })).rejects.toMatchObject({
    error: { kind: 'not-found' },
  })
  await asked
  expect(fake.inputsOf('items.get')).toEqual([{ key }])
})

it('keeps nobody waiting for an item that does not come', async () => {
  const fake = createFakeClient()
  fake.override('items', 'get', () => new Promise(() => undefined))
  await askerAt(fake).ask(key)
  expect(fake.inputsOf('items.get')).toEqual([{ key }])
})
