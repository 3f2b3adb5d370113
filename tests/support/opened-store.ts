import type { StoreFailureCode } from '../../src/shared/store-messages.ts'
import type { StoreInput, StoreMethod, StoreOutput } from '../../src/shared/store-protocol.ts'
import { createStore, type Store } from '../../src/store/dispatch.ts'
import { loadPhoneNumbers } from '../../src/store/phone-numbers.ts'

// As the store's threads do before a request that needs them.
await loadPhoneNumbers()

export const aKey = new Uint8Array(32).fill(7)
export const anotherKey = new Uint8Array(32).fill(8)

export interface StoreInTest extends Pick<Store, 'tidy'> {
  /** What the store answers; throws what it refuses. */
  ask<M extends StoreMethod>(method: M, input: StoreInput<M>): StoreOutput<M>
  /** The code with which the store refuses; throws when it does not. */
  refusal<M extends StoreMethod>(method: M, input: StoreInput<M>): StoreFailureCode
}

/** The store's own code within the test's process, asked as over the wire. */
export function storeInTest(): StoreInTest {
  const store = createStore()
  let id = 0
  return {
    tidy: () => store.tidy(),
    ask: <M extends StoreMethod>(method: M, input: StoreInput<M>) => {
      const reply = store.answer({ id: ++id, method, input })
      if (!reply.ok) throw new Error(`${method}: ${reply.code} (${reply.message})`)
      return reply.value as StoreOutput<M>
    },
    refusal: (method, input) => {
      const reply = store.answer({ id: ++id, method, input })
      if (reply.ok) throw new Error(`${method} was not refused`)
      return reply.code
    },
  }
}

/** The same with a workspace open in `folder`. */
export function storeWithWorkspace(folder: string): StoreInTest {
  const store = storeInTest()
  store.ask('openWorkspace', { folder, key: aKey })
  return store
}

/** The same with its outbox open too. */
export function storeWithOutbox(folder: string): StoreInTest {
  const store = storeWithWorkspace(folder)
  store.ask('openOutbox', { folder, key: aKey })
  return store
}
