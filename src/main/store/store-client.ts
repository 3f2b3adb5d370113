import { assertNever } from '../../shared/assert-never.ts'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type {
  StoreFailureCode,
  StoreInput,
  StoreMethod,
  StoreOutput,
  StoreReply,
} from '../../shared/store-protocol.ts'

/** Carries messages to the store process and back; the Electron edge or a test provides it. */
export interface StoreWire {
  post(message: unknown, transfer?: readonly unknown[]): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
}

export interface StoreClient {
  /**
   * Asks the store process. Requests are carried out in the order of the calls. Fails with
   * `storage-full`, `storage-corrupt`, `schema-too-new`, `no-workspace`, `cancelled` (a page of a run that
   * was ended meanwhile), `storage-unavailable` (also when the process ends before it answers), `bug`.
   */
  call<M extends StoreMethod>(method: M, input: StoreInput<M>): Promise<Result<StoreOutput<M>, AppError>>
}

/** `onFailure` is told what the store said, for the log: the words never reach the screen. */
export function createStoreClient(
  wire: StoreWire,
  onFailure: (failure: { method: StoreMethod; code: StoreFailureCode; message: string }) => void = () =>
    undefined,
): StoreClient {
  const waiting = new Map<number, { method: StoreMethod; settle(reply: StoreReply | null): void }>()
  let lastId = 0
  let isGone = false

  wire.onMessage((message) => {
    const reply = message as StoreReply
    const call = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (call && !reply.ok) onFailure({ method: call.method, code: reply.code, message: reply.message })
    call?.settle(reply)
  })
  wire.onExit(() => {
    isGone = true
    const calls = [...waiting.values()]
    waiting.clear()
    for (const call of calls) call.settle(null)
  })

  return {
    call: <M extends StoreMethod>(method: M, input: StoreInput<M>) =>
      new Promise<Result<StoreOutput<M>, AppError>>((resolve) => {
        if (isGone) {
          resolve(err({ kind: 'storage-unavailable' }))
          return
        }
        const id = ++lastId
        waiting.set(id, {
          method,
          settle: (reply) => {
            if (reply === null) resolve(err({ kind: 'storage-unavailable' }))
            // The store answers a method with that method's output; the protocol types both ends.
            else resolve(reply.ok ? ok(reply.value as StoreOutput<M>) : err(toAppError(reply.code)))
          },
        })
        wire.post({ id, method, input })
      }),
  }
}

function toAppError(code: StoreFailureCode): AppError {
  switch (code) {
    case 'storage-full':
    case 'storage-corrupt':
    case 'schema-too-new':
      return { kind: code }
    case 'unavailable':
      return { kind: 'storage-unavailable' }
    case 'not-open':
      return { kind: 'no-workspace' }
    case 'stale-run':
      return { kind: 'cancelled' }
    case 'internal':
      return { kind: 'bug' }
    default:
      return assertNever(code)
  }
}
