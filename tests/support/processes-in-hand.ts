import { createRecordingLogger } from './recording-logger.ts'
import { createDeferred } from './deferred.ts'
import { createStoreHost, type StoreProcess } from '../../src/main/store/store-host.ts'
import type { Answer, StoreClient } from '../../src/main/store/store-client.ts'
import { err } from '../../src/shared/result.ts'
import type { ChangeId } from '../../src/shared/store-messages.ts'
import type { OpenReport } from '../../src/shared/store-opening.ts'
import type { StoreMethod } from '../../src/shared/store-protocol.ts'

interface Sent {
  readonly method: StoreMethod
  readonly input: unknown
  readonly change: ChangeId | null
  answer(result: Answer<unknown>): void
}

/** Store processes in the test's hands; each is asked and dies as the test says. */
export function processesInHand() {
  const started: { readonly sent: Sent[]; die(): void }[] = []
  const told: string[] = []
  let nowMs = 1_000_000
  const host = createStoreHost(
    () => {
      const sent: Sent[] = []
      const exited = createDeferred<number>()
      const waiting = new Set<(result: null) => void>()
      const die = (): void => {
        for (const end of waiting) end(null)
        exited.resolve(1)
      }
      const send = (method: StoreMethod, input: unknown, change: ChangeId | null): Promise<unknown> =>
        new Promise((resolve) => {
          waiting.add(resolve)
          sent.push({ method, input, change, answer: resolve })
        })
      started.push({ sent, die })
      const store: StoreClient = {
        send: send as StoreClient['send'],
        call: async (method) => {
          told.push(method)
          return err({ kind: 'storage-unavailable' })
        },
      }
      return { store, exited: exited.promise, kill: die } satisfies StoreProcess
    },
    {
      logger: createRecordingLogger().logger,
      now: () => nowMs,
      onRestarted: (reports, isAgain) => told.push(`restarted ${reports.length}${isAgain ? ' again' : ''}`),
      onGivenUp: () => told.push('given up'),
      onSetAside: (report: OpenReport) => told.push(`set aside ${report.outcome}`),
      onOutboxSetAside: (report: OpenReport) => told.push(`outbox ${report.outcome}`),
    },
  )
  return {
    host,
    told,
    pass: (ms: number) => (nowMs += ms),
    started,
    latest: () => started.at(-1)!,
    methods: () => started.at(-1)!.sent.map(({ method }) => method),
  }
}

/** Until everything that was settled has been dealt with. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
