import { expect, it } from 'vitest'
import { feedNameSchema } from '../../shared/model/feed.ts'
import { ok } from '../../shared/result.ts'
import type { SavedContact } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import type { Book } from './book.ts'
import { ended } from './change.ts'
import { settle } from './settle.ts'
import { made } from './test-support/made-changes.ts'

it('R42: stores nothing in the workspace that was opened while it was stored in another', async () => {
  const asked: string[] = []
  let isOpen = true
  const store = {
    call: async (method: string) => {
      asked.push(method)
      isOpen = false
      return ok(null) as never
    },
  } as Store
  const change = ended(made(), 'sent', 5)
  const saved = [{ loaded: { item: {}, record: {} } } as SavedContact]
  const settled = await settle(
    { store, now: () => 5, isOpen: () => isOpen },
    { isForgotten: () => false } as unknown as Book,
    feedNameSchema.parse('contact'),
    { changes: [change], saved, gone: [change.key] },
  )
  expect(settled).toEqual({ ok: false, error: { kind: 'cancelled' } })
  expect(asked).toEqual(['removeItem'])
})
