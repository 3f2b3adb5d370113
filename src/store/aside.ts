import type { Worker } from 'node:worker_threads'
import type { StoreReply, StoreRequest } from '../shared/store-messages.ts'
import { failureCode } from './failure.ts'

/**
 * Passes on what takes long to a thread that is there only while something is asked of it. A thread that dies answers
 * what is left with a failure.
 */
export function createAside(
  start: () => Worker,
  reply: (reply: StoreReply) => void,
): (request: StoreRequest) => void {
  const waiting = new Set<number>()
  let thread: Worker | null = null

  function begin(): Worker {
    const begun = start()
    begun.on('message', (answer: StoreReply) => {
      waiting.delete(answer.id)
      reply(answer)
      if (waiting.size > 0) return
      thread = null
      void begun.terminate()
    })
    begun.on('error', (error) => console.error(`the thread aside died: ${failureCode(error)}`))
    begun.on('exit', () => {
      if (thread !== begun) return
      thread = null
      const left = [...waiting]
      waiting.clear()
      for (const id of left) reply({ id, ok: false, code: 'internal', message: 'the thread aside died' })
    })
    return begun
  }

  return (request) => {
    waiting.add(request.id)
    thread ??= begin()
    thread.postMessage(request)
  }
}
