import { parentPort } from 'node:worker_threads'
import type { StoreInput } from '../shared/store-protocol.ts'
import type { StoreReply, StoreRequest } from '../shared/store-messages.ts'
import { adoptFile } from './adopt-file.ts'
import { copyFile } from './copy-file.ts'
import { failureCode, StoreFailure } from './failure.ts'

if (parentPort === null) throw new Error('this is a thread of the store process')
const port = parentPort

port.on('message', (request: StoreRequest) => port.postMessage(answer(request)))

function answer({ id, method, input }: StoreRequest): StoreReply {
  try {
    return { id, ok: true, value: valueOf(method, input) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { id, ok: false, code: failureCode(error), message }
  }
}

function valueOf(method: StoreRequest['method'], input: unknown): unknown {
  switch (method) {
    case 'copyFile':
      return copyFile(input as StoreInput<'copyFile'>)
    case 'adoptFile':
      return adoptFile(input as StoreInput<'adoptFile'>)
    default:
      throw new StoreFailure('internal', 'no method of this thread')
  }
}
