import { assertNever } from '../../shared/assert-never.ts'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ChangeId, StoreFailureCode, StoreReply, StoreRequest } from '../../shared/store-messages.ts'
import type { StoreInput, StoreMethod, StoreOutput } from '../../shared/store-protocol.ts'
import type { Store } from './store.ts'

/** Carries messages to the store process and back; the Electron edge or a test provides it. */
export interface StoreWire {
  post(message: unknown, transfer?: readonly unknown[]): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
}

/** What the process answered; `isOutboxDamaged` tells whose damage a `storage-corrupt` is about. */
export type Answer<Value> = Result<Value, AppError> & { readonly isOutboxDamaged?: boolean }

export interface StoreClient extends Store {
  /**
   * Asks the store process. Requests are carried out in the order of the calls, but reads may overtake changes
   * that were not answered yet. Fails with `storage-full`, `storage-corrupt`, `schema-too-new`, `no-workspace`,
   * `cancelled` (a page of a run that was ended meanwhile), `storage-unavailable`, `bug`. Null when the process
   * ended before it answered: nobody knows how far it came.
   */
  send<M extends StoreMethod>(
    method: M,
    input: StoreInput<M>,
    change: ChangeId | null,
  ): Promise<Answer<StoreOutput<M>> | null>
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

  const send: StoreClient['send'] = <M extends StoreMethod>(
    method: M,
    input: StoreInput<M>,
    change: ChangeId | null,
  ) =>
    new Promise<Answer<StoreOutput<M>> | null>((resolve) => {
      if (isGone) {
        resolve(null)
        return
      }
      const id = ++lastId
      waiting.set(id, {
        method,
        settle: (reply) => {
          if (reply === null) resolve(null)
          // The store answers a method with that method's output; the protocol types both ends.
          else resolve(reply.ok ? ok(reply.value as StoreOutput<M>) : refusal(reply.code))
        },
      })
      const request: StoreRequest = { id, method, input, ...(change === null ? {} : { change }) }
      wire.post(request)
    })

  return {
    send,
    call: async (method, input) => {
      const answer = (await send(method, input, null)) ?? err({ kind: 'storage-unavailable' })
      return answer.ok ? answer : err(answer.error)
    },
  }
}

const refusal = (code: StoreFailureCode): Answer<never> => ({
  ...err(toAppError(code)),
  ...(code === 'outbox-corrupt' ? { isOutboxDamaged: true } : {}),
})

function toAppError(code: StoreFailureCode): AppError {
  switch (code) {
    case 'storage-full':
    case 'storage-corrupt':
    case 'schema-too-new':
      return { kind: code }
    case 'outbox-corrupt':
      return { kind: 'storage-corrupt' }
    case 'unavailable':
      return { kind: 'storage-unavailable' }
    case 'not-open':
      return { kind: 'no-workspace' }
    case 'stale-run':
      return { kind: 'cancelled' }
    case 'unknown-field':
      return { kind: 'invalid-request', detail: 'unknown field' }
    case 'internal':
      return { kind: 'bug' }
    default:
      return assertNever(code)
  }
}
