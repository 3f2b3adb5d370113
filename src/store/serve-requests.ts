import type { StoreReply, StoreRequest } from '../shared/store-protocol.ts'
import { createStore } from './dispatch.ts'
import { failureCode } from './failure.ts'

/** Whatever carries messages to and from the app's main process. */
export interface RequestPort {
  onRequest(listener: (request: StoreRequest) => void): void
  reply(reply: StoreReply): void
}

/** Answers every request in the order of arrival, and tidies up whenever none is waiting. */
export function serveRequests(port: RequestPort): void {
  const store = createStore()
  let isTidying = false

  const tidySoon = (): void => {
    if (isTidying) return
    isTidying = true
    // An immediate comes after all messages that have arrived.
    setImmediate(() => {
      isTidying = false
      try {
        if (store.tidy()) tidySoon()
      } catch (error) {
        // Nobody waits for an answer, and the next request tries again: main logs what stands here.
        console.error(`tidying failed: ${failureCode(error)}`)
      }
    })
  }

  port.onRequest((request) => {
    port.reply(store.answer(request))
    tidySoon()
  })
}
