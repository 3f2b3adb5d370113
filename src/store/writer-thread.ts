import { parentPort } from 'node:worker_threads'
import { createStore } from './dispatch.ts'
import { failureCode } from './failure.ts'
import { withPhoneNumbers } from './loaded-numbers.ts'

if (parentPort === null) throw new Error('this is a thread of the store process')
const port = parentPort
const store = createStore()
let isTidying = false

/** Answers every request in the order of arrival, and tidies up whenever none is waiting. */
const take = withPhoneNumbers((request) => {
  port.postMessage(store.answer(request))
  tidySoon()
})
port.on('message', take)

function tidySoon(): void {
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
